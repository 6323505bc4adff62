// What attribution remembers: what the user asked for, what texts of tools say, and which values stand where.
import { putBounded } from "../flow/memory.ts";
import { ATTRIBUTION_LIMITS } from "./weights.ts";
import type { EventId } from "../../../words/event.ts";
import type { Fingerprint } from "../../../words/facts.ts";
import type { Act, PassageFacts } from "../../../words/passage.ts";

/** How far the user gave the word to the text that a sentence stands in: for every act, for acts of the kind he asked for, or not. */
export type HandedOver = "all" | "kind" | "none";

export interface Passage extends PassageFacts {
  readonly event: EventId;
  /** The action whose result it stands in, where it is known. */
  readonly read: EventId | null;
  readonly handed: HandedOver;
  /** A service's own answer to what was done with it, e.g. its next step. */
  readonly isReply: boolean;
  /** The tool that returned it. */
  readonly tool: string;
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
}

export interface AttributionMemory {
  readonly requests: Request[];
  readonly trusted: Map<Fingerprint, true>;
  /** Values of texts that have the word. */
  readonly handed: Map<Fingerprint, true>;
  readonly passages: Passage[];
  /** Values in sentences: indexes of `passages`. */
  readonly byValue: Map<Fingerprint, number[]>;
  readonly fields: Map<Fingerprint, true>;
  /** Values that only a call found that a passage had steered: the passage. */
  readonly steered: Map<Fingerprint, number>;
  readonly calls: Map<string, Call>;
  readonly last: Map<string, Call>;
  /** Sentences that ask, by act. */
  readonly byAct: Map<Act, number[]>;
}

export function startAttribution(): AttributionMemory {
  return { requests: [], trusted: new Map(), handed: new Map(), passages: [], byValue: new Map(), fields: new Map(), steered: new Map(), calls: new Map(), last: new Map(), byAct: new Map() };
}

export function rememberPassage(memory: AttributionMemory, passage: Passage): void {
  if (memory.passages.length >= ATTRIBUTION_LIMITS.passages) return;
  const index = memory.passages.push(passage) - 1;
  for (const value of passage.values) {
    const known = memory.byValue.get(value);
    if (known === undefined) putBounded(memory.byValue, value, [index], ATTRIBUTION_LIMITS.values);
    else if (known.length < ATTRIBUTION_LIMITS.authors) known.push(index);
  }
  if (passage.asks === "none") return;
  for (const act of passage.acts) {
    const known = memory.byAct.get(act) ?? [];
    if (known.length < ATTRIBUTION_LIMITS.asking) known.push(index);
    memory.byAct.set(act, known);
  }
}

/** Plain JSON; the indexes are made anew. */
export function saveAttribution({ requests, trusted, handed, passages, fields, steered, calls, last }: AttributionMemory): unknown {
  return { requests, trusted: [...trusted.keys()], handed: [...handed.keys()], passages, fields: [...fields.keys()], steered: [...steered], calls: [...calls], last: [...last] };
}

export function loadAttribution(saved: unknown): AttributionMemory {
  const { requests, trusted, handed, passages, fields, steered, calls, last } = saved as SavedAttribution;
  const memory: AttributionMemory = { ...startAttribution(), requests: [...requests], steered: new Map(steered), calls: new Map(calls), last: new Map(last) };
  for (const value of handed) memory.handed.set(value, true);
  for (const value of trusted) memory.trusted.set(value, true);
  for (const value of fields) memory.fields.set(value, true);
  for (const passage of passages) rememberPassage(memory, passage);
  return memory;
}

interface SavedAttribution {
  readonly requests: readonly Request[];
  readonly trusted: readonly Fingerprint[];
  readonly handed: readonly Fingerprint[];
  readonly passages: readonly Passage[];
  readonly fields: readonly Fingerprint[];
  readonly steered: readonly [Fingerprint, number][];
  readonly calls: readonly [string, Call][];
  readonly last: readonly [string, Call][];
}
