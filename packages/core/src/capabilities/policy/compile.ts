// A policy made ready for judging: for each agent one index over all its rules, so that cost does not grow with rules.
import { compileGlob, isGlob, matchesGlob } from "../glob.ts";
import { normaliseName } from "../../normalise/name.ts";
import { NetworkIndex } from "../network.ts";
import { compilePattern } from "./pattern.ts";
import { compileCondition } from "./condition/condition.ts";
import { compileCorrelation, compileWatchers } from "./watchers.ts";
import { readDomain, readHash, readName, readNetwork } from "./read-values.ts";
import type { AllowlistRule, BlocklistRule, Policy, PolicyRule } from "../../words/policy.ts";
import type { Mode } from "../../words/verdict.ts";
import type { GlobMatcher } from "../glob.ts";
import type { NameFacts } from "../../words/facts.ts";
import type { Network } from "../network.ts";
import type { CompiledCorrelation, CompiledCondition, Watchers } from "./watchers.ts";

/** A rule as findings name it. */
export interface RuleName {
  /** Position in the policy. */
  readonly index: number;
  readonly name: string;
  readonly mode: Mode;
}

type Lookup = Map<string, RuleName[]>;

/** The rules that block one tool. */
export interface ToolRules {
  /** By name or glob. */
  readonly named: readonly RuleName[];
  /** By pattern. */
  readonly fitting: readonly RuleName[];
}

/** Every blocklist of one agent. Keys are skeletons, so that look-alikes are denied too. */
export interface Blocked {
  rulesOn(tool: NameFacts): ToolRules;
  readonly publishers: Lookup;
  /** Under the skeleton and under the exact form. */
  readonly domains: Lookup;
  readonly networks: NetworkIndex<RuleName>;
  readonly hashes: Lookup;
}

/** One allowlist. Keys are exact forms, so that a look-alike is not allowed. An absent list allows anything. */
export interface Allowed extends RuleName {
  readonly tools: { readonly exact: ReadonlySet<string>; readonly globs: readonly GlobMatcher[] } | undefined;
  readonly publishers: ReadonlySet<string> | undefined;
  readonly destinations: { readonly domains: ReadonlySet<string>; readonly networks: NetworkIndex<true> } | undefined;
}

export interface AgentPolicy {
  readonly blocked: Blocked;
  readonly allowed: readonly Allowed[];
  /** Conditions and correlations. */
  readonly watchers: Watchers;
  /** Rules of which a part could not be read: what they would have said is not known. */
  readonly unreadable: readonly RuleName[];
}

export interface CompiledPolicy {
  /** `tags`: those of the agent's declaration. */
  forAgent(agent: string, tags?: readonly string[]): AgentPolicy;
}

const REMEMBERED_AGENTS = 64;

/** Never throws. */
export function compilePolicy(policy: Policy): CompiledPolicy {
  const remembered = new Map<string, AgentPolicy>();
  return {
    forAgent(agent, tags = []) {
      const key = tags.length === 0 ? agent : JSON.stringify([agent, ...tags]);
      const known = remembered.get(key);
      if (known !== undefined) return known;
      if (remembered.size >= REMEMBERED_AGENTS) remembered.clear();
      const made = compileFor(agent, tags, policy.rules);
      remembered.set(key, made);
      return made;
    },
  };
}

function compileFor(agent: string, tags: readonly string[], rules: readonly PolicyRule[]): AgentPolicy {
  const builder: Builder = { unreadable: new Map(), allowed: [], blocked: emptyBlocked(), conditions: [], correlations: [] };
  for (const [index, rule] of rules.entries()) {
    if (isFor(rule, agent, tags)) addRule(rule, { index, name: rule.name, mode: rule.mode }, builder);
  }
  const { blocked, allowed, unreadable } = builder;
  return { blocked, allowed, watchers: compileWatchers(builder.conditions, builder.correlations), unreadable: [...unreadable.values()] };
}

function addRule(rule: PolicyRule, name: RuleName, builder: Builder): void {
  const read = reader(name, builder.unreadable);
  switch (rule.rule) {
    case "blocklist":
      return addBlocklist(rule, name, builder);
    case "allowlist":
      return void builder.allowed.push(compileAllowlist(rule, name, builder));
    case "condition":
      return void builder.conditions.push(...read([rule.when], compileCondition).map((condition) => ({ ...name, condition })));
    case "correlation":
      return void builder.correlations.push(compileCorrelation(rule, name, read));
    default:
      return rule satisfies never;
  }
}

/** Whether a rule is meant for an agent with this name and these tags. */
export function isFor({ agents, tags: wanted }: Pick<PolicyRule, "agents" | "tags">, agent: string, tags: readonly string[]): boolean {
  if (wanted !== undefined && !wanted.some((tag) => tags.some((each) => normaliseName(each).exact === normaliseName(tag).exact))) return false;
  if (agents === undefined) return true;
  const exact = normaliseName(agent).exact;
  return agents.some((pattern) => matchesGlob(normaliseName(pattern).exact, exact));
}

interface Builder {
  readonly blocked: ReturnType<typeof emptyBlocked>;
  readonly allowed: Allowed[];
  readonly unreadable: Map<number, RuleName>;
  readonly conditions: CompiledCondition[];
  readonly correlations: CompiledCorrelation[];
}

type NameRule = RuleName & { readonly fits: GlobMatcher };

interface ToolLists {
  readonly tools: Lookup;
  readonly globs: NameRule[];
  readonly patterns: NameRule[];
}

function emptyBlocked(): Blocked & ToolLists {
  const lists: ToolLists = { tools: new Map(), globs: [], patterns: [] };
  return { ...lists, rulesOn: rememberRules(lists), publishers: new Map(), domains: new Map(), networks: new NetworkIndex(), hashes: new Map() };
}

const REMEMBERED_NAMES = 1_024;

/** An agent uses few tools, each many times: a name is matched once. */
function rememberRules({ tools, globs, patterns }: ToolLists): Blocked["rulesOn"] {
  const remembered = new Map<string, ToolRules>();
  return ({ exact, skeleton }) => {
    const known = remembered.get(exact);
    if (known !== undefined) return known;
    if (remembered.size >= REMEMBERED_NAMES) remembered.clear();
    const named = [...(tools.get(skeleton) ?? []), ...globs.filter(({ fits }) => fits(skeleton))];
    const rules = { named, fitting: patterns.filter(({ fits }) => fits(exact) || (skeleton !== exact && fits(skeleton))) };
    remembered.set(exact, rules);
    return rules;
  };
}

function addBlocklist(rule: BlocklistRule, name: RuleName, { blocked, unreadable }: Builder): void {
  const read = reader(name, unreadable);
  for (const tool of read(rule.tools, readName)) {
    if (isGlob(tool.skeleton)) blocked.globs.push({ ...name, fits: compileGlob(tool.skeleton) });
    else add(blocked.tools, tool.skeleton, name);
  }
  for (const fits of read(rule.patterns, compilePattern)) blocked.patterns.push({ ...name, fits });
  for (const publisher of read(rule.publishers, readName)) add(blocked.publishers, publisher.skeleton, name);
  for (const domain of read(rule.domains, readDomain)) {
    add(blocked.domains, domain.skeleton, name);
    add(blocked.domains, domain.host, name);
  }
  for (const network of read(rule.ips, readNetwork)) blocked.networks.add(network, name);
  for (const hash of read(rule.hashes, readHash)) add(blocked.hashes, hash, name);
}

function compileAllowlist(rule: AllowlistRule, name: RuleName, { unreadable }: Builder): Allowed {
  const read = reader(name, unreadable);
  const tools = read(rule.tools, readName).map((tool) => tool.exact);
  return {
    ...name,
    tools: rule.tools && { exact: new Set(tools), globs: tools.filter(isGlob).map(compileGlob) },
    publishers: rule.publishers && new Set(read(rule.publishers, readName).map((publisher) => publisher.exact)),
    destinations:
      rule.domains === undefined && rule.ips === undefined
        ? undefined
        : { domains: new Set(read(rule.domains, readDomain).map(({ host }) => host)), networks: indexOf(read(rule.ips, readNetwork)) },
  };
}

function indexOf(networks: readonly Network[]): NetworkIndex<true> {
  const index = new NetworkIndex<true>();
  for (const network of networks) index.add(network, true);
  return index;
}

type Read = <T>(values: readonly string[] | undefined, parse: (text: string) => T | undefined) => readonly T[];

/** Reads the values that can be read and notes the rule when one cannot. */
function reader(name: RuleName, unreadable: Map<number, RuleName>): Read {
  return (values = [], parse) => {
    const parsed = values.map(parse).filter((value) => value !== undefined);
    if (parsed.length < values.length) unreadable.set(name.index, name);
    return parsed;
  };
}

function add(lookup: Lookup, key: string, name: RuleName): void {
  const known = lookup.get(key);
  if (known === undefined) lookup.set(key, [name]);
  else if (known[known.length - 1] !== name) known.push(name);
}
