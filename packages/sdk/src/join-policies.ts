// Makes one policy of several and refuses what the engine could not apply.
import type { Policy } from "@kaizen/core";
import { checkPolicy } from "@kaizen/core";
import { KaizenError } from "./error.ts";

/** Rules of all policies in order. Throws `KaizenError` (`bad-policy`) with every problem. */
export function joinPolicies(policies: readonly Policy[]): Policy {
  if (!Array.isArray(policies)) throw new KaizenError("bad-policy", "expected policies to be a list of { rules: [...] }");
  for (const [index, policy] of policies.entries()) {
    if (!isPolicy(policy)) throw new KaizenError("bad-policy", `expected policies[${index}] to be { rules: [...] }`);
    const problems = checkPolicy(policy);
    if (problems.length > 0) throw new KaizenError("bad-policy", problems.map(({ path, message }) => `policies[${index}].${path.join(".")}: ${message}`).join("; "));
  }
  return { rules: policies.flatMap(({ rules }) => rules) };
}

const LISTS = ["publishers", "tools", "domains", "ips", "hashes", "patterns", "agents"] as const;

/** Whether a value has the shape of a policy; its patterns are `checkPolicy`'s matter. */
export function isPolicy(value: unknown): value is Policy {
  if (typeof value !== "object" || value === null) return false;
  const rules = Reflect.get(value, "rules");
  return Array.isArray(rules) && rules.every(isRule);
}

function isRule(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const rule = value as Readonly<Record<string, unknown>>;
  if (rule["rule"] !== "blocklist" && rule["rule"] !== "allowlist") return false;
  if (rule["mode"] !== "observe" && rule["mode"] !== "ask" && rule["mode"] !== "enforce") return false;
  return typeof rule["name"] === "string" && LISTS.every((key) => rule[key] === undefined || isTextList(rule[key]));
}

export function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
