// The organisation's policy in the form of existing clients, and back.
import type { Policy, PolicyRule } from "@kaizen/core";
import { parsePolicy } from "@kaizen/protocol";
import { ObserverError } from "./observer-error.ts";

export interface ReportedPolicy {
  readonly mode: "blocklist" | "allowlist";
  readonly rules: Readonly<Record<string, readonly string[]>>;
  readonly name: string;
  readonly enabled: true;
}

/** Their lists and ours, where the names differ. Addresses stand under both `ip` and `ips`. */
const OUR_NAMES: ReadonlyMap<string, string> = new Map([["ip", "ips"], ["skill_patterns", "patterns"]]);

/** Reads `{rules: […]}` or `{policies: […]}`; what this version cannot evaluate is refused. Policies that are not enabled are left out. */
export function readPolicy(body: unknown): Policy {
  const given = isRecord(body) ? body : {};
  if (("policies" in given) === ("rules" in given)) throw new ObserverError("bad-request", "expected either `rules` or `policies`");
  const rules = "policies" in given ? reportedRules(given["policies"]) : given["rules"];
  const parsed = parsePolicy({ rules });
  if (parsed.ok) return parsed.value;
  const [problem] = parsed.error;
  throw new ObserverError("bad-request", `${problem?.path.join(".") ?? "rules"}: ${problem?.message ?? "malformed policy"}`);
}

export function reportedPolicies(policy: Policy): readonly ReportedPolicy[] {
  return policy.rules.map(({ rule, name, ...rest }): ReportedPolicy => {
    const { publishers, tools, domains, ips } = rest;
    const hashes = "hashes" in rest ? rest.hashes : undefined;
    const patterns = "patterns" in rest ? rest.patterns : undefined;
    const lists = { publishers, tools, domains, ip: ips, ips, hashes, skill_patterns: patterns };
    return { mode: rule, rules: given(lists), name, enabled: true };
  });
}

/** The rules that a client of this agent has to enforce by itself. */
export function enforcedFor(policy: Policy, agent: string | undefined): Policy {
  const isFor = ({ mode, agents }: PolicyRule): boolean => mode === "enforce" && (agents === undefined || (agent !== undefined && agents.some((pattern) => matchesName(pattern.toLowerCase(), agent.toLowerCase()))));
  return { rules: policy.rules.filter(isFor) };
}

/** `*` stands for any run of characters. SECURITY: remembers only the last `*`, so a hostile pattern takes at most length times length steps. */
export function matchesName(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let afterStar = 0;
  while (n < name.length) {
    if (pattern[p] === "*") {
      star = p++;
      afterStar = n;
    } else if (pattern[p] === name[n]) {
      p += 1;
      n += 1;
    } else if (star >= 0) {
      p = star + 1;
      n = ++afterStar;
    } else return false;
  }
  while (pattern[p] === "*") p += 1;
  return p === pattern.length;
}

function given(lists: Readonly<Record<string, readonly string[] | undefined>>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(lists).flatMap(([name, list]) => (list === undefined ? [] : [[name, list]])));
}

function reportedRules(policies: unknown): unknown {
  if (!Array.isArray(policies)) throw new ObserverError("bad-request", "policies: expected a list");
  return policies.flatMap((policy: unknown, index): unknown[] => {
    if (!isRecord(policy)) throw new ObserverError("bad-request", `policies.${index}: expected an object`);
    if (policy["enabled"] === false) return [];
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
