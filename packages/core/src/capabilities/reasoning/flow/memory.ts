// What the flow rule remembers of a session: where values came from, and what the user gave away himself. All of it bounded.
import { takeOldest } from "../oldest.ts";
import { addFollowed, startFollowed } from "./followed.ts";
import { FLOW_WEIGHTS } from "./weights.ts";
import type { EventId } from "../../../words/event.ts";
import type { Fingerprint } from "../../../words/facts.ts";
import type { ChainLink } from "../../../words/verdict.ts";
import type { FollowedValue, FollowedValues } from "./followed.ts";
import type { Place } from "./places.ts";
import type { SendingOrder } from "./told.ts";

/** Where a value was met: the result that held it and the action that the result answers, where it is known. */
export interface Source {
  readonly read: EventId | null;
  readonly result: EventId;
  /** The organisations that the action went to: what came from there is no news to them. */
  readonly sites?: readonly string[];
  /** The result was marked as confidential. */
  readonly isMarked?: true;
  /** When the result came. */
  readonly at: number;
  /** An earlier session met it, perhaps another agent's. */
  readonly from?: CarriedSession;
  /** It stood in a file that an earlier session had filled. */
  readonly filledBy?: CarriedSession;
  /** The tool that returned it. */
  readonly tool?: string;
  /** The file that held it. */
  readonly file?: string;
  /** How it came to where it was read: files that carried it. */
  readonly via?: readonly ChainLink[];
  /** Values by which it was read, of those that the user named when he ordered something to be sent. */
  readonly readBy?: readonly Fingerprint[];
}

export interface CarriedSession {
  readonly agent: string;
  readonly session: string;
  /** What the label goes back to. */
  readonly events: readonly EventId[];
}

/** An action whose result may still come. */
export interface Call {
  readonly id: EventId;
  readonly tool?: string;
  /** It reads a path that usually holds credentials. */
  readonly isSensitive: boolean;
  /** What its arguments hold, when it is sensitive: a result that repeats them tells nothing. */
  readonly echoed: readonly Fingerprint[];
  /** It put a secret into an entry, which its result may name. */
  readonly wrote?: Place;
  /** Files that it reads or may read. */
  readonly files: readonly string[];
  readonly sites: readonly string[];
  /** An earlier session filled a file that it reads. */
  readonly filledBy?: CarriedSession;
  readonly readBy?: readonly Fingerprint[];
  /** How what it reads came there. */
  readonly via?: readonly ChainLink[];
}

/** A way on which something left in another writing. */
export interface Channel {
  readonly source: Source;
  readonly label: "personal" | "internal";
  readonly sentIn: EventId;
}

export interface FlowMemory {
  readonly secrets: Map<Fingerprint, Source>;
  readonly personal: Map<Fingerprint, Source>;
  readonly trusted: Map<Fingerprint, true>;
  /** Windows of what the user and the owner wrote. */
  readonly given: Map<string, true>;
  /** What the user ordered to be sent, the newest ones. */
  readonly orders: SendingOrder[];
  readonly followed: FollowedValues;
  /** By tool and place in its arguments. */
  readonly channels: Map<string, Channel>;
  /** Ids of records that actions named, and the record that each personal value stands in; `""` where it stands in several. */
  readonly opened: Map<string, true>;
  readonly records: Map<Fingerprint, string>;
  /** Tools whose server says that they reach beyond it. */
  readonly open: Map<string, true>;
  /** By path, or `#` and a fingerprint of an entry's name. */
  readonly places: Map<string, Place>;
  /** Paths that were labelled and then made anew without what was labelled, and when. */
  readonly cleared: Map<string, number>;
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
  return { secrets: new Map(), personal: new Map(), trusted: new Map(), given: new Map(), orders: [], followed: startFollowed(), channels: new Map(), opened: new Map(), records: new Map(), open: new Map(), places: new Map(), cleared: new Map(), calls: new Map(), last: new Map(), hasForgotten: false, hasUnread: false };
}

/** Sets a value; the oldest one goes when there is no room. A value that is known keeps its age. Returns false when one went. */
export function putBounded<K, V>(map: Map<K, V>, key: K, value: V, bound: number): boolean {
  const isFull = !map.has(key) && map.size >= bound;
  if (isFull) takeOldest(map);
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
  const numberOf = (source: Source): number => {
    const number = numbers.get(source) ?? sources.push(source) - 1;
    numbers.set(source, number);
    return number;
  };
  const numbered = (values: ReadonlyMap<Fingerprint, Source>): SavedMemory["secrets"] => [...values].map(([fingerprint, source]) => [fingerprint, numberOf(source)]);
  const [secrets, personal] = [numbered(memory.secrets), numbered(memory.personal)];
  const followed = [...memory.followed.values].map(({ source, sent, ...value }) => ({ ...value, source: numberOf(source), sent: [...sent] }));
  const places = [...memory.places].map(([path, { source, ...place }]) => [path, { ...place, source: numberOf(source) }] as const);
  const channels = [...memory.channels].map(([at, { source, ...channel }]) => [at, { ...channel, source: numberOf(source) }] as const);
  const saved: SavedMemory = {
    sources, secrets, personal, followed, places, cleared: [...memory.cleared], channels, open: [...memory.open.keys()], opened: [...memory.opened.keys()], records: [...memory.records],
    trusted: [...memory.trusted.keys()], given: [...memory.given.keys()], orders: memory.orders, calls: [...memory.calls], last: [...memory.last], hasForgotten: memory.hasForgotten, hasUnread: memory.hasUnread,
  };
  return saved;
}

export function loadMemory(saved: unknown): FlowMemory {
  const { sources, secrets, personal, followed, places, cleared, channels, open, opened, records, trusted, given, orders = [], calls, last, hasForgotten, hasUnread } = saved as SavedMemory;
  const sourceOf = (number: number): Source => sources[number] ?? { read: null, result: "", at: 0 };
  const named = (values: readonly (readonly [Fingerprint, number])[]): Map<Fingerprint, Source> => new Map(values.map(([fingerprint, number]) => [fingerprint, sourceOf(number)]));
  const memory: FlowMemory = {
    ...startMemory(),
    secrets: named(secrets), personal: named(personal),
    places: new Map(places.map(([path, { source, ...place }]) => [path, { ...place, source: sourceOf(source) }])),
    cleared: new Map(cleared),
    channels: new Map(channels.map(([at, { source, ...channel }]) => [at, { ...channel, source: sourceOf(source) }])),
    open: new Map(open.map((tool) => [tool, true])), opened: new Map(opened.map((id) => [id, true])), records: new Map(records),
    trusted: new Map(trusted.map((fingerprint) => [fingerprint, true])), given: new Map(given.map((window) => [window, true])), orders: [...orders],
    calls: new Map(calls), last: new Map(last), hasForgotten, hasUnread,
  };
  for (const { source, sent, ...value } of followed) addFollowed(memory.followed, { ...value, source: sourceOf(source), sent: new Set(sent), sentIn: [...value.sentIn] });
  return memory;
}

interface SavedMemory extends Pick<FlowMemory, "hasForgotten" | "hasUnread"> {
  readonly sources: readonly Source[];
  readonly secrets: readonly (readonly [Fingerprint, number])[];
  readonly personal: readonly (readonly [Fingerprint, number])[];
  readonly followed: readonly (Omit<FollowedValue, "source" | "sent"> & { readonly source: number; readonly sent: readonly number[] })[];
  readonly places: readonly (readonly [string, Omit<Place, "source"> & { readonly source: number }])[];
  readonly cleared: readonly (readonly [string, number])[];
  readonly channels: readonly (readonly [string, Omit<Channel, "source"> & { readonly source: number }])[];
  readonly open: readonly string[];
  readonly opened: readonly string[];
  readonly records: readonly (readonly [Fingerprint, string])[];
  readonly trusted: readonly Fingerprint[];
  readonly given: readonly string[];
  readonly orders?: readonly SendingOrder[];
  readonly calls: readonly (readonly [string, Call])[];
  readonly last: readonly (readonly [string, Call])[];
}
