// Reads the values of one event and collects what facts are made of: one pass, one budget, nothing kept in clear.
import type { ActionKind } from "../words/event.ts";
import type { UnreadReason } from "../words/facts.ts";
import { type Collected, type Collection, createCollection } from "./collection.ts";
import { isBytes, textInside } from "./contents.ts";
import { createTextReader, type TextReader, type TextReaderSettings } from "./read-text.ts";
import type { Fingerprinter } from "./fingerprint.ts";
import { LIMITS } from "./limits.ts";
import { isHostHeader, notedPlace, type NotedPlace } from "./noted.ts";
import { withoutQueries } from "./queries.ts";
import { slotOf } from "./slots.ts";
import { isEntryKey, valueClass } from "./shape.ts";
import { decodeUtf8 } from "./utf8.ts";
import { walk, type Leaf } from "./walk.ts";

export interface Reader {
  /** The action's own target; anything but a string is walked. */
  target(value: unknown): void;
  /** Any value; `at` is its pointer, `key` the name it has. */
  value(root: unknown, at: string, key: string): void;
  /** Metadata in the place of arguments. */
  metadata(root: unknown): void;
  /** Hosts alone, found where an attachment noted them. */
  noted(root: unknown, at: string, place: NotedPlace): void;
  /** Looks for labelled values in a name without making it content. */
  secretsOf(text: string): void;
  /** Without any value that was labelled in this event so far. */
  redact(text: string): string;
  finish(): Collected;
}

/** `kind` is undefined for observations: what came back names no destinations. */
export function createReader(fingerprinter: Fingerprinter, unread: Set<UnreadReason>, kind: ActionKind | undefined): Reader {
  return new EventReader(fingerprinter, unread, kind);
}

class EventReader implements Reader {
  readonly #unread: Set<UnreadReason>;
  readonly #kind: ActionKind | undefined;
  readonly #collection: Collection;
  readonly #texts: TextReader;
  #isMetadata = false;
  readonly #budget = { nodes: LIMITS.nodes as number, text: LIMITS.text as number };

  constructor(fingerprinter: Fingerprinter, unread: Set<UnreadReason>, kind: ActionKind | undefined) {
    this.#unread = unread;
    this.#kind = kind;
    this.#collection = createCollection(fingerprinter, unread);
    const walkParsed: TextReaderSettings["walkParsed"] = (root, at, key, nesting, place) => this.#walk(root, at, key, nesting, place);
    this.#texts = createTextReader(this.#collection, { budget: this.#budget, unread, isAction: kind !== undefined, walkParsed });
  }

  target(given: unknown): void {
    const value = typeof given === "string" ? given : textInside(given);
    if (value === undefined) return this.#walk(given, "", "target", 0, "argument");
    const hostSlot = this.#kind === "connect" ? "any" : this.#kind === "file" ? "never" : "none";
    this.#texts.read(value, { at: "", key: "", nesting: 0, place: "target", isEncoded: false, hostSlot, isCommand: this.#kind === "exec", isHeader: false, isPathSlot: this.#kind === "file" });
  }

  value(root: unknown, at: string, key: string): void {
    this.#walk(root, at, key, 0, "argument");
  }

  metadata(root: unknown): void {
    this.#isMetadata = true;
    this.#walk(root, "/metadata", "metadata", 0, "argument");
    this.#isMetadata = false;
  }

  noted(root: unknown, at: string, place: NotedPlace): void {
    if (root === undefined || root === null) return;
    walk(root, at, "", {
      leaf: ({ value, at: leafAt }) => typeof value === "string" && this.#texts.readHost(value, leafAt, place),
      key: (name, pointer) => this.#readKey(name, pointer, 0),
      unread: (reason) => this.#unread.add(reason),
      budget: this.#budget,
    });
  }

  secretsOf(text: string): void {
    this.#texts.findSecrets(text, "");
  }

  redact(text: string): string {
    return this.#collection.redact(text);
  }

  finish(): Collected {
    return this.#collection.finish();
  }

  #walk(root: unknown, at: string, key: string, nesting: number, place: "argument" | "nested"): void {
    walk(root, at, key, {
      leaf: (leaf) => this.#readLeaf(leaf, nesting, place),
      key: (name, pointer) => this.#readKey(name, pointer, nesting),
      unread: (reason) => this.#unread.add(reason),
      budget: this.#budget,
    });
  }

  #readLeaf({ value, at, shapeAt, key }: Leaf, nesting: number, place: "argument" | "nested"): void {
    const text = leafText(value);
    if (this.#kind !== undefined && place === "argument") {
      const type = valueClass(value);
      this.#collection.shape(`${shapeAt}:${type}`);
      this.#collection.argument(at, type, text ?? "");
    }
    if (text === undefined) {
      if (typeof value === "bigint") this.#unread.add("too-large");
      return;
    }
    const slot = slotOf(key);
    const isText = typeof value === "string" || isBytesValue(value);
    // A number is a host only where the slot says so: `2130706433` is an address, a count is not.
    if (!isText && !((slot.host === "any" || slot.host === "dotted") && typeof value === "number" && value > 0xffffff)) return this.#texts.readPlain(text, key, at);
    const isCommand = slot.command || this.#kind === "exec";
    const noted = this.#notedPlace(key, at);
    const hostSlot = noted !== undefined ? "any" : this.#kind === "file" ? "never" : slot.host;
    this.#texts.read(text, { at, key, nesting, place: noted ?? place, isEncoded: false, hostSlot, isCommand, isHeader: slot.header, isPathSlot: slot.path || this.#kind === "file" });
  }

  /** What a connection was seen to resolve to is not an argument of it, also where metadata stands for arguments. */
  #notedPlace(key: string, at: string): NotedPlace | undefined {
    if (this.#kind === undefined) return undefined;
    if (this.#isMetadata && this.#kind === "connect") return notedPlace(at);
    return isHostHeader(key, at) ? "header" : undefined;
  }

  /** Gives the segments that stand for the key in pointers. */
  #readKey(name: string, at: string, nesting: number): { at: string; shape: string } {
    const isPlain = name.length <= 24 && /^[A-Za-z_ -]*$/.test(name);
    const safe = isPlain ? name : withoutQueries(this.#texts.readKey(name, at, nesting));
    return { at: safe, shape: isEntryKey(safe) ? "*" : safe };
  }
}

const HUGE = 2n ** 1024n;

function isBytesValue(value: unknown): boolean {
  return typeof value === "object" && value !== null && isBytes(value);
}

/** What a leaf says as text. Never calls a method of the value itself. */
function leafText(value: unknown): string | undefined {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "boolean":
      return String(value);
    case "bigint":
      // Writing out a huge one takes time with the square of its length.
      return value > -HUGE && value < HUGE ? String(value) : undefined;
    case "symbol":
      return value.description;
    case "object":
      if (value === null) return undefined;
      if (value instanceof Date) return dateText(value);
      return isBytes(value) ? bytesText(value) : undefined;
    default:
      return undefined;
  }
}

function dateText(value: Date): string | undefined {
  const time = Number(Date.prototype.getTime.call(value));
  return Number.isNaN(time) ? undefined : Date.prototype.toISOString.call(value);
}

/** UTF-8 if it is that, else one character a byte: keys and hosts are ASCII either way. */
function bytesText(value: ArrayBufferView | ArrayBuffer): string {
  const all = ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : new Uint8Array(value);
  const half = LIMITS.text / 2;
  const isCut = all.length > LIMITS.text;
  if (!isCut) return decodeUtf8(all) ?? latin(all);
  return latin(all.subarray(0, half)) + "\n".repeat(LIMITS.text) + latin(all.subarray(-half));
}

function latin(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 8192) parts.push(String.fromCharCode(...bytes.subarray(i, i + 8192)));
  return parts.join("");
}
