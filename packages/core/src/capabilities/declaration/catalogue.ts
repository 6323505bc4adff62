// Remembers the lists of tools that an agent was given, to notice a tool that changed or appeared after the first list.
import type { ObservationFacts } from "../../words/facts.ts";
import type { EventId } from "../../words/event.ts";

/** Names remembered of each kind; lists hold 1,024 names at most, so only a list that keeps changing gets there. */
export const MAX_TOOLS = 2_048;

export interface CatalogueChange {
  readonly how: "changed" | "added";
  /** The list that brought it. */
  readonly id: EventId;
}

export interface CatalogueMemory {
  /** The first list, which the later ones are compared with. */
  first: EventId | null;
  /** Tool -> fingerprints of what it said of itself when it was first seen. */
  readonly known: Map<string, string>;
  /** Tool -> its change that no action has been judged by yet. */
  readonly changed: Map<string, CatalogueChange>;
  /** Names came that there was no room for. */
  isFull: boolean;
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

function put<T>(memory: CatalogueMemory, map: Map<string, T>, name: string, value: T): void {
  if (map.has(name) || map.size < MAX_TOOLS) map.set(name, value);
  else memory.isFull = true;
}
