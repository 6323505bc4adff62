// A declaration made ready for judging: look-ups for exact names, lists for patterns.
import { normaliseName } from "../../normalise/name.ts";
import { parseDestinationPattern, takesIn, takesPort } from "../destination-pattern.ts";
import { compileGlob, isGlob } from "../glob.ts";
import { MAX_PATTERNS } from "./entries.ts";
import type { Declaration, Stated } from "../../words/declaration.ts";
import type { DestinationFacts, Label, NameFacts } from "../../words/facts.ts";
import type { GlobMatcher } from "../glob.ts";
import type { DestinationPattern } from "../destination-pattern.ts";

export interface ToolList {
  readonly exact: ReadonlySet<string>;
  readonly globs: readonly GlobMatcher[];
  /** Skeleton -> the declared name with it, as it was written. */
  readonly skeletons: ReadonlyMap<string, string>;
}

export interface DestinationList {
  /** Hosts declared by their own name and without a port. */
  readonly hosts: ReadonlySet<string>;
  /** Hosts that are declared with a port: the ports of each. */
  readonly ports: ReadonlyMap<string, readonly number[]>;
  readonly patterns: readonly DestinationPattern[];
  /** Skeleton -> declared host. */
  readonly skeletons: ReadonlyMap<string, string>;
}

/** How a list of the declaration stands: see `Stated`. */
export type CompiledStated<T> = { readonly kind: "not-stated" } | { readonly kind: "none" } | { readonly kind: "only"; readonly list: T; readonly size: number };

export interface CompiledDeclaration {
  readonly tools: CompiledStated<ToolList>;
  readonly destinations: CompiledStated<DestinationList>;
  /** Where each label may go; a label that is absent may go nowhere. */
  readonly flows: ReadonlyMap<Label, DestinationList>;
}

/** Never throws: an entry that cannot be read permits nothing, and `checkDeclaration` names it. */
export function compileDeclaration(declaration: Declaration): CompiledDeclaration {
  return {
    tools: compileStated(declaration.tools, compileTools),
    destinations: compileStated(declaration.destinations, compileDestinations),
    flows: compileFlows(declaration),
  };
}

function compileStated<T>(stated: Stated<string>, compile: (items: readonly string[]) => T): CompiledStated<T> {
  return stated.kind === "only" ? { kind: "only", list: compile(stated.items), size: stated.items.length } : { kind: stated.kind };
}

function compileTools(items: readonly string[]): ToolList {
  const names = items.map((item) => normaliseName(item));
  const plain = names.filter((name) => !isGlob(name.exact));
  return {
    exact: new Set(plain.map((name) => name.exact)),
    globs: names.filter((name) => isGlob(name.exact)).slice(0, MAX_PATTERNS).map((name) => compileGlob(name.exact)),
    skeletons: new Map(plain.map((name) => [name.skeleton, name.shown])),
  };
}

function compileDestinations(items: readonly string[]): DestinationList {
  const patterns = items.map(parseDestinationPattern).filter((pattern) => pattern !== undefined);
  const hosts = patterns.filter((pattern) => pattern.kind === "host");
  return {
    hosts: new Set(hosts.filter(({ port }) => port === undefined).map(({ host }) => host)),
    ports: portsOf(hosts),
    patterns: patterns.filter(({ kind }) => kind !== "host").slice(0, MAX_PATTERNS),
    skeletons: new Map(hosts.map(({ skeleton, host }) => [skeleton, host])),
  };
}

function portsOf(hosts: readonly { readonly host: string; readonly port?: number }[]): ReadonlyMap<string, readonly number[]> {
  const ports = new Map<string, number[]>();
  for (const { host, port } of hosts) {
    if (port === undefined) continue;
    const known = ports.get(host);
    if (known === undefined) ports.set(host, [port]);
    else known.push(port);
  }
  return ports;
}

function compileFlows({ data }: Declaration): ReadonlyMap<Label, DestinationList> {
  const items = data.kind === "only" ? data.items : [];
  const labels = new Set(items.map(({ label }) => label));
  return new Map([...labels].map((label) => [label, compileDestinations(items.filter((flow) => flow.label === label).flatMap((flow) => flow.destinations))]));
}

export function holdsTool(list: ToolList, tool: NameFacts): boolean {
  return list.exact.has(tool.exact) || list.globs.some((fits) => fits(tool.exact));
}

export function holdsDestination(list: DestinationList, destination: DestinationFacts): boolean {
  if (list.hosts.has(destination.host)) return true;
  if (list.ports.get(destination.host)?.some((port) => takesPort({ port }, destination)) === true) return true;
  return list.patterns.some((pattern) => takesIn(pattern, destination));
}
