// Makes one policy of several and refuses what the engine could not apply.
import type { Policy } from "@kaizen/core";
import { checkPolicy } from "@kaizen/core";
import { KaizenError } from "./error.ts";
import { policyShapeProblem } from "./policy-shape.ts";

/** Rules of all policies in order. Throws `KaizenError` (`bad-policy`) with every problem. */
export function joinPolicies(policies: readonly Policy[]): Policy {
  if (!Array.isArray(policies)) throw new KaizenError("bad-policy", "expected policies to be a list of { rules: [...] }");
  for (const [index, policy] of policies.entries()) {
    if (!isPolicy(policy)) throw new KaizenError("bad-policy", policyShapeProblem(policy, `policies[${index}]`));
    const problems = checkPolicy(policy);
    if (problems.length > 0) throw new KaizenError("bad-policy", problems.map(({ path, message }) => `policies[${index}].${path.join(".")}: ${message}`).join("; "));
  }
  return { rules: policies.flatMap(({ rules }) => rules) };
}

const LISTS = ["publishers", "tools", "domains", "ips", "hashes", "patterns", "agents", "tags"] as const;
const STEP_LISTS = ["kinds", "tools", "domains", "ips", "paths", "labels"] as const;

type Given = Readonly<Record<string, unknown>>;

/** Whether a value has the shape of a policy; what its values say is `checkPolicy`'s matter. */
export function isPolicy(value: unknown): value is Policy {
  if (!isGiven(value)) return false;
  const rules = value["rules"];
  return Array.isArray(rules) && rules.every(isRule);
}

function isRule(rule: unknown): boolean {
  if (!isGiven(rule) || typeof rule["name"] !== "string") return false;
  if (rule["mode"] !== "observe" && rule["mode"] !== "ask" && rule["mode"] !== "enforce") return false;
  if (!LISTS.every((key) => rule[key] === undefined || isTextList(rule[key]))) return false;
  switch (rule["rule"]) {
    case "blocklist":
    case "allowlist":
      return true;
    case "condition":
      return typeof rule["when"] === "string";
    case "correlation":
      return Array.isArray(rule["steps"]) && rule["steps"].every(isStep) && ["count", "withinMs", "withinEvents"].every((key) => rule[key] === undefined || typeof rule[key] === "number");
    default:
      return false;
  }
}

function isStep(step: unknown): boolean {
  return isGiven(step) && (step["when"] === undefined || typeof step["when"] === "string") && STEP_LISTS.every((key) => step[key] === undefined || isTextList(step[key]));
}

function isGiven(value: unknown): value is Given {
  return typeof value === "object" && value !== null;
}

export function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
