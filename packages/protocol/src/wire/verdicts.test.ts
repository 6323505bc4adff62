// The shapes of existing clients, with all that they leave out.
import { describe, expect, it } from "vitest";
import { reportedManifestSchema, reportedVerdictSchema } from "./verdicts.ts";

describe("what existing clients post", () => {
  it.each([
    [{ agent: "a", action: {} }],
    [{ agent: "a", action: { kind: "tool_call", tool: "t" } }],
    [{ schema_version: 1, agent: "a", action: { kind: "anything", tool: null, publisher: null, target: null, hash: null, metadata: null }, verdict: null }],
    [{ schema_version: "1.0", agent: "a", action: { tool: "t", extra: 1 }, verdict: { decision: "allow" }, extra: true }],
    [{ agent: "a", action: { tool: "t", metadata: { k: [1] } }, verdict: { decision: "block", reason: null, evidence: [{ any: "thing" }] } }],
  ])("is read: %j", (body) => {
    expect(reportedVerdictSchema.safeParse(body).error?.issues).toBeUndefined();
  });

  it.each([[null], [[]], [{ agent: "a" }], [{ agent: "", action: {} }], [{ agent: "a", action: { tool: 7 } }], [{ agent: "a", action: { metadata: [] } }]])("is refused: %j", (body) => {
    expect(reportedVerdictSchema.safeParse(body).success).toBe(false);
  });

  it("states tools as a list, as none, or not at all", () => {
    expect(reportedManifestSchema.parse({ tools: [], destinations: "none" })).toMatchObject({ tools: [], destinations: "none" });
    expect(reportedManifestSchema.parse({ tools: null })).toMatchObject({ tools: undefined });
    expect(reportedManifestSchema.safeParse({ tools: "all" }).success).toBe(false);
  });
});
