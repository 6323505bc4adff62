// A policy inside a scenario: the form of policy files.
import { checkPolicy, type Policy } from "@kaizen/core";
import { z } from "zod";
import { policyDocumentSchema, policyFromDocument, type PolicyDocument } from "../policy-file/policy-document.ts";
import type { Problem, ValuePath } from "../problem.ts";

export const policyPartSchema: z.ZodType<PolicyDocument> = z.custom<PolicyDocument>(hasRules, "expected a policy: `rules` with a list").superRefine((value, context) => {
  if (!hasRules(value)) return;
  for (const issue of policyDocumentSchema.safeParse(value).error?.issues ?? []) context.addIssue({ ...issue });
});

export function policyPart(document: PolicyDocument | undefined): Policy {
  return policyFromDocument(document ?? { rules: [] });
}

export function policyPartProblems(policy: Policy, path: ValuePath): Problem[] {
  return checkPolicy(policy).map((problem) => ({ ...problem, path: [...path, ...problem.path] }));
}

export function policyPartJsonSchema(): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(policyDocumentSchema, { io: "input", unrepresentable: "any" });
  return rest;
}

function hasRules(value: unknown): boolean {
  return typeof value === "object" && value !== null && "rules" in value && Array.isArray(value.rules);
}
