// Reads one text: what it holds of labelled values, hosts, paths, commands and further texts in JSON or an encoding.
import type { FileAccess, UnreadReason } from "../words/facts.ts";
import type { Collection } from "./collection.ts";
import type { Deployment } from "./deployment.ts";
import type { FindWork } from "./destination-finds.ts";
import { recordBefore } from "./record-of.ts";
import { encodedParts, type PartEncoding } from "./encoded-parts.ts";
import { findDestinations, type FindSettings } from "./find-destinations.ts";
import { LIMITS } from "./limits.ts";
import { isMeantAsPath, parsePath } from "./paths.ts";
import { readCommandText } from "./read-command.ts";
import { merge, recogniseByKey } from "./recognise.ts";
import { cutOut } from "./redact.ts";
import type { RecognisedSpan } from "./recogniser.ts";
import type { Slot } from "./slots.ts";
import { remember } from "./remember.ts";
import { has, TRAIT, traitsOf } from "./text-traits.ts";
import { utf8Length } from "./utf8.ts";

export interface TextPlace extends Omit<FindSettings, "hasWords"> {
  readonly at: string;
  /** Nearest object key above. */
  readonly key: string;
  /** How many encodings or JSON strings lie around the text. */
  readonly nesting: number;
  readonly isPathSlot: boolean;
  /** What the slot says of commands. */
  readonly command: Slot["command"];
  /** The text was found in base64, hexadecimal or percent encoding. */
  readonly isEncoded: boolean;
  /** Of these, in a writing that nobody needs to send plain text. */
  readonly isHidden: boolean;
}

/** What any text may have to go through on its way. */
const ORDINARY: ReadonlySet<PartEncoding> = new Set(["percent", "quoted-printable", "escapes", "entities"]);

/** A place of which nothing is said. */
const NOWHERE = { isEncoded: false, isHidden: false, hostSlot: "none", command: "no", isHeader: false, isPathSlot: false } as const;

export interface TextReader {
  /** `traits`: those of the text. */
  read(text: string, traits: number, place: TextPlace): void;
  /** A number, boolean or the like: fingerprinted and shown, not searched for hosts. */
  readPlain(text: string, key: string, at: string): void;
  /** Gives the key without what may not be shown. */
  readKey(key: string, at: string, nesting: number): string;
  /** Looks for hosts alone, in a place where every value is one. */
  readHost(text: string, at: string, place: FindSettings["place"]): void;
  /** A command that stands in several values. */
  readCommand(text: string, at: string): void;
  findSecrets(text: string, at: string): void;
}

export interface TextReaderSettings {
  readonly deployment: Deployment;
  readonly budget: { text: number };
  readonly unread: Set<UnreadReason>;
  readonly isAction: boolean;
  /** The folder that relative paths start from, where it is known. */
  readonly cwd: string | undefined;
  /** What the action does with the files that it names. */
  readonly access: FileAccess;
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

  readonly #work: FindWork = { unread: (reason) => this.#unread(reason), looks: LIMITS.looks };

  readonly #unread = (reason: UnreadReason): void => {
    this.#settings.unread.add(reason);
  };

  /** What the budget still allows of a text: all of it, or its head and its tail. */
  #take(text: string): readonly string[] {
    const cost = text.length + LIMITS.textPerValue;
    if (cost <= this.#settings.budget.text) {
      this.#settings.budget.text -= cost;
      return [text];
    }
    this.#unread("too-large");
    const left = this.#settings.budget.text > LIMITS.textReserve ? this.#settings.budget.text - LIMITS.textReserve : this.#settings.budget.text;
    this.#settings.budget.text -= left;
    const half = left >> 1;
    return half < 64 ? [] : [text.slice(0, half), text.slice(-half)];
  }

  read(text: string, traits: number, place: TextPlace): void {
    for (const piece of this.#take(text)) {
      const own = piece === text ? traits : traitsOf(piece);
      this.#collection.bytes(has(own, TRAIT.wide) ? utf8Length(piece) : piece.length);
      this.#readPiece(piece, own, place, true);
    }
  }

  /** Gives the labelled spans of the piece, those of encoded parts included. */
  #readPiece(text: string, traits: number, place: TextPlace, isShown: boolean): RecognisedSpan[] {
    // What a text names itself comes before what is found inside an encoding of it.
    if (this.#settings.isAction) this.#readTargets(text, traits, place);
    // The values inside are read one by one, with their keys; the text around them says nothing more.
    if (isShown && this.#readJson(text, place)) return [];
    const spans = this.#spansOf(text, traits, place);
    this.#collection.text(text, traits, place.at, place.isHidden);
    if (isShown) this.#collection.excerpt(place.key, text, spans);
    return spans;
  }

  #spansOf(text: string, traits: number, place: TextPlace): RecognisedSpan[] {
    const direct = this.#settings.deployment.recognise(text, traits);
    const byKey = mayNameCredential(place.key) ? recogniseByKey(place.key, text.trim()) : undefined;
    if (byKey !== undefined && direct.length === 0) direct.push({ ...byKey, end: text.length });
    for (const span of direct) this.#collection.labelled(text.slice(span.start, span.end).trim(), span, place.at, this.#settings.isAction || span.label !== "personal" ? undefined : recordBefore(text, span.start));
    if (byKey !== undefined && direct.length > 0) direct.push({ ...byKey, end: text.length });
    if (place.nesting >= LIMITS.nesting) {
      if (encodedParts(text, traits).length > 0) this.#unread("too-deep");
      return merge(direct);
    }
    for (const part of encodedParts(text, traits)) {
      if (part.text.length > this.#settings.budget.text) {
        this.#unread("too-large");
        continue;
      }
      this.#settings.budget.text -= part.text.length;
      const [first] = this.#readPiece(part.text, traitsOf(part.text), { ...NOWHERE, at: place.at, key: "", nesting: place.nesting + 1, place: "nested", isEncoded: true, isHidden: place.isHidden || !ORDINARY.has(part.encoding) }, false);
      if (first === undefined) continue;
      const span = { start: part.start, end: part.end, label: first.label, recogniser: first.recogniser };
      direct.push(span);
      if (part.end - part.start <= 4096) this.#collection.labelled(text.slice(part.start, part.end), span, place.at);
    }
    return direct.length < 2 ? direct : merge(direct);
  }

  #readJson(text: string, place: TextPlace): boolean {
    if (!looksLikeJson(text)) return false;
    if (place.nesting >= LIMITS.nesting) {
      this.#unread("too-deep");
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

  #readTargets(text: string, traits: number, place: TextPlace): void {
    const isWhole = place.command !== "no" && this.#readCommand(text, place.at, place.command === "yes");
    if (this.#collection.hasAllTargets) {
      if (/[.:@/\\%]|[^\u0000-\u007f]/.test(text)) this.#unread("too-many");
      return;
    }
    const settings: FindSettings = { place: place.place, hostSlot: place.hostSlot, isHeader: place.isHeader, hasWords: place.command !== "no" && !isWhole };
    const destinations = findDestinations(text, traits, settings, this.#work);
    for (const found of destinations) this.#collection.destination(found, place.at, this.#safeText);
    const whole = place.isEncoded || isWhole || (!place.isPathSlot && !mayBePath(text, traits)) ? undefined : parsePath(text, place.isPathSlot, this.#settings.cwd);
    if (whole === undefined) return void (place.isPathSlot && destinations.length === 0 && isMeantAsPath(text) && this.#unread("opaque"));
    this.#collection.path(whole, place.isPathSlot ? this.#settings.access : "unknown", place.place === "target" ? "target" : "argument", place.at, this.#safeText);
  }

  readCommand(text: string, at: string): void {
    for (const piece of this.#take(text)) {
      this.findSecrets(piece, at);
      this.#readCommand(piece, at, true);
    }
  }

  /** Gives whether all of it was read as commands. */
  #readCommand(text: string, at: string, isSure: boolean): boolean {
    const readings = readCommandText(text, this.#settings.cwd, isSure, this.#work);
    if (readings === undefined) return false;
    const { commands, files, contacts, isWhole } = readings;
    for (const command of commands) this.#collection.command({ ...command, at });
    for (const { path, access } of files) this.#collection.path(path, access, "argument", at, this.#safeText);
    for (const found of contacts) this.#collection.destination(found, at, this.#safeText);
    return isWhole && commands.length > 0;
  }

  readPlain(text: string, key: string, at: string): void {
    this.#collection.bytes(text.length);
    const spans = text.length < 9 ? [] : this.#settings.deployment.recognise(text);
    const byKey = spans.length === 0 && mayNameCredential(key) ? recogniseByKey(key, text) : undefined;
    if (byKey !== undefined) spans.push(byKey);
    for (const span of spans) this.#collection.labelled(text.slice(span.start, span.end), span, at);
    if (text.length >= 6) this.#collection.text(text, 0, at, false);
    this.#collection.excerpt(key, text, spans);
  }

  readKey(key: string, at: string, nesting: number): string {
    const [head = ""] = this.#take(key);
    this.#collection.bytes(utf8Length(head));
    const spans = this.#readPiece(head, traitsOf(head), { ...NOWHERE, at, key: "", nesting, place: nesting > 0 ? "nested" : "argument" }, false);
    return spans.length === 0 ? head : cutOut(head, spans, head.length + 16);
  }

  readHost(text: string, at: string, place: FindSettings["place"]): void {
    this.findSecrets(text, at);
    for (const piece of this.#take(text)) this.#readTargets(piece, traitsOf(piece), { ...NOWHERE, at, key: "", nesting: 0, place, hostSlot: "any" });
  }

  findSecrets(text: string, at: string): void {
    for (const piece of this.#take(text)) for (const span of this.#settings.deployment.recognise(piece)) this.#collection.labelled(piece.slice(span.start, span.end), span, at);
  }

  /** Cuts labelled values out of a text of which only a part is kept. */
  readonly #safeText = (text: string): string => {
    if (text.length < 12 || (!this.#settings.deployment.hasCanaries && !/[A-Z0-9]/.test(text))) return text;
    const spans = this.#settings.deployment.recognise(text);
    for (const part of encodedParts(text)) {
      const [first] = this.#settings.deployment.recognise(part.text);
      if (first !== undefined) spans.push({ ...first, start: part.start, end: part.end });
    }
    return spans.length === 0 ? text : cutOut(text, merge(spans), text.length + 16);
  };
}

/** A value that no recogniser could take for anything but a credential: names that do not make it one never do. */
const PROBE = "Zk9qLr2Xw7Tb4uHs8Nv3";
const mayNameCredential = remember(2048, (key) => key !== "" && (recogniseByKey(key, PROBE) ?? recogniseByKey(key, "483920")) !== undefined);

/** Anything rooted, and words that may name a file of secrets. */
function mayBePath(text: string, traits: number): boolean {
  if (text.length > 4096) return false;
  if (has(traits, TRAIT.slash | TRAIT.percent | TRAIT.wide) || /^\s*[~$]/.test(text)) return true;
  if (has(traits, TRAIT.space | TRAIT.control) && /\s/.test(text.trim())) return false;
  return has(traits, TRAIT.dot | TRAIT.underscore | TRAIT.query) || /[*[{]|cred|cook|kube|shadow|secret|ident|key|login|web|local|token|pass/i.test(text);
}

/** Begins and ends as an object, a list or a text does. */
function looksLikeJson(text: string): boolean {
  if (text.length < 4) return false;
  let from = 0;
  while (from < 64 && text.charCodeAt(from) <= 0x20) from++;
  if (!JSON_STARTS.has(text.charAt(from))) return false;
  return JSON_ENDS.has(text.slice(-80).trimEnd().slice(-1));
}

const JSON_STARTS: ReadonlySet<string> = new Set(['"', "[", "{"]);
const JSON_ENDS: ReadonlySet<string> = new Set(['"', "]", "}"]);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
