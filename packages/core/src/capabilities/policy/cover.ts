// When one value or rule of a policy takes in all that another one does.
import { networkCovers } from "../network.ts";
import { matchesGlob } from "../glob.ts";
import { compilePattern, MAX_PATTERN } from "./pattern.ts";
import { readDomain, readHash, readName, readNetwork } from "./read-values.ts";
import type { PolicyRule } from "../../words/policy.ts";
import type { Mode } from "../../words/verdict.ts";
import type { PolicyProblemCode } from "./check.ts";

export const LISTS = ["publishers", "tools", "domains", "ips", "hashes", "patterns"] as const;
export type PolicyList = (typeof LISTS)[number];

export function valuesOf(rule: PolicyRule, list: PolicyList): readonly string[] | undefined {
  if (list === "hashes" || list === "patterns") return rule.rule === "blocklist" ? rule[list] : undefined;
  return rule[list];
}

/** Whether a value of this list can match anything at all. */
export function readsValue(list: PolicyList, value: string): boolean {
  switch (list) {
    case "publishers":
    case "tools":
      return readName(value) !== undefined;
    case "domains":
      return readDomain(value) !== undefined;
    case "ips":
      return readNetwork(value) !== undefined;
    case "hashes":
      return readHash(value) !== undefined;
    case "patterns":
      return compilePattern(value) !== undefined;
    default:
      return list satisfies never;
  }
}

export function valueExpectation(list: PolicyList): { readonly code: PolicyProblemCode; readonly expected: string } {
  switch (list) {
    case "publishers":
    case "tools":
      return { code: "bad-name", expected: "a name of 1 to 256 characters" };
    case "domains":
      return { code: "bad-domain", expected: "a domain without scheme, port or `*` (it stands for its sub-domains too)" };
    case "ips":
      return { code: "bad-address", expected: "an address or a range in CIDR notation" };
    case "hashes":
      return { code: "bad-hash", expected: "a hash of 1 to 256 characters" };
    case "patterns":
      return { code: "bad-pattern", expected: `an RE2 pattern of 1 to ${MAX_PATTERN} characters` };
    default:
      return list satisfies never;
  }
}

/** Whether `outer`, as a denied value, takes in all of `inner`. False when one of them is unreadable. */
export function coversValue(list: PolicyList, outer: string, inner: string): boolean {
  switch (list) {
    case "publishers":
      return both(readName, outer, inner, (a, b) => a.skeleton === b.skeleton);
    case "tools":
      return both(readName, outer, inner, (a, b) => matchesGlob(a.skeleton, b.skeleton));
    case "domains":
      return both(readDomain, outer, inner, (a, b) => b.host === a.host || b.host.endsWith(`.${a.host}`) || a.skeleton === b.skeleton);
    case "ips":
      return both(readNetwork, outer, inner, networkCovers);
    case "hashes":
      return both(readHash, outer, inner, (a, b) => a === b);
    case "patterns":
      return outer === inner;
    default:
      return list satisfies never;
  }
}

function both<T>(read: (text: string) => T | undefined, outer: string, inner: string, covers: (outer: T, inner: T) => boolean): boolean {
  const [a, b] = [read(outer), read(inner)];
  return a !== undefined && b !== undefined && covers(a, b);
}

const STRENGTH: readonly Mode[] = ["observe", "ask", "enforce"];

/** Whether `earlier` finds all that `later` finds, for at least the same agents and at least as strictly. */
export function coversRule(earlier: PolicyRule, later: PolicyRule): boolean {
  if (earlier.rule !== later.rule || STRENGTH.indexOf(earlier.mode) < STRENGTH.indexOf(later.mode)) return false;
  if (!coversAgents(earlier.agents, later.agents)) return false;
  return earlier.rule === "blocklist" ? coversBlocklist(earlier, later) : coversAllowlist(earlier, later);
}

function coversAgents(earlier: readonly string[] | undefined, later: readonly string[] | undefined): boolean {
  return earlier === undefined || (later !== undefined && later.every((inner) => earlier.some((outer) => coversValue("tools", outer, inner))));
}

function coversBlocklist(earlier: PolicyRule, later: PolicyRule): boolean {
  const values = LISTS.flatMap((list) => (valuesOf(later, list) ?? []).map((value) => ({ list, value })));
  return values.length > 0 && values.every(({ list, value }) => (valuesOf(earlier, list) ?? []).some((outer) => coversValue(list, outer, value)));
}

/** The fewer an allowlist holds the more it finds: each list of the earlier one has to fit into the later one's. */
function coversAllowlist(earlier: PolicyRule, later: PolicyRule): boolean {
  const stated = LISTS.filter((list) => valuesOf(later, list) !== undefined);
  return stated.length > 0 && stated.every((list) => valuesOf(earlier, list)?.every((inner) => (valuesOf(later, list) ?? []).some((outer) => coversValue(list, outer, inner))) === true);
}
