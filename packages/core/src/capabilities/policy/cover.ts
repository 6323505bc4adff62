// When one value or rule of a policy takes in all that another one does. Lists are read once and then looked up in.
import { matchesGlob, isGlob } from "../glob.ts";
import { NetworkIndex } from "../network.ts";
import { MAX_PATTERN, compilePattern } from "./pattern.ts";
import { readDomain, readHash, readName, readNetwork } from "./read-values.ts";
import type { AllowlistRule, BlocklistRule, PolicyRule } from "../../words/policy.ts";
import type { Mode } from "../../words/verdict.ts";
import type { PolicyProblemCode } from "./check.ts";

export const LISTS = ["publishers", "tools", "domains", "ips", "hashes", "patterns"] as const;
export type PolicyList = (typeof LISTS)[number];

/** A rule that consists of lists. */
export type ListRule = BlocklistRule | AllowlistRule;

export function isListRule(rule: PolicyRule): rule is ListRule {
  return rule.rule === "blocklist" || rule.rule === "allowlist";
}

export function valuesOf(rule: ListRule, list: PolicyList): readonly string[] | undefined {
  if (list === "hashes" || list === "patterns") return rule.rule === "blocklist" ? rule[list] : undefined;
  return rule[list];
}

interface ListKind {
  readonly code: PolicyProblemCode;
  readonly expected: string;
  /** Whether a value can match anything at all. */
  isReadable(value: string): boolean;
  /** Whether the values, as denied ones, take in all of a further one. */
  cover(values: readonly string[]): Covers;
}

type Covers = (value: string) => boolean;

const NAME = { code: "bad-name", expected: "a name of 1 to 256 characters", isReadable: (value: string) => readName(value) !== undefined } as const;

export const LIST_KINDS: Readonly<Record<PolicyList, ListKind>> = {
  publishers: { ...NAME, cover: (values) => coverByKey(values, (value) => readName(value)?.skeleton) },
  tools: { ...NAME, cover: coverTools },
  domains: {
    code: "bad-domain",
    expected: "a domain without scheme, port or `*` (it stands for its sub-domains too)",
    isReadable: (value) => readDomain(value) !== undefined,
    cover: coverDomains,
  },
  ips: { code: "bad-address", expected: "an address or a range in CIDR notation", isReadable: (value) => readNetwork(value) !== undefined, cover: coverNetworks },
  hashes: { code: "bad-hash", expected: "a hash of 1 to 256 characters", isReadable: (value) => readHash(value) !== undefined, cover: (values) => coverByKey(values, readHash) },
  patterns: {
    code: "bad-pattern",
    expected: `an RE2 pattern of 1 to ${MAX_PATTERN} characters`,
    isReadable: (value) => compilePattern(value) !== undefined,
    cover: (values) => coverByKey(values, (value) => value),
  },
};

function coverByKey(values: readonly string[], keyOf: (value: string) => string | undefined): Covers {
  const keys = new Set(values.map(keyOf));
  return (value) => {
    const key = keyOf(value);
    return key !== undefined && keys.has(key);
  };
}

export function coverTools(values: readonly string[]): Covers {
  const names = values.map((value) => readName(value)?.skeleton).filter((name) => name !== undefined);
  const [exact, globs] = [new Set(names), names.filter(isGlob)];
  return (value) => {
    const name = readName(value)?.skeleton;
    return name !== undefined && (exact.has(name) || globs.some((glob) => matchesGlob(glob, name)));
  };
}

function coverDomains(values: readonly string[]): Covers {
  const hosts = new Set(values.flatMap((value) => readDomain(value) ?? []).flatMap(({ host, skeleton }) => [host, skeleton]));
  return (value) => {
    const domain = readDomain(value);
    if (domain === undefined) return false;
    return [domain.host, domain.skeleton].some((form) => form.split(".").some((_, index, labels) => hosts.has(labels.slice(index).join("."))));
  };
}

function coverNetworks(values: readonly string[]): Covers {
  const index = new NetworkIndex<true>();
  for (const network of values.map(readNetwork)) if (network !== undefined) index.add(network, true);
  return (value) => {
    const network = readNetwork(value);
    return network !== undefined && index.covering(network).length > 0;
  };
}

/** A rule whose lists are read at most once. */
export interface ReadRule {
  readonly rule: ListRule;
  covers(list: PolicyList, value: string): boolean;
}

export function readRule(rule: ListRule): ReadRule {
  const made = new Map<PolicyList, Covers>();
  return {
    rule,
    covers(list, value) {
      const covers = made.get(list) ?? LIST_KINDS[list].cover(valuesOf(rule, list) ?? []);
      made.set(list, covers);
      return covers(value);
    },
  };
}

const STRENGTH: readonly Mode[] = ["observe", "ask", "enforce"];

/** Whether `earlier` is for at least the agents of `later`, and at least as strict. */
export function isAsBroad(earlier: PolicyRule, later: PolicyRule): boolean {
  if (STRENGTH.indexOf(earlier.mode) < STRENGTH.indexOf(later.mode)) return false;
  const tags = earlier.tags === undefined || later.tags?.every((tag) => earlier.tags?.includes(tag)) === true;
  return tags && (earlier.agents === undefined || later.agents?.every(coverTools(earlier.agents)) === true);
}

/** Whether `earlier` finds all that `later` finds, for at least the same agents and at least as strictly. */
export function coversRule(earlier: ReadRule, later: ReadRule): boolean {
  const [one, other] = [earlier.rule, later.rule];
  if (one.rule !== other.rule || !isAsBroad(one, other)) return false;
  // The fewer an allowlist holds the more it finds: there the earlier one has to fit into the later one.
  return one.rule === "blocklist" ? holdsAll(earlier, other) : allowsNoMore(one, later);
}

function holdsAll(outer: ReadRule, inner: ListRule): boolean {
  const present = LISTS.filter((list) => (valuesOf(inner, list) ?? []).length > 0);
  return present.length > 0 && present.every((list) => (valuesOf(inner, list) ?? []).every((value) => outer.covers(list, value)));
}

function allowsNoMore(earlier: ListRule, later: ReadRule): boolean {
  const stated = LISTS.filter((list) => valuesOf(later.rule, list) !== undefined);
  return stated.length > 0 && stated.every((list) => valuesOf(earlier, list)?.every((value) => later.covers(list, value)) === true);
}
