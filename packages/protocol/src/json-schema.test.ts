// The schemas that editors read.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { JSON_SCHEMA_NAMES, jsonSchema } from "./json-schema.ts";

describe("jsonSchema", () => {
  it.each(JSON_SCHEMA_NAMES)("describes the %s format as an object", (name) => {
    expect(jsonSchema(name)).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema" });
  });

  it("knows the keys of a declaration and refuses others", () => {
    expect(jsonSchema("declaration")).toMatchObject({ type: "object", required: ["agent"], additionalProperties: false, properties: { purpose: { type: "string" } } });
  });

  it("knows every rule of a policy", () => {
    expect(JSON.stringify(jsonSchema("policy"))).toMatch(/"const":"blocklist".*"const":"allowlist".*"const":"condition".*"const":"correlation"/);
  });

  it("is published as it is for policies", async () => {
    await expect(`${JSON.stringify(jsonSchema("policy"), null, 2)}\n`).toMatchFileSnapshot(join(import.meta.dirname, "../../../docs/schemas/policy.schema.json"));
  });
});
