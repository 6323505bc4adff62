// Lists of destinations made ready for judging: look-ups for exact hosts, a list for patterns.
import { parseDestinationPattern, pathReach, reachOf, takesPort } from "../destination-pattern.ts";
import { hostOf } from "./entries-of.ts";
import { MAX_PATTERNS } from "./entries.ts";
import type { DestinationPattern, Reach } from "../destination-pattern.ts";
import type { DestinationFacts, Label } from "../../words/facts.ts";
import type { DestinationEntry } from "./entries-of.ts";

export interface CompiledDestination {
  readonly pattern: DestinationPattern;
  readonly shown: string;
  /** Absent: any. */
  readonly methods?: ReadonlySet<string>;
  /** Absent: as the declaration's `data` says. */
  readonly data?: ReadonlySet<Label>;
}

export interface DestinationList {
  /** Hosts with which anything may be done: declared by their own name, without port, path and limits. */
  readonly hosts: ReadonlySet<string>;
  /** Hosts that are declared by their own name on any port, some with a path or limits. */
  readonly named: ReadonlySet<string>;
  /** Host -> the entries by its own name that say more than the name. */
  readonly byHost: ReadonlyMap<string, readonly CompiledDestination[]>;
  readonly patterns: readonly CompiledDestination[];
  /** Skeleton -> declared host. */
  readonly skeletons: ReadonlyMap<string, string>;
  /** Some entry says what may be done there. */
  readonly hasLimits: boolean;
}

type Named = CompiledDestination & { readonly pattern: Extract<DestinationPattern, { kind: "host" }> };

/** Never throws: an entry that cannot be read permits nothing. */
export function compileDestinations(items: readonly DestinationEntry[]): DestinationList {
  const entries = items.flatMap(compileEntry);
  const named = entries.filter(isNamed);
  const bare = named.filter(({ pattern, methods, data }) => pattern.port === undefined && pattern.path === undefined && methods === undefined && data === undefined);
  return {
    hosts: new Set(bare.map(({ pattern }) => pattern.host)),
    named: new Set(named.filter(({ pattern }) => pattern.port === undefined).map(({ pattern }) => pattern.host)),
    byHost: groupByHost(named.filter((entry) => !bare.includes(entry))),
    patterns: entries.filter((entry) => !isNamed(entry)).slice(0, MAX_PATTERNS),
    skeletons: new Map(named.map(({ pattern }) => [pattern.skeleton, pattern.host])),
    hasLimits: entries.some(({ methods, data }) => methods !== undefined || data !== undefined),
  };
}

function compileEntry(entry: DestinationEntry): readonly CompiledDestination[] {
  const pattern = parseDestinationPattern(hostOf(entry));
  if (pattern === undefined) return [];
  const { methods, data } = typeof entry === "string" ? {} : entry;
  return [{ pattern, shown: hostOf(entry), ...(methods === undefined ? {} : { methods: new Set(methods) }), ...(data === undefined ? {} : { data: new Set(data) }) }];
}

function isNamed(entry: CompiledDestination): entry is Named {
  return entry.pattern.kind === "host";
}

function groupByHost(entries: readonly Named[]): ReadonlyMap<string, readonly CompiledDestination[]> {
  const groups = new Map<string, CompiledDestination[]>();
  for (const entry of entries) {
    const group = groups.get(entry.pattern.host);
    if (group === undefined) groups.set(entry.pattern.host, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** How far the list takes the destination in, whatever is done there. */
export function reachIn(list: DestinationList, destination: DestinationFacts): Reach {
  if (list.hosts.has(destination.host)) return "within";
  let reach: Reach = "beyond";
  for (const { pattern } of list.byHost.get(destination.host) ?? []) {
    const one = takesPort(pattern, destination) ? pathReach(pattern, destination) : "beyond";
    if (one === "within") return one;
    if (one === "unknown") reach = one;
  }
  for (const { pattern } of list.patterns) {
    const one = reachOf(pattern, destination);
    if (one === "within") return one;
    if (one === "unknown") reach = one;
  }
  return reach;
}

export function holdsDestination(list: DestinationList, destination: DestinationFacts): boolean {
  return reachIn(list, destination) === "within";
}

/** The entries that take the destination in; one for a host with which anything may be done has neither methods nor data. */
export function entriesFor(list: DestinationList, destination: DestinationFacts): readonly Pick<CompiledDestination, "methods" | "data">[] {
  const all = [...(list.byHost.get(destination.host) ?? []), ...list.patterns].filter(({ pattern }) => reachOf(pattern, destination) !== "beyond");
  return list.hosts.has(destination.host) ? [{}, ...all] : all;
}
