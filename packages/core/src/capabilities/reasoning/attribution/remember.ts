// Takes in what a session's events say: requests, passages with their standing, values in records.
import { callOf } from "../call-of.ts";
import { authorOf, notesIn, openedBy, rememberNote, standingOfNoted, type FoundNote } from "./own-notes.ts";
import { placesOf } from "../carried/marks.ts";
import { changesSomething } from "./consequence.ts";
import { steeringPassage } from "./steering.ts";
import { rememberOffer, rememberPassage, rememberRequest, toolKey, type AttributionMemory, type Call, type HandedOver, type Passage } from "./memory.ts";
import { putBounded } from "../flow/memory.ts";
import { ATTRIBUTION_LIMITS } from "./weights.ts";
import type { CompiledCarried } from "../carried/compile.ts";
import type { ActionFacts, Fingerprint, ObservationFacts } from "../../../words/facts.ts";
import type { PassageFacts, Thing } from "../../../words/passage.ts";

export function rememberAction(memory: AttributionMemory, facts: ActionFacts, carried: CompiledCarried | undefined): void {
  const steeredBy = steeringPassage(facts, memory);
  const named = facts.target === undefined ? facts.arguments : [...facts.arguments, facts.target];
  const values = named.flatMap((argument) => argument.values ?? []);
  const changes = changesSomething(facts);
  if (changes) for (const value of values) putBounded(memory.used, value, true, ATTRIBUTION_LIMITS.values);
  const call: Call = {
    id: facts.id,
    changes,
    isNamed: named.some(({ words = [] }) => words.length > 0 && words.every((word) => memory.known.users.has(word))) || values.some((value) => memory.trusted.has(value) || (memory.byValue.get(value) ?? []).some((index) => memory.passages.get(index)?.handed === "all")),
    // What a tool of which nothing is known returns may be anybody's text.
    opensText: (facts.means?.things ?? []).some((thing) => TEXTS.has(thing)) || (changes && (facts.means?.acts ?? []).length === 0),
    ...(steeredBy === undefined ? {} : { steeredBy }),
    opens: memory.notes.length === 0 && (carried === undefined || carried.notes.size === 0) ? NO_MARKS : openedBy(facts),
    places: placesOf(facts),
  };
  if (call.changes) rememberNote(memory, facts, steeredBy);
  if (facts.callId !== undefined) putBounded(memory.calls, facts.callId, call, ATTRIBUTION_LIMITS.calls);
  putBounded(memory.last, facts.tool?.exact ?? "", call, ATTRIBUTION_LIMITS.calls);
}

const NO_MARKS: readonly string[] = [];

export function rememberTexts(memory: AttributionMemory, facts: ObservationFacts, carried: CompiledCarried | undefined): void {
  const { passages = [], fields = [], fieldKinds = [], fingerprints } = facts.content;
  switch (facts.kind) {
    case "request":
    case "instructions":
      for (const [at, passage] of passages.entries()) {
        // Sentences that are trusted bear no excerpt: the first shows how the whole begins.
        rememberRequest(memory, { ...passage, excerpt: at === 0 ? facts.content.excerpt : "", event: facts.id, isUser: facts.kind === "request" });
        for (const value of passage.values) trust(memory, value, facts);
      }
      for (const value of fingerprints) trust(memory, value, facts);
      return;
    case "result": {
      const call = callOf(memory, facts);
      // A short answer of a service that opens no texts of others is its own voice.
      const isShort = call?.opensText === false && passages.length <= 4 && fields.length <= 4;
      const reply = !isShort ? "none" : call?.changes === true ? "change" : "look";
      for (const field of fields) {
        if (call?.steeredBy !== undefined && !memory.fields.has(field) && !memory.trusted.has(field)) putBounded(memory.steered, field, call.steeredBy, ATTRIBUTION_LIMITS.values);
        if (memory.fields.has(field)) continue;
        putBounded(memory.fields, field, call?.steeredBy === undefined ? toolKey(facts) : "", ATTRIBUTION_LIMITS.fields);
        putBounded(memory.foundIn, field, facts.id, ATTRIBUTION_LIMITS.fields);
      }
      if (call?.isNamed === true) {
        rememberOffer(memory, fieldKinds, { event: facts.id, isField: true });
        for (const { kinds = [] } of passages) rememberOffer(memory, kinds, { event: facts.id, isField: false });
      }
      rememberPassages(memory, passages, facts, call, reply, notesIn(memory, facts, call?.opens ?? NO_MARKS, carried));
      return;
    }
    case "reply":
    case "catalogue":
      return;
    default:
      return facts.kind satisfies never;
  }
}

function trust({ trusted }: AttributionMemory, value: Fingerprint, { id }: ObservationFacts): void {
  if (!trusted.has(value)) putBounded(trusted, value, id, ATTRIBUTION_LIMITS.trustedValues);
}

function rememberPassages(memory: AttributionMemory, passages: readonly PassageFacts[], facts: ObservationFacts, call: Call | undefined, reply: Passage["reply"], notes: readonly FoundNote[]): void {
  if (passages.length > 0 && call !== undefined && call.places.length > 0) putBounded(memory.readFrom, facts.id, call.places, ATTRIBUTION_LIMITS.calls);
  const users = standingOf(memory);
  const written = passages.map((passage) => authorOf(passage, toolKey(facts), notes, memory));
  const given = passages.map((passage, at) => standingOfNoted(written[at], handedTo(users, passage, call)));
  for (const [at, passage] of passages.entries()) {
    if (given[at] === "all") for (const value of passage.values) putBounded(memory.handed, value, true, ATTRIBUTION_LIMITS.values);
  }
  const topics = new Set(passages.filter((passage) => isOnTopic(passage, memory)).map(({ text }) => text));
  for (const [at, passage] of passages.entries()) {
    const own = given[at] ?? "none";
    if (own !== "none") memory.isHandedFound = true;
    const author = written[at];
    const handed = own === "none" && topics.has(passage.text) && (author === undefined || author.isNamed) ? "kind" : own;
    const more = { ...(call?.isNamed === true || topics.has(passage.text) ? { isNamed: true as const } : {}), ...(author === undefined ? {} : { noted: author.origin }) };
    rememberPassage(memory, { ...passage, event: facts.id, read: call?.id ?? null, handed, reply: author === undefined ? reply : "none", tool: toolKey(facts), ...more });
  }
}

/** It names what the user, or a text that has his word, named. */
function isOnTopic({ values }: PassageFacts, memory: AttributionMemory): boolean {
  return values.some((value) => memory.trusted.has(value) || memory.handed.has(value));
}

interface Standing {
  readonly names: ReadonlySet<string>;
  readonly handsOver: boolean;
  /** He hands over to somebody whom he names: what others say in the same source has no word. */
  readonly isToSomebody: boolean;
}

function standingOf(memory: AttributionMemory): Standing {
  const users = memory.requests.filter(({ isUser }) => isUser);
  return {
    names: new Set(users.flatMap((request) => request.names ?? [])),
    handsOver: users.some((request) => request.handsOver === true),
    isToSomebody: users.some(({ names = [] }) => names.length > 0),
  };
}

const TEXTS: ReadonlySet<Thing> = new Set<Thing>(["page", "mail", "file", "channel", "issue", "event"]);

/** Whether the user gave the word to the text: he hands over, and it is what he named. */
function handedTo({ names, handsOver, isToSomebody }: Standing, passage: PassageFacts, call: Call | undefined): HandedOver {
  // A page that the user named is there to be read; it has the word only when he says so.
  if (call?.isNamed === true && handsOver && (!isToSomebody || passage.beside.length === 0)) return "all";
  if (passage.beside.some((word) => names.has(word))) return handsOver ? "all" : "kind";
  return "none";
}
