// The organisation's policy in the form of existing clients, and back.
import type { AllowlistRule, BlocklistRule, Policy, PolicyRule } from "@kaizen/core";
import { isRuleFor } from "@kaizen/core";
import { documentFromPolicy, parsePolicy } from "@kaizen/protocol";
import { ObserverError } from "./observer-error.ts";

export interface ReportedPolicy {
  readonly mode: "blocklist" | "allowlist";
  readonly rules: Readonly<Record<string, readonly string[]>>;
  readonly name: string;
  readonly enabled: true;
}

/** Their lists and ours, where the names differ. Addresses stand under both `ip` and `ips`. */
const OUR_NAMES: ReadonlyMap<string, string> = new Map([["ip", "ips"], ["skill_patterns", "patterns"]]);

/**
 * Reads `{rules: […]}` or `{policies: […]}`; what this version cannot evaluate is refused. Policies that are not enabled
 * are left out. `present`: conditions and correlations stay when somebody writes a form that cannot show them.
 */
export function readPolicy(body: unknown, present: Policy): Policy {
  const given = isRecord(body) ? body : {};
  if (("policies" in given) === ("rules" in given)) throw new ObserverError("bad-request", "expected either `rules` or `policies`");
  const unseen = documentFromPolicy({ rules: present.rules.filter((rule) => !isList(rule)) }).rules;
  const rules = "policies" in given ? [...reportedRules(given["policies"]), ...unseen] : given["rules"];
  const parsed = parsePolicy({ rules });
  if (parsed.ok) return parsed.value;
  const [problem] = parsed.error;
  throw new ObserverError("bad-request", `${problem?.path.join(".") ?? "rules"}: ${problem?.message ?? "malformed policy"}`);
}

/** Blocklists and allowlists. Conditions and correlations have no such form: those who judge by themselves take the bundle. */
export function reportedPolicies(policy: Policy): readonly ReportedPolicy[] {
  return policy.rules.filter(isList).map(({ rule, name, ...rest }): ReportedPolicy => {
    const { publishers, tools, domains, ips } = rest;
    const hashes = "hashes" in rest ? rest.hashes : undefined;
    const patterns = "patterns" in rest ? rest.patterns : undefined;
    const lists = { publishers, tools, domains, ip: ips, ips, hashes, skill_patterns: patterns };
    return { mode: rule, rules: given(lists), name, enabled: true };
  });
}

function isList(rule: PolicyRule): rule is BlocklistRule | AllowlistRule {
  return rule.rule === "blocklist" || rule.rule === "allowlist";
}

/** The rules that a client of this agent has to enforce by itself. `tags`: those of its declaration. */
export function enforcedFor(policy: Policy, agent: string | undefined, tags: readonly string[]): Policy {
  const isFor = (rule: PolicyRule): boolean => (agent === undefined ? rule.agents === undefined && rule.tags === undefined : isRuleFor(rule, agent, tags));
  return { rules: policy.rules.filter((rule) => rule.mode === "enforce" && isFor(rule)) };
}

function given(lists: Readonly<Record<string, readonly string[] | undefined>>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(lists).flatMap(([name, list]) => (list === undefined ? [] : [[name, list]])));
}

function reportedRules(policies: unknown): readonly unknown[] {
  if (!Array.isArray(policies)) throw new ObserverError("bad-request", "policies: expected a list");
  return policies.flatMap((policy: unknown, index): unknown[] => {
    if (!isRecord(policy)) throw new ObserverError("bad-request", `policies.${index}: expected an object`);
    if (policy["enabled"] === false) return [];
    if (policy["mode"] !== "blocklist" && policy["mode"] !== "allowlist") throw new ObserverError("bad-request", `policies.${index}.mode: expected blocklist or allowlist`);
    const lists: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(isRecord(policy["rules"]) ? policy["rules"] : {})) {
      const ours = OUR_NAMES.get(name) ?? name;
      if (value === null || (Array.isArray(value) && value.length === 0)) continue;
      lists[ours] = Array.isArray(value) && Array.isArray(lists[ours]) ? [...new Set([...(lists[ours] as unknown[]), ...(value as unknown[])])] : value;
    }
    const name = typeof policy["name"] === "string" && policy["name"] !== "" ? { name: policy["name"] } : {};
    return [{ rule: policy["mode"], ...name, mode: "enforce", ...lists }];
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
