// Remembers the lists of tools that an agent was given: what changed or appeared after the first list, and who offers which name.
import type { ObservationFacts, ToolFacts } from "../../words/facts.ts";
import type { EventId } from "../../words/event.ts";

/** Names remembered of each kind; lists hold 1,024 names at most, so only a list that keeps changing gets there. */
export const MAX_TOOLS = 2_048;

export interface CatalogueChange {
  /** `hints`: it stopped saying that it only reads. */
  readonly how: "changed" | "added" | "hints";
  /** The list that brought it. */
  readonly id: EventId;
}

export interface Offer {
  readonly exact: string;
  /** Exact name of the server; absent where the list does not say. */
  readonly server?: string;
}

export interface Shadow {
  /** The other name, as it is shown. */
  readonly name: string;
  readonly server: string;
  readonly id: EventId;
}

export interface CatalogueMemory {
  /** The first list, which the later ones are compared with. */
  first: EventId | null;
  /** Tool -> fingerprints of what it said of itself when it was first seen. */
  readonly known: Map<string, string>;
  /** Tool -> its change that no action has been judged by yet. */
  readonly changed: Map<string, CatalogueChange>;
  /** Tools that claim to change nothing. */
  readonly readers: Set<string>;
  /** Tool -> the list in which it claims to change something. */
  readonly writers: Map<string, EventId>;
  /** Skeleton of a name -> who offered it first. */
  readonly offers: Map<string, Offer>;
  /** Tool -> who else offers its name, or one that looks like it. */
  readonly shadows: Map<string, Shadow>;
  /** Names came that there was no room for. */
  isFull: boolean;
}

export type SavedCatalogue = Pick<CatalogueMemory, "first" | "isFull"> & {
  readonly known: readonly [string, string][];
  readonly changed: readonly [string, CatalogueChange][];
  readonly readers: readonly string[];
  readonly writers: readonly [string, EventId][];
  readonly offers: readonly [string, Offer][];
  readonly shadows: readonly [string, Shadow][];
};

export function startCatalogue(): CatalogueMemory {
  return { first: null, known: new Map(), changed: new Map(), readers: new Set(), writers: new Map(), offers: new Map(), shadows: new Map(), isFull: false };
}

export function saveCatalogue({ first, known, changed, readers, writers, offers, shadows, isFull }: CatalogueMemory): SavedCatalogue {
  return { first, known: [...known], changed: [...changed], readers: [...readers], writers: [...writers], offers: [...offers], shadows: [...shadows], isFull };
}

export function loadCatalogue({ first, known, changed, readers, writers, offers, shadows, isFull }: SavedCatalogue): CatalogueMemory {
  return { first, known: new Map(known), changed: new Map(changed), readers: new Set(readers), writers: new Map(writers), offers: new Map(offers), shadows: new Map(shadows), isFull };
}

export function rememberCatalogue(memory: CatalogueMemory, facts: ObservationFacts): void {
  const isFirst = memory.first === null;
  memory.first ??= facts.id;
  for (const [name, fingerprints] of byName(facts)) {
    const before = memory.known.get(name);
    if (before === fingerprints) continue;
    if (!isFirst) put(memory, memory.changed, name, { how: before === undefined ? "added" : "changed", id: facts.id });
    put(memory, memory.known, name, fingerprints);
  }
  for (const tool of facts.catalogue ?? []) {
    rememberHints(memory, tool, facts.id);
    rememberOffer(memory, tool, facts.id);
  }
}

/** Two servers may offer one name: then all they say of it is what is remembered. */
function byName({ catalogue = [] }: ObservationFacts): ReadonlyMap<string, string> {
  const all = new Map<string, string[]>();
  for (const { name, fingerprint } of catalogue) {
    const known = all.get(name.exact);
    if (known === undefined) all.set(name.exact, [fingerprint]);
    else known.push(fingerprint);
  }
  return new Map([...all].map(([name, fingerprints]) => [name, fingerprints.sort().join(" ")]));
}

function rememberHints(memory: CatalogueMemory, { name, readOnly, destructive }: ToolFacts, id: EventId): void {
  const claimsChange = readOnly === false || destructive === true;
  if (claimsChange) put(memory, memory.writers, name.exact, id);
  // What a tool no longer says of itself, having said that it only reads, is as good as a claim that it does not.
  if (readOnly !== true && memory.readers.has(name.exact)) put(memory, memory.changed, name.exact, { how: "hints", id });
  if (readOnly !== true || claimsChange) memory.readers.delete(name.exact);
  else if (memory.readers.size < MAX_TOOLS) memory.readers.add(name.exact);
  else memory.isFull = true;
}

/** SECURITY: which server answers a name that two offer is not certain, and a look-alike is made to be taken for the other. */
function rememberOffer(memory: CatalogueMemory, { name, server }: ToolFacts, id: EventId): void {
  const first = memory.offers.get(name.skeleton);
  if (first === undefined) return put(memory, memory.offers, name.skeleton, { exact: name.exact, ...(server === undefined ? {} : { server: server.exact }) });
  if (first.server === undefined || server === undefined || first.server === server.exact) return;
  shadow(memory, name.exact, { name: first.exact, server: first.server, id });
  shadow(memory, first.exact, { name: name.exact, server: server.exact, id });
}

function shadow(memory: CatalogueMemory, name: string, by: Shadow): void {
  if (!memory.shadows.has(name)) put(memory, memory.shadows, name, by);
}

function put<T>(memory: CatalogueMemory, map: Map<string, T>, name: string, value: T): void {
  if (map.has(name) || map.size < MAX_TOOLS) map.set(name, value);
  else memory.isFull = true;
}
