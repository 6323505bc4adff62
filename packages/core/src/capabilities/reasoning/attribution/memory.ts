// What attribution remembers: what the user asked for, what texts of tools say, and which values stand where.
import { putBounded } from "../flow/memory.ts";
import { takeOldest } from "../oldest.ts";
import { forgetPassage, knowPassage, knowRequest, startKnownWords, type KnownWords } from "./known-words.ts";
import { ATTRIBUTION_LIMITS } from "./weights.ts";
import type { CarriedNote } from "../../../words/carried.ts";
import type { EventId } from "../../../words/event.ts";
import type { Fingerprint, NameFacts } from "../../../words/facts.ts";
import type { Act, PassageFacts } from "../../../words/passage.ts";

/** How far the user gave the word to the text that a sentence stands in: for every act, for acts of the kind he asked for, or not. */
export type HandedOver = "all" | "kind" | "none";

export interface Passage extends PassageFacts {
  readonly event: EventId;
  /** The action whose result it stands in, where it is known. */
  readonly read: EventId | null;
  readonly handed: HandedOver;
  /** A service's own short answer to what was done with it (`change`) or asked of it (`look`), e.g. its next step. */
  readonly reply: "change" | "look" | "none";
  /** The tool that returned it. */
  readonly tool: string;
  /** The user had named the text that it stands in. */
  readonly isNamed?: true;
  /** The agent wrote it itself, out of what others wrote: those are its authors. */
  readonly noted?: Origin;
}

/** Where the words of a note come from. */
export interface Origin {
  /** What they were read from, and the writing of the note. */
  readonly events: readonly EventId[];
  /** An earlier session wrote it, perhaps another agent's. */
  readonly from?: { readonly agent: string; readonly session: string };
}

export interface Request extends PassageFacts {
  readonly event: EventId;
  readonly isUser: boolean;
}

/** An action whose result may still come. */
export interface Call {
  readonly id: EventId;
  readonly changes: boolean;
  /** Its argument values were named by the user, or by a text that has the word. */
  readonly isNamed: boolean;
  /** It opens texts that anybody may have written: a page, a mail, a file. */
  readonly opensText: boolean;
  /** The passage that its arguments came from; what it finds was asked for by that passage. */
  readonly steeredBy?: number;
  /** Marks of the place that it opens; none where nothing was noted before. */
  readonly opens: readonly string[];
  /** The files or the address that it opens. */
  readonly places: readonly string[];
}

export interface AttributionMemory {
  readonly requests: Request[];
  /** Values of the user and the instructions: the event that gave each first. */
  readonly trusted: Map<Fingerprint, EventId>;
  /** Values of texts that have the word. */
  readonly handed: Map<Fingerprint, true>;
  /** By number, in the order in which they came; the oldest that ask for nothing go first. */
  readonly passages: Map<number, Passage>;
  /** How many there have been. */
  count: number;
  /** A text was found to which the user may have handed over. */
  isHandedFound: boolean;
  /** Something was forgotten to keep the bounds. */
  hasForgotten: boolean;
  /** Values in sentences: numbers of `passages`. */
  readonly byValue: Map<Fingerprint, number[]>;
  /** Values in fields of records: the tool that returned the first, `""` where a passage had steered the call. */
  readonly fields: Map<Fingerprint, string>;
  /** The results in which they stood first. */
  readonly foundIn: Map<Fingerprint, EventId>;
  /** Values that only a call found that a passage had steered: the passage. */
  readonly steered: Map<Fingerprint, number>;
  readonly calls: Map<string, Call>;
  readonly last: Map<string, Call>;
  /** What the agent wrote out of what others wrote, oldest first. */
  readonly notes: CarriedNote[];
  /** Results with texts: the files or the address that they came from. */
  readonly readFrom: Map<EventId, readonly string[]>;
  /** Sentences that ask, by act. */
  readonly byAct: Map<Act, number[]>;
  /** Values of the agent's own changing actions. */
  readonly used: Map<Fingerprint, true>;
  /** By kind of value: the results of calls that the user, or a text with his word, named, in which one stands. */
  readonly offers: Map<string, Offer[]>;
  readonly known: KnownWords;
}

export interface Offer {
  readonly event: EventId;
  /** It stands in a field of a record. */
  readonly isField: boolean;
}

export function startAttribution(): AttributionMemory {
  return { requests: [], trusted: new Map(), handed: new Map(), passages: new Map(), count: 0, isHandedFound: false, hasForgotten: false, byValue: new Map(), fields: new Map(), foundIn: new Map(), steered: new Map(), calls: new Map(), last: new Map(), notes: [], readFrom: new Map(), byAct: new Map(), offers: new Map(), used: new Map(), known: startKnownWords() };
}

export function rememberRequest(memory: AttributionMemory, request: Request): void {
  if (memory.requests.length >= ATTRIBUTION_LIMITS.trusted) return;
  memory.requests.push(request);
  knowRequest(memory.known, request);
}

export function rememberPassage(memory: AttributionMemory, passage: Passage): void {
  if (memory.passages.size >= ATTRIBUTION_LIMITS.passages) forgetOne(memory);
  putPassage(memory, memory.count++, passage);
}

/** SECURITY: sentences that ask outlive those that do not: a flood of idle text must not push an order out of sight. */
function forgetOne(memory: AttributionMemory): void {
  memory.hasForgotten = true;
  const { known, passages } = memory;
  const number = takeOldest(known.idle.size > 0 ? known.idle : known.asking);
  const passage = number === undefined ? undefined : passages.get(number);
  if (number === undefined || passage === undefined) return;
  passages.delete(number);
  forgetPassage(known, number, passage);
}

function putPassage(memory: AttributionMemory, number: number, passage: Passage): void {
  memory.passages.set(number, passage);
  knowPassage(memory.known, number, passage);
  // What the agent wrote itself before, and a text only tells again, has not come from that text.
  const isAuthor = (value: Fingerprint): boolean => passage.asks !== "none" || memory.byValue.has(value) || !memory.used.has(value);
  for (const value of passage.values) if (isAuthor(value)) putNumber(memory, memory.byValue, value, number, ATTRIBUTION_LIMITS.authors);
  if (passage.asks !== "none") for (const act of passage.acts) putNumber(memory, memory.byAct, act, number, ATTRIBUTION_LIMITS.asking);
}

/** The newest sentences that have a value or an act; numbers of forgotten ones make room first. */
function putNumber<K>(memory: AttributionMemory, map: Map<K, number[]>, key: K, number: number, bound: number): void {
  const known = map.get(key);
  if (known === undefined) {
    if (!putBounded(map, key, [number], ATTRIBUTION_LIMITS.values)) memory.hasForgotten = true;
    return;
  }
  if (known.length >= bound) {
    const gone = known.findIndex((each) => !memory.passages.has(each));
    known.splice(Math.max(0, gone), 1);
  }
  known.push(number);
}

/** A result of a call that was named holds a value of these kinds. */
export function rememberOffer(memory: AttributionMemory, kinds: readonly string[], offer: Offer): void {
  for (const kind of kinds) {
    const known = memory.offers.get(kind);
    if (known === undefined) putBounded(memory.offers, kind, [offer], ATTRIBUTION_LIMITS.calls);
    else if (known.length < ATTRIBUTION_LIMITS.authors && !known.some(({ event, isField }) => event === offer.event && isField === offer.isField)) known.push(offer);
  }
}

/** Plain JSON; the indexes are made anew. */
export function saveAttribution({ requests, trusted, handed, passages, count, isHandedFound, hasForgotten, byValue, byAct, fields, foundIn, steered, calls, last, notes, readFrom, offers, used }: AttributionMemory): unknown {
  return { offers: [...offers], used: [...used.keys()], count, isHandedFound, hasForgotten, byValue: [...byValue], byAct: [...byAct], requests, trusted: runsOf(trusted), handed: [...handed.keys()], passages: [...passages], fields: [...fields], foundIn: runsOf(foundIn), steered: [...steered], calls: [...calls], last: [...last], notes, readFrom: [...readFrom] };
}

export function loadAttribution(saved: unknown): AttributionMemory {
  const { count, isHandedFound, hasForgotten, byValue, byAct, requests, trusted, handed, passages, fields, foundIn, steered, calls, last, notes, readFrom, offers, used } = saved as SavedAttribution;
  const memory: AttributionMemory = { ...startAttribution(), count, isHandedFound, hasForgotten, byValue: listsOf(byValue), byAct: listsOf(byAct), offers: listsOf(offers), passages: new Map(passages), requests: [...requests], fields: new Map(fields), foundIn: fromRuns(foundIn), trusted: fromRuns(trusted), steered: new Map(steered), calls: new Map(calls), last: new Map(last), notes: [...notes], readFrom: new Map(readFrom) };
  for (const value of handed) memory.handed.set(value, true);
  for (const value of used) memory.used.set(value, true);
  for (const request of memory.requests) knowRequest(memory.known, request);
  for (const [number, passage] of memory.passages) knowPassage(memory.known, number, passage);
  return memory;
}

/** Values that came in one event stand together: the event is written once. */
type Run = readonly [EventId, readonly Fingerprint[]];

function runsOf(values: ReadonlyMap<Fingerprint, EventId>): readonly Run[] {
  const runs: [EventId, Fingerprint[]][] = [];
  for (const [value, event] of values) {
    const last = runs.at(-1);
    if (last?.[0] === event) last[1].push(value);
    else runs.push([event, [value]]);
  }
  return runs;
}

function fromRuns(runs: readonly Run[]): Map<Fingerprint, EventId> {
  return new Map(runs.flatMap(([event, values]) => values.map((value) => [value, event] as const)));
}

/** The lists are added to: each session has its own. */
function listsOf<K, V>(saved: readonly (readonly [K, readonly V[]])[]): Map<K, V[]> {
  return new Map(saved.map(([key, numbers]) => [key, [...numbers]]));
}

interface SavedAttribution extends Pick<AttributionMemory, "count" | "isHandedFound" | "hasForgotten"> {
  readonly byValue: readonly (readonly [Fingerprint, readonly number[]])[];
  readonly byAct: readonly (readonly [Act, readonly number[]])[];
  readonly offers: readonly (readonly [string, readonly Offer[]])[];
  readonly requests: readonly Request[];
  readonly trusted: readonly Run[];
  readonly handed: readonly Fingerprint[];
  readonly used: readonly Fingerprint[];
  readonly passages: readonly (readonly [number, Passage])[];
  readonly fields: readonly (readonly [Fingerprint, string])[];
  readonly foundIn: readonly Run[];
  readonly steered: readonly [Fingerprint, number][];
  readonly calls: readonly [string, Call][];
  readonly last: readonly [string, Call][];
  readonly notes: readonly CarriedNote[];
  readonly readFrom: readonly (readonly [EventId, readonly string[]])[];
}

/** The tool by which texts and values are told apart, short enough to be kept with each. */
export function toolKey({ tool }: { readonly tool?: NameFacts }): string {
  return tool?.exact.slice(0, 64) ?? "";
}
