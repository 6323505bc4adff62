// Reads a policy: a YAML file, or a value given in code.
import type { Policy } from "@kaizen/core";
import { checkPolicy } from "@kaizen/core";
import type { Result } from "../result.ts";
import type { FileProblem, Problem } from "../problem.ts";
import { didYouMean } from "../nearest-name.ts";
import { quote } from "../quote.ts";
import { zodProblems } from "../zod-problems.ts";
import { readYamlFile } from "../yaml-file/read-yaml-file.ts";
import { POLICY_KEYS, policyDocumentSchema, policyFromDocument, RULE_KINDS } from "./policy-document.ts";

/** One document with `rules`. Unknown keys and rules, contradictory and dead rules are problems at their lines. */
export function parsePolicyFile(text: string, fileName: string): Result<Policy, FileProblem[]> {
  const documents = readYamlFile(text, fileName);
  if (!documents.ok) return documents;
  const [document, second] = documents.value;
  const whole = (code: string, message: string): Result<never, FileProblem[]> => ({ ok: false, error: [{ file: fileName, line: 1, column: 1, code, message }] });
  if (document === undefined) return whole("missing", "expected `rules:` with a list of rules, got an empty file");
  if (second !== undefined) return whole("bad-value", "expected one document in a policy file, got several");
  const parsed = parsePolicy(document.value);
  return parsed.ok ? parsed : { ok: false, error: document.locate(parsed.error) };
}

/** The same as a value: `{ rules: [ … ] }`. */
export function parsePolicy(value: unknown): Result<Policy, Problem[]> {
  const unknownRules = findUnknownRules(value);
  if (unknownRules.length > 0) return { ok: false, error: unknownRules };
  const parsed = policyDocumentSchema.safeParse(value);
  if (!parsed.success) return { ok: false, error: zodProblems(parsed.error, value, POLICY_KEYS) };
  const policy = policyFromDocument(parsed.data);
  const problems = checkPolicy(policy);
  return problems.length > 0 ? { ok: false, error: [...problems] } : { ok: true, value: policy };
}

/** Said in our own words, because the schema library only knows that no alternative fits. */
function findUnknownRules(value: unknown): Problem[] {
  if (typeof value !== "object" || value === null || !("rules" in value) || !Array.isArray(value.rules)) return [];
  return value.rules.flatMap((rule: unknown, index): Problem[] => {
    if (typeof rule !== "object" || rule === null || !Object.hasOwn(rule, "rule") || !("rule" in rule)) return [];
    if (typeof rule.rule !== "string" || RULE_KINDS.some((known) => known === rule.rule)) return [];
    return [{ path: ["rules", index, "rule"], code: "unknown-rule", message: `expected a rule of ${RULE_KINDS.join(", ")}, got ${quote(rule.rule)}${didYouMean(rule.rule, RULE_KINDS)}` }];
  });
}
