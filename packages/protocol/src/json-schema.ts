// JSON Schema of the file formats, for completion and checks in editors.
import { z } from "zod";
import { declarationDocumentSchema } from "./declaration-file/declaration-document.ts";
import { policyDocumentSchema } from "./policy-file/policy-document.ts";
import { traceSessionSchema } from "./trace/trace-schema.ts";

export type JsonSchemaName = "declaration" | "policy" | "trace";

const SCHEMAS: Readonly<Record<JsonSchemaName, z.ZodType>> = { declaration: declarationDocumentSchema, policy: policyDocumentSchema, trace: traceSessionSchema };

export const JSON_SCHEMA_NAMES: readonly JsonSchemaName[] = ["declaration", "policy", "trace"];

/** Draft 2020-12, of the form as it is written. */
export function jsonSchema(name: JsonSchemaName): unknown {
  return z.toJSONSchema(SCHEMAS[name], { io: "input", unrepresentable: "any" });
}
