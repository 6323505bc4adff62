// Notes that the agent wrote out of what others wrote: read back, they are still the words of those others.
import { NOTHING_CARRIED } from "../carried/merge.ts";
import { marksOf, namesOf, placesOf } from "../carried/marks.ts";
import { isSending } from "../flow/sink.ts";
import { ATTRIBUTION_LIMITS } from "./weights.ts";
import { CARRIED_LIMITS, type CarriedLabels, type CarriedNote, type CarriedPassage } from "../../../words/carried.ts";
import type { ActionFacts, ArgumentFacts, Fingerprint, ObservationFacts } from "../../../words/facts.ts";
import type { PassageFacts } from "../../../words/passage.ts";
import type { CompiledCarried } from "../carried/compile.ts";
import type { AttributionMemory, HandedOver, Origin, Passage } from "./memory.ts";

/** An action that changes something here and holds a text with values or words of texts without the user's word. */
export function rememberNote(memory: AttributionMemory, facts: ActionFacts, steeredBy: number | undefined): void {
  if (memory.passages.size === 0 || isSending(facts)) return;
  const texts = facts.arguments.filter(isText);
  const authors = texts.length === 0 ? NOBODY : authorsOf(memory, texts, steeredBy);
  if (authors.size === 0) return;
  const here = new Set(placesOf(facts));
  const passages = [...authors].filter((passage) => !stoodIn(here, passage, memory)).slice(-CARRIED_LIMITS.passages);
  if (passages.length === 0) return;
  const said = new Set(passages.flatMap(({ values }) => values));
  const marks = marksOf(facts);
  const note: CarriedNote = {
    agent: facts.identity.agent,
    session: facts.identity.session,
    at: facts.position.at,
    events: [facts.id],
    marks,
    names: [...wholeTexts(texts, facts), ...(marks.length > 0 ? [] : namesOf(facts, (value) => said.has(value)))].slice(0, CARRIED_LIMITS.names),
    passages: passages.map(carriedPassage),
  };
  if (memory.notes.length >= ATTRIBUTION_LIMITS.notes) memory.notes.shift();
  memory.notes.push(note);
}

/** What stood in a place before it is written anew keeps the author that it had there. */
function stoodIn(places: ReadonlySet<string>, { event, noted }: Passage, { readFrom }: AttributionMemory): boolean {
  return noted === undefined && places.size > 0 && (readFrom.get(event) ?? []).some((place) => places.has(place));
}

const NOBODY: ReadonlySet<Passage> = new Set();

/** What is kept to be read again, not a name or a number. */
function isText({ text }: ArgumentFacts): boolean {
  return text.split(/\s+/, FEWEST_WORDS).length >= FEWEST_WORDS;
}

const FEWEST_WORDS = 3;

/** What the user gave, and what has his word, is his own wherever it is written. */
function authorsOf(memory: AttributionMemory, texts: readonly ArgumentFacts[], steeredBy: number | undefined): ReadonlySet<Passage> {
  const authors = new Set<Passage>();
  const steering = steeredBy === undefined ? undefined : memory.passages.get(steeredBy);
  if (steering !== undefined) authors.add(steering);
  for (const value of texts.flatMap(({ values = [] }) => values)) {
    if (memory.trusted.has(value) || memory.handed.has(value)) continue;
    for (const index of memory.byValue.get(value) ?? []) {
      const passage = memory.passages.get(index);
      if (passage !== undefined && passage.handed !== "all" && passage.reply !== "change") authors.add(passage);
    }
  }
  return authors;
}

function carriedPassage({ acts, things, words, values, asks, tool, isNamed, event, read, noted }: Passage): CarriedPassage {
  const events = noted?.events ?? (read === null ? [event] : [read, event]);
  return { acts, things, words: words.slice(0, CARRIED_LIMITS.words), values: values.slice(0, CARRIED_LIMITS.passageValues), asks, tool, events, ...(isNamed === undefined ? {} : { isNamed }) };
}

/** Bytes from which a text is hardly written twice by chance. */
const LONG_TEXT = 24;

function wholeTexts(texts: readonly ArgumentFacts[], { content }: ActionFacts): readonly Fingerprint[] {
  const known = new Set(content.fingerprints);
  const whole = texts.filter(({ bytes }) => bytes >= LONG_TEXT).flatMap(({ values = [] }) => values.slice(0, 1));
  return whole.filter((text) => known.has(text)).slice(0, TEXTS);
}

const TEXTS = 8;

/** What an action opens: marks and names under which notes may be known. */
export function openedBy(facts: ActionFacts): readonly string[] {
  const marks = marksOf(facts);
  return marks.length > 0 ? marks : namesOf(facts, () => false);
}

/** A note that a result holds. `isSure`: nothing else stands in its place. */
export interface FoundNote {
  readonly note: CarriedNote;
  readonly isSure: boolean;
}

/** The notes of the agent, or of others before it, that a result holds. */
export function notesIn(memory: AttributionMemory, facts: ObservationFacts, opens: readonly string[], carried: CompiledCarried | undefined): readonly FoundNote[] {
  if (memory.notes.length === 0 && (carried === undefined || carried.notes.size === 0)) return [];
  const names = new Set([...opens, ...facts.content.fingerprints]);
  const found = new Set(memory.notes.filter((note) => [...note.marks, ...note.names].some((name) => names.has(name))));
  const { agent, session } = facts.identity;
  for (const name of names) for (const note of carried?.notes.get(name) ?? []) if (note.session !== session || note.agent !== agent) found.add(note);
  return [...found].map((note) => ({ note, isSure: note.marks.some((mark) => names.has(mark)) }));
}

export interface Author {
  readonly origin: Origin;
  readonly isNamed: boolean;
}

/** Who wrote first what a sentence of a note says; undefined where nobody else did. */
export function authorOf(passage: PassageFacts, tool: string, notes: readonly FoundNote[], memory: AttributionMemory): Author | undefined {
  for (const { note, isSure } of notes) {
    // The same tool may well have returned the text that the note was taken from.
    const from = note.passages.find((other) => (isSure || other.tool !== tool) && isSaidIn(passage, other, memory));
    if (from === undefined) continue;
    const { agent, session } = note;
    const isEarlier = !memory.notes.includes(note);
    return { origin: { events: [...from.events, ...note.events].slice(-CITED), ...(isEarlier ? { from: { agent, session } } : {}) }, isNamed: from.isNamed === true };
  }
  return undefined;
}

/** Events of a chain of notes: the last ones. */
const CITED = 6;

function isSaidIn({ values, acts, words }: PassageFacts, other: CarriedPassage, { trusted }: AttributionMemory): boolean {
  if (values.some((value) => other.values.includes(value) && !trusted.has(value))) return true;
  if (other.asks === "none" || !acts.some((act) => other.acts.includes(act)) || words.length < FEWEST_WORDS) return false;
  return words.filter((word) => other.words.includes(word)).length * 2 >= words.length;
}

/** A note has no more of the user's word than the text that it was taken from: what he had named he may have meant. */
export function standingOfNoted(author: Author | undefined, handed: HandedOver): HandedOver {
  return author === undefined || handed === "none" ? handed : author.isNamed ? "kind" : "none";
}

/** Those of this session: what it read of others' notes it wrote anew, or not. */
export function carryNotes({ notes }: AttributionMemory): CarriedLabels {
  return { ...NOTHING_CARRIED, notes };
}
