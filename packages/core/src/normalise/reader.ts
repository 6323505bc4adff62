// Reads the values of one event and collects what facts are made of: one pass, one budget, nothing kept in clear.
import type { ActionKind } from "../words/event.ts";
import type { ContentFacts, DestinationFacts, PathFacts, UnreadReason } from "../words/facts.ts";
import { createCollection } from "./collection.ts";
import { createTextReader } from "./read-text.ts";
import type { Fingerprinter } from "./fingerprint.ts";
import { LIMITS } from "./limits.ts";
import { slotOf } from "./slots.ts";
import { isEntryKey, valueClass } from "./shape.ts";
import { decodeUtf8 } from "./utf8.ts";
import { isBytes, walk, type Leaf, type Walk } from "./walk.ts";

export interface Reader {
  /** The action's own target; anything but a string is walked. */
  target(value: unknown): void;
  /** Any value; `at` is its pointer, `key` the name it has. */
  value(root: unknown, at: string, key: string): void;
  /** Looks for labelled values in a name without making it content. */
  secretsOf(text: string): void;
  /** Without any value that was labelled in this event so far. */
  redact(text: string): string;
  finish(): { destinations: DestinationFacts[]; paths: PathFacts[]; shape: string; content: ContentFacts };
}

/** `kind` is undefined for observations: what came back names no destinations. */
export function createReader(fingerprinter: Fingerprinter, unread: Set<UnreadReason>, kind: ActionKind | undefined): Reader {
  const collection = createCollection(fingerprinter, unread);
  const budget = { nodes: LIMITS.nodes as number, text: LIMITS.text as number };
  const texts = createTextReader(collection, { budget, unread, isAction: kind !== undefined, walkParsed });

  function readLeaf(leaf: Leaf, nesting: number, place: "argument" | "nested"): void {
    const { value, at, key } = leaf;
    if (kind !== undefined && place === "argument") collection.shape(`${leaf.shapeAt}:${valueClass(value)}`);
    const text = leafText(value);
    if (text === undefined) return;
    const slot = slotOf(key);
    const isText = typeof value === "string" || isBytesValue(value);
    // A number is a host only where the slot says so: `2130706433` is an address, a count is not.
    if (!isText && !(slot.host && typeof value === "number" && value > 0xffffff)) return texts.readPlain(text, key, at);
    const isCommand = slot.command || kind === "exec";
    texts.read(text, { at, key, nesting, place, isEncoded: false, isHostSlot: slot.host, isCommand, isPathSlot: slot.path || kind === "file" });
  }

  function walkParsed(root: unknown, at: string, key: string, nesting: number, place: "argument" | "nested"): void {
    const out: Walk = {
      leaf: (leaf) => readLeaf(leaf, nesting, place),
      key: (name, pointer) => readKey(name, pointer, nesting),
      unread: (reason) => unread.add(reason),
      budget,
    };
    walk(root, at, key, out);
  }

  /** Gives the segment that stands for the key in pointers. */
  function readKey(name: string, at: string, nesting: number): { at: string; shape: string } {
    const isPlain = name.length <= 24 && /^[A-Za-z_ -]*$/.test(name);
    const safe = isPlain ? name : texts.readKey(name, at, nesting);
    return { at: safe, shape: isEntryKey(safe) ? "*" : safe };
  }

  return {
    target(value) {
      if (typeof value !== "string") return walkParsed(value, "", "target", 0, "argument");
      const isConnect = kind === "connect";
      texts.read(value, { at: "", key: "", nesting: 0, place: "target", isEncoded: false, isHostSlot: isConnect, isCommand: kind === "exec", isPathSlot: kind === "file" });
    },
    value: (root, at, key) => walkParsed(root, at, key, 0, "argument"),
    secretsOf: (text) => texts.findSecrets(text, ""),
    redact: (text) => collection.redact(text),
    finish: () => collection.finish(),
  };
}

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
    case "bigint":
      return String(value);
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
