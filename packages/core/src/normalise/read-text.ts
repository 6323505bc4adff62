// Reads one text: what it holds of labelled values, hosts, paths and further texts in JSON or an encoding.
import type { UnreadReason } from "../words/facts.ts";
import type { Collection } from "./collection.ts";
import { encodedParts } from "./encoded-parts.ts";
import { findDestinations, type FindSettings } from "./find-destinations.ts";
import { LIMITS } from "./limits.ts";
import { commandPaths, parsePath } from "./paths.ts";
import { cutOut } from "./redact.ts";
import { merge, recognise, recogniseByKey } from "./recognise.ts";
import type { RecognisedSpan } from "./recogniser.ts";
import { traitsOf } from "./text-traits.ts";
import { utf8Length } from "./utf8.ts";

export interface TextPlace extends FindSettings {
  readonly at: string;
  /** Nearest object key above. */
  readonly key: string;
  /** How many encodings or JSON strings lie around the text. */
  readonly nesting: number;
  readonly isPathSlot: boolean;
  /** The text was found in base64, hexadecimal or percent encoding. */
  readonly isEncoded: boolean;
}

export interface TextReader {
  read(text: string, place: TextPlace): void;
  /** A number, boolean or the like: fingerprinted and shown, not searched for hosts. */
  readPlain(text: string, key: string, at: string): void;
  /** Gives the key without what may not be shown. */
  readKey(key: string, at: string, nesting: number): string;
  /** Looks for hosts alone, in a place where every value is one. */
  readHost(text: string, at: string, place: FindSettings["place"]): void;
  findSecrets(text: string, at: string): void;
}

export interface TextReaderSettings {
  readonly budget: { text: number };
  readonly unread: Set<UnreadReason>;
  readonly isAction: boolean;
  walkParsed(root: unknown, at: string, key: string, nesting: number, place: "argument" | "nested"): void;
}

export function createTextReader(collection: Collection, settings: TextReaderSettings): TextReader {
  return new BudgetedTextReader(collection, settings);
}

class BudgetedTextReader implements TextReader {
  readonly #collection: Collection;
  readonly #settings: TextReaderSettings;

  constructor(collection: Collection, settings: TextReaderSettings) {
    this.#collection = collection;
    this.#settings = settings;
  }

  /** What the budget still allows of a text: all of it, or its head and its tail. */
  #take(text: string): readonly string[] {
    const cost = text.length + LIMITS.textPerValue;
    if (cost <= this.#settings.budget.text) {
      this.#settings.budget.text -= cost;
      return [text];
    }
    this.#settings.unread.add("too-large");
    const left = this.#settings.budget.text > LIMITS.textReserve ? this.#settings.budget.text - LIMITS.textReserve : this.#settings.budget.text;
    this.#settings.budget.text -= left;
    const half = left >> 1;
    return half < 64 ? [] : [text.slice(0, half), text.slice(-half)];
  }

  read(text: string, place: TextPlace): void {
    for (const piece of this.#take(text)) {
      this.#collection.bytes(utf8Length(piece));
      this.#readPiece(piece, place, true);
    }
  }

  /** Gives the labelled spans of the piece, those of encoded parts included. */
  #readPiece(text: string, place: TextPlace, isShown: boolean): RecognisedSpan[] {
    // What a text names itself comes before what is found inside an encoding of it.
    if (this.#settings.isAction) this.#readTargets(text, place);
    // The values inside are read one by one, with their keys; the text around them says nothing more.
    if (isShown && this.#readJson(text, place)) return [];
    const spans = this.#spansOf(text, place);
    this.#collection.text(text);
    if (isShown) this.#collection.excerpt(place.key, text, spans);
    return spans;
  }

  #spansOf(text: string, place: TextPlace): RecognisedSpan[] {
    const direct = recognise(text);
    const byKey = recogniseByKey(place.key, text.trim());
    if (byKey !== undefined && direct.length === 0) direct.push({ ...byKey, end: text.length });
    for (const span of direct) this.#collection.labelled(text.slice(span.start, span.end).trim(), span, place.at);
    if (byKey !== undefined && direct.length > 0) direct.push({ ...byKey, end: text.length });
    if (place.nesting >= LIMITS.nesting) {
      if (encodedParts(text).length > 0) this.#settings.unread.add("too-deep");
      return merge(direct);
    }
    for (const part of encodedParts(text)) {
      if (part.text.length > this.#settings.budget.text) {
        this.#settings.unread.add("too-large");
        continue;
      }
      this.#settings.budget.text -= part.text.length;
      const nested: TextPlace = { ...place, key: "", nesting: place.nesting + 1, place: "nested", isEncoded: true, hostSlot: "none", isCommand: false, isHeader: false, isPathSlot: false };
      const [first] = this.#readPiece(part.text, nested, false);
      if (first === undefined) continue;
      const span = { start: part.start, end: part.end, label: first.label, recogniser: first.recogniser };
      direct.push(span);
      if (part.end - part.start <= 4096) this.#collection.labelled(text.slice(part.start, part.end), span, place.at);
    }
    return direct.length < 2 ? direct : merge(direct);
  }

  #readJson(text: string, place: TextPlace): boolean {
    const start = /^\s{0,64}["[{]/.exec(text.slice(0, 80))?.[0].at(-1);
    if (start === undefined || text.length < 4) return false;
    if (!/["}\]]$/.test(text.slice(-80).trimEnd())) return false;
    if (place.nesting >= LIMITS.nesting) {
      this.#settings.unread.add("too-deep");
      return false;
    }
    const parsed = parseJson(text);
    if (typeof parsed === "string" ? parsed === text : typeof parsed !== "object" || parsed === null) return false;
    // Many frameworks hand over all arguments as one JSON text: those are the arguments, not something hidden in them.
    // The same text is not paid for twice: its values are read now.
    this.#settings.budget.text += text.length;
    this.#settings.walkParsed(parsed, place.at, place.key, place.nesting + 1, place.at === "" && place.place === "argument" ? "argument" : "nested");
    return true;
  }

  #readTargets(text: string, place: TextPlace): void {
    if (this.#collection.hasAllTargets) {
      if (/[.:@/\\%]|[^\u0000-\u007f]/.test(text)) this.#settings.unread.add("too-many");
      return;
    }
    const unread = (reason: UnreadReason): unknown => this.#settings.unread.add(reason);
    for (const found of findDestinations(text, traitsOf(text), place, unread)) this.#collection.destination(found, place.at, safeText);
    const whole = place.isEncoded ? undefined : parsePath(text, place.isPathSlot);
    if (whole !== undefined) this.#collection.path(whole, place.place === "target" ? "target" : "argument", place.at, safeText);
    if (!place.isCommand) return;
    for (const path of commandPaths(text)) if (path.path !== whole?.path) this.#collection.path(path, "mention", place.at, safeText);
  }

  readPlain(text: string, key: string, at: string): void {
    this.#collection.bytes(text.length);
    const spans = text.length < 9 ? [] : recognise(text);
    const byKey = spans.length === 0 ? recogniseByKey(key, text) : undefined;
    if (byKey !== undefined) spans.push(byKey);
    for (const span of spans) this.#collection.labelled(text.slice(span.start, span.end), span, at);
    if (text.length >= 6) this.#collection.text(text);
    this.#collection.excerpt(key, text, spans);
  }

  readKey(key: string, at: string, nesting: number): string {
    const [head = ""] = this.#take(key);
    this.#collection.bytes(utf8Length(head));
    const spans = this.#readPiece(head, { at, key: "", nesting, place: nesting > 0 ? "nested" : "argument", isEncoded: false, hostSlot: "none", isCommand: false, isHeader: false, isPathSlot: false }, false);
    return spans.length === 0 ? head : cutOut(head, spans, head.length + 16);
  }

  readHost(text: string, at: string, place: FindSettings["place"]): void {
    this.findSecrets(text, at);
    for (const piece of this.#take(text)) this.#readTargets(piece, { at, key: "", nesting: 0, place, isEncoded: false, hostSlot: "any", isCommand: false, isHeader: false, isPathSlot: false });
  }

  findSecrets(text: string, at: string): void {
    for (const piece of this.#take(text)) for (const span of recognise(piece)) this.#collection.labelled(piece.slice(span.start, span.end), span, at);
  }
}

/** Cuts labelled values out of a text of which only a part is kept. */
function safeText(text: string): string {
  if (text.length < 12) return text;
  const spans = recognise(text);
  for (const part of encodedParts(text)) {
    const [first] = recognise(part.text);
    if (first !== undefined) spans.push({ ...first, start: part.start, end: part.end });
  }
  return spans.length === 0 ? text : cutOut(text, merge(spans), text.length + 16);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
