// What the flow rule remembers of a session: where values came from, and what the user gave away himself. All of it bounded.
import { FLOW_WEIGHTS } from "./weights.ts";
import type { EventId } from "../../../words/event.ts";
import type { Fingerprint } from "../../../words/facts.ts";

/** Where a value was met: the result that held it and the action that the result answers, where it is known. */
export interface Source {
  readonly read: EventId | null;
  readonly result: EventId;
}

/** An action whose result may still come. */
export interface Call {
  readonly id: EventId;
  /** It reads a path that usually holds credentials. */
  readonly isSensitive: boolean;
  /** What its arguments hold, when it is sensitive: a result that repeats them tells nothing. */
  readonly echoed: readonly Fingerprint[];
}

export interface FlowMemory {
  readonly secrets: Map<Fingerprint, Source>;
  readonly personal: Map<Fingerprint, Source>;
  readonly trusted: Map<Fingerprint, true>;
  /** By call id. */
  readonly calls: Map<string, Call>;
  /** The last action with each tool; under `""` the last one of all. */
  readonly last: Map<string, Call>;
  /** Something was forgotten to keep the bounds. */
  hasForgotten: boolean;
  /** A result was not read as a whole: a value in it may pass unknown. */
  hasUnread: boolean;
}

export function startMemory(): FlowMemory {
  return { secrets: new Map(), personal: new Map(), trusted: new Map(), calls: new Map(), last: new Map(), hasForgotten: false, hasUnread: false };
}

/** Sets a value; the oldest one goes when there is no room. A value that is known keeps its age. Returns false when one went. */
export function putBounded<K, V>(map: Map<K, V>, key: K, value: V, bound: number): boolean {
  const isFull = !map.has(key) && map.size >= bound;
  const oldest = isFull ? map.keys().next() : undefined;
  if (oldest?.done === false) map.delete(oldest.value);
  map.set(key, value);
  return !isFull;
}

/** The first source of a value stays: it is what a finding cites. */
export function rememberValue(memory: FlowMemory, label: "secrets" | "personal", fingerprint: Fingerprint, source: Source): void {
  if (memory[label].has(fingerprint)) return;
  if (!putBounded(memory[label], fingerprint, source, FLOW_WEIGHTS.remembered)) memory.hasForgotten = true;
}

/** Plain JSON: sources are written once, however many values came from them. */
export function saveMemory(memory: FlowMemory): unknown {
  const sources: Source[] = [];
  const numbers = new Map<Source, number>();
  const numbered = (values: ReadonlyMap<Fingerprint, Source>): unknown =>
    [...values].map(([fingerprint, source]) => {
      const number = numbers.get(source) ?? sources.push(source) - 1;
      numbers.set(source, number);
      return [fingerprint, number];
    });
  const [secrets, personal] = [numbered(memory.secrets), numbered(memory.personal)];
  return {
    sources, secrets, personal,
    trusted: [...memory.trusted.keys()], calls: [...memory.calls], last: [...memory.last], hasForgotten: memory.hasForgotten, hasUnread: memory.hasUnread,
  };
}

export function loadMemory(saved: unknown): FlowMemory {
  const { sources, secrets, personal, trusted, calls, last, hasForgotten, hasUnread } = saved as SavedMemory;
  const named = (values: readonly [Fingerprint, number][]): Map<Fingerprint, Source> =>
    new Map(values.map(([fingerprint, number]) => [fingerprint, sources[number] ?? { read: null, result: "" }]));
  return {
    secrets: named(secrets), personal: named(personal),
    trusted: new Map(trusted.map((fingerprint) => [fingerprint, true])), calls: new Map(calls), last: new Map(last), hasForgotten, hasUnread,
  };
}

interface SavedMemory extends Pick<FlowMemory, "hasForgotten" | "hasUnread"> {
  readonly sources: readonly Source[];
  readonly secrets: readonly [Fingerprint, number][];
  readonly personal: readonly [Fingerprint, number][];
  readonly trusted: readonly Fingerprint[];
  readonly calls: readonly [string, Call][];
  readonly last: readonly [string, Call][];
}
