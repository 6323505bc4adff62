// JSON Schema of the file formats, for completion and checks in editors.
import { z } from "zod";
import { declarationDocumentSchema } from "./declaration-file/declaration-document.ts";
import { policyDocumentSchema } from "./policy-file/policy-document.ts";
import { traceSessionSchema } from "./trace/trace-schema.ts";

const SCHEMAS = { declaration: declarationDocumentSchema, policy: policyDocumentSchema, trace: traceSessionSchema } as const;

export type JsonSchemaName = keyof typeof SCHEMAS;
export const JSON_SCHEMA_NAMES: readonly JsonSchemaName[] = ["declaration", "policy", "trace"];

/** Draft 2020-12, of the form as it is written. */
export function jsonSchema(name: JsonSchemaName): unknown {
  return z.toJSONSchema(SCHEMAS[name], { io: "input", unrepresentable: "any" });
}
