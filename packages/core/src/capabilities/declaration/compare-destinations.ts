// Which of two lists of destinations permits more, and what both permit, methods and data included.
import { readDestinations } from "./entries.ts";
import { hostOf } from "./entries-of.ts";
import type { DataFlow, Declaration, DestinationDeclaration, Stated } from "../../words/declaration.ts";
import type { Label } from "../../words/facts.ts";
import type { DestinationEntry } from "./entries-of.ts";

type Limits = Omit<DestinationDeclaration, "host">;
type Places = Pick<Declaration, "destinations" | "data">;

/** SECURITY: data named for a host flows there whatever `data` says, so a list in place of none stated may still permit more. */
export function placesNarrow(next: Places, current: Places): boolean {
  if (next.destinations.kind === "none") return true;
  const { destinations } = current;
  if (next.destinations.kind === "not-stated" || destinations.kind === "none") return destinations.kind === "not-stated";
  if (destinations.kind === "only") return destinationsNarrow(next.destinations.items, destinations.items);
  return next.destinations.items.every((entry) => limitsOf(entry).data?.every((label) => mayFlow(label, hostOf(entry), current.data)) !== false);
}

export function placesInBoth(a: Places, b: Places): Places["destinations"] {
  if (a.destinations.kind === "not-stated") return b.destinations.kind === "only" ? only(b.destinations.items.map((entry) => withoutData(entry, a.data))) : b.destinations;
  if (b.destinations.kind === "not-stated") return placesInBoth(b, a);
  if (a.destinations.kind === "none" || b.destinations.kind === "none") return { kind: "none" };
  return only(destinationsInBoth(a.destinations.items, b.destinations.items));
}

function only(items: readonly DestinationEntry[]): Places["destinations"] {
  return items.length === 0 ? { kind: "none" } : { kind: "only", items };
}

function mayFlow(label: Label, host: string, data: Stated<DataFlow>): boolean {
  if (data.kind !== "only") return data.kind === "not-stated";
  return readDestinations(data.items.filter((flow) => flow.label === label).flatMap((flow) => flow.destinations)).covering(host) !== undefined;
}

function withoutData(entry: DestinationEntry, data: Stated<DataFlow>): DestinationEntry {
  if (typeof entry === "string" || entry.data === undefined) return entry;
  return { ...entry, data: entry.data.filter((label) => mayFlow(label, entry.host, data)) };
}

/** Each entry of `next` needs one of `current` that takes in all of it. */
export function destinationsNarrow(next: readonly DestinationEntry[], current: readonly DestinationEntry[]): boolean {
  const entries = readDestinations(current.map(hostOf));
  return next.every((entry) => entries.covering(hostOf(entry), (at) => limitsNarrow(limitsOf(entry), limitsOf(current[at]))) !== undefined);
}

function limitsOf(entry: DestinationEntry | undefined): Limits {
  return typeof entry === "object" ? entry : {};
}

/** SECURITY: data that is named for a host may flow there, so naming some where nothing was named is no narrowing. */
function limitsNarrow(inner: Limits, outer: Limits): boolean {
  const methods = outer.methods === undefined || inner.methods?.every((method) => outer.methods?.includes(method) === true) === true;
  const data = inner.data === undefined ? outer.data === undefined : inner.data.every((label) => outer.data?.includes(label) === true);
  return methods && data;
}

function destinationsInBoth(a: readonly DestinationEntry[], b: readonly DestinationEntry[]): readonly DestinationEntry[] {
  const made = [...keptOf(a, b), ...keptOf(b, a)];
  const seen = new Set<string>();
  return made.filter((entry) => {
    const key = JSON.stringify(entry);
    return !seen.has(key) && seen.add(key).has(key);
  });
}

/** The entries of one list that the other takes in, with the limits of both; one that narrows nothing is preferred. */
function keptOf(own: readonly DestinationEntry[], other: readonly DestinationEntry[]): readonly DestinationEntry[] {
  const entries = readDestinations(other.map(hostOf));
  return own.flatMap((entry) => {
    const limits = limitsOf(entry);
    const at = entries.covering(hostOf(entry), (place) => limitsNarrow(limits, limitsOf(other[place]))) ?? entries.covering(hostOf(entry));
    return at === undefined ? [] : [withLimits(hostOf(entry), limits, limitsOf(other[at]))];
  });
}

function withLimits(host: string, a: Limits, b: Limits): DestinationEntry {
  const methods = a.methods === undefined ? b.methods : b.methods === undefined ? a.methods : a.methods.filter((method) => b.methods?.includes(method) === true);
  const isDataStated = a.data !== undefined || b.data !== undefined;
  const data = (a.data ?? []).filter((label) => b.data?.includes(label) === true);
  if (methods === undefined && !isDataStated) return host;
  return { host, ...(methods === undefined ? {} : { methods }), ...(isDataStated ? { data } : {}) };
}
