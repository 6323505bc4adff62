// Reads the values of one event and collects what facts are made of: one pass, one budget, nothing kept in clear.
import type { ActionKind } from "../words/event.ts";
import type { FileAccess, UnreadReason } from "../words/facts.ts";
import { type Collected, type Collection, createCollection } from "./collection.ts";
import { commandOfList, commandSlot, hasWordList, isCommandTool } from "./command-slots.ts";
import type { Deployment } from "./deployment.ts";
import { isBytes, textInside } from "./contents.ts";
import { createTextReader, type TextReader, type TextReaderSettings } from "./read-text.ts";
import { LIMITS } from "./limits.ts";
import { remember } from "./remember.ts";
import type { Followed } from "./pieces.ts";
import { isHostHeader, notedPlace, type NotedPlace } from "./noted.ts";
import { isRecordId } from "./record-of.ts";
import { withoutQueries } from "./queries.ts";
import { slotOf } from "./slots.ts";
import { isEntryKey, valueClass } from "./shape.ts";
import { has, TRAIT, traitsOf } from "./text-traits.ts";
import { amountsOf, recipientsOf } from "./value-facts.ts";
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

/** What is known of an action before its values are read. */
export interface ActionSettings {
  readonly kind: ActionKind;
  readonly tool: string;
  /** The folder that relative paths start from, where the action says it. */
  readonly cwd: string | undefined;
  /** What it does with the files that it names. */
  readonly access: FileAccess;
}

/** `action` is absent for observations: what came back names no destinations. */
export function createReader(deployment: Deployment, unread: Set<UnreadReason>, followed: Followed, action?: ActionSettings): Reader {
  return new EventReader(deployment, unread, followed, action);
}

class EventReader implements Reader {
  readonly #unread: Set<UnreadReason>;
  readonly #kind: ActionKind | undefined;
  readonly #runsCommands: boolean;
  /** The target of an action that runs commands, when it is a single word: its other words may stand in a list. */
  #program: string | undefined;
  readonly #collection: Collection;
  readonly #texts: TextReader;
  #isMetadata = false;
  readonly #budget = { nodes: LIMITS.nodes as number, text: LIMITS.text as number };

  constructor(deployment: Deployment, unread: Set<UnreadReason>, followed: Followed, action: ActionSettings | undefined) {
    this.#unread = unread;
    this.#kind = action?.kind;
    this.#runsCommands = action !== undefined && (action.kind === "exec" || (action.kind === "tool_call" && isCommandTool(action.tool)));
    this.#collection = createCollection(deployment, unread, followed);
    const walkParsed: TextReaderSettings["walkParsed"] = (root, at, key, nesting, place) => this.#walk(root, at, key, nesting, place);
    this.#texts = createTextReader(this.#collection, { deployment, budget: this.#budget, unread, isAction: action !== undefined, cwd: action?.cwd, access: action?.access ?? "unknown", walkParsed });
  }

  target(given: unknown): void {
    const value = typeof given === "string" ? given : textInside(given);
    if (value === undefined) return this.#walk(given, "", "target", 0, "argument");
    if (this.#runsCommands && !/\s/.test(value.trim())) this.#program = value.trim();
    const hostSlot = this.#kind === "connect" ? "any" : this.#kind === "file" ? "never" : "none";
    this.#texts.read(value, traitsOf(value), { at: "", key: "", nesting: 0, place: "target", isEncoded: false, isHidden: false, hostSlot, command: this.#runsCommands && this.#program === undefined ? "yes" : "no", isHeader: false, isPathSlot: this.#kind === "file" });
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
    if (this.#program !== undefined) this.#texts.readCommand(this.#program, "");
    return this.#collection.finish();
  }

  #walk(root: unknown, at: string, key: string, nesting: number, place: "argument" | "nested"): void {
    walk(root, at, key, {
      leaf: (leaf) => this.#readLeaf(leaf, nesting, place),
      key: (name, pointer) => this.#readKey(name, pointer, nesting),
      list: (list, listAt, name, parent) => this.#readList(list, listAt, name, parent),
      unread: (reason) => this.#unread.add(reason),
      budget: this.#budget,
    });
  }

  /** The words of one command in a list. */
  #readList(list: readonly unknown[], at: string, key: string, parent: object | undefined): boolean {
    if (typeof list[0] === "object" && list[0] !== null) this.#collection.records(list.length);
    if (this.#kind === undefined) return false;
    const command = commandOfList(list, key, parent, this.#program, this.#runsCommands);
    if (command === undefined) return false;
    this.#program = undefined;
    this.#texts.readCommand(command, at);
    return true;
  }

  #readLeaf(leaf: Leaf, nesting: number, place: "argument" | "nested"): void {
    const { value, at, shapeAt, key } = leaf;
    // Of a result nothing more is read then, whatever is left of it: an action is walked to its end, for its places and types.
    if (this.#kind === undefined && this.#budget.text <= LIMITS.textPerValue) {
      this.#unread.add("too-large");
      this.#budget.nodes = 0;
      return;
    }
    const text = leafText(value);
    // A result that is longer than is read of it has them told for its head and its tail.
    const traits = text === undefined || (this.#kind === undefined && text.length > LIMITS.text) ? 0 : traitsOf(text);
    if (this.#kind === undefined && text !== undefined && isRecordId(text)) this.#collection.record(text, at);
    if (this.#kind !== undefined && place === "argument") {
      const type = valueClass(value);
      this.#collection.shape(`${shapeAt}:${type}`);
      this.#collection.argument(at, type, text ?? "", has(traits, TRAIT.wide));
      for (const amount of amountsOf(value, traits, key, at)) this.#collection.amount(amount);
      if (typeof value === "string") for (const recipient of recipientsOf(value, traits, key, at)) this.#collection.recipient(recipient);
    }
    if (text === undefined) {
      if (typeof value === "bigint") this.#unread.add("too-large");
      return;
    }
    const slot = slotOf(key);
    const isText = typeof value === "string" || isBytesValue(value);
    // A number is a host only where the slot says so: `2130706433` is an address, a count is not.
    if (!isText && !((slot.host === "any" || slot.host === "dotted") && typeof value === "number" && value > 0xffffff)) return this.#readPlain(text, key, at);
    const given = this.#kind === undefined || leaf.isPart ? "no" : commandSlot(key, this.#runsCommands);
    const command = given !== "no" && hasWordList(leaf.parent) ? "no" : given;
    const noted = this.#notedPlace(key, at);
    const hostSlot = noted !== undefined ? "any" : this.#kind === "file" ? "never" : slot.host;
    this.#texts.read(text, traits, { at, key, nesting, place: noted ?? place, isEncoded: false, isHidden: false, hostSlot, command, isHeader: slot.header, isPathSlot: slot.path || (this.#kind === "file" && FILE_NAMES.test(key)) });
  }

  #readPlain(text: string, key: string, at: string): void {
    if (this.#kind === undefined) this.#budget.text -= Math.min(this.#budget.text, text.length + LIMITS.textPerPlain);
    this.#texts.readPlain(text, key, at);
  }

  /** What a connection was seen to resolve to is not an argument of it, also where metadata stands for arguments. */
  #notedPlace(key: string, at: string): NotedPlace | undefined {
    if (this.#kind === undefined) return undefined;
    if (this.#isMetadata && this.#kind === "connect") return notedPlace(at);
    return isHostHeader(key, at) ? "header" : undefined;
  }

  /** Gives the segments that stand for the key in pointers. */
  #readKey(name: string, at: string, nesting: number): { at: string; shape: string } {
    return plainKey(name) ?? segmentsOf(withoutQueries(this.#texts.readKey(name, at, nesting)));
  }
}

/** Of a name that holds nothing to be read. */
const plainKey = remember(2048, (name) => (name.length <= 24 && /^[A-Za-z_ -]*$/.test(name) ? segmentsOf(name) : undefined));

function segmentsOf(key: string): { at: string; shape: string } {
  return { at: key, shape: isEntryKey(key) ? "*" : key };
}

/** What an action on a file calls the file beside its target. */
const FILE_NAMES = /^(?:|name|target|from|to|old|new|link|metadata|value)$/i;

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
