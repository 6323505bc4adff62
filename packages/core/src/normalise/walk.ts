// Visits every value inside a value: no recursion, no call into the value's own methods but its getters, bounded.
import type { UnreadReason } from "../words/facts.ts";
import { type Contents, contentsOf, isConversion } from "./contents.ts";
import { LIMITS } from "./limits.ts";
import { childPointer } from "./pointer.ts";
import { credentialKind } from "./recognisers/assignment.ts";
import { remember } from "./remember.ts";

export interface Leaf {
  readonly value: unknown;
  readonly at: string;
  /** The same pointer with array indexes as `*`. */
  readonly shapeAt: string;
  /** Nearest object key above; `""` at the root. */
  readonly key: string;
  /** Part of a list that was read as one value. */
  readonly isPart: boolean;
  /** What holds it. */
  readonly parent: object | undefined;
}

export interface Walk {
  readonly leaf: (leaf: Leaf) => void;
  /** Gives the segments that stand for the key in `at` and in `shapeAt`. */
  readonly key: (key: string, at: string) => { readonly at: string; readonly shape: string };
  /** Told of every list before its elements, with the object that holds it; true when the list as a whole was read as one value. */
  readonly list?: (list: readonly unknown[], at: string, key: string, parent: object | undefined) => boolean;
  readonly unread: (reason: UnreadReason) => void;
  /** Shared by all walks of one event. */
  readonly budget: { nodes: number };
}

interface Frame {
  readonly contents: Exclude<Contents, { kind: "leaf" }>;
  readonly container: object;
  readonly at: string;
  readonly shapeAt: string;
  readonly key: string;
  /** How many getters of classes gave a value above. */
  readonly computed: number;
  readonly isPart: boolean;
  next: number;
}

/** Above this many levels a set answers whether a container is open, below it the frames do. */
const FEW = 32;
/** Getters may make new objects at each call: an endless chain of them ends here. */
const COMPUTED = 4;
/** Names that say nothing of what the value is for: the name above them does. */
const VALUE_NAMES: ReadonlySet<string> = new Set(["value", "values", "val", "raw", "plain", "plaintext", "string"]);

const namesCredential = remember(1024, (name) => credentialKind(name, "Zk9qLr2Xw7Tb4uHs8Nv3") !== undefined);

/**
 * Calls `leaf` for every value that is not a container (an empty container is a leaf too) and `key` for every object key,
 * in document order. Never throws: what throws is skipped and said.
 */
export function walk(root: unknown, at: string, key: string, out: Walk): void {
  new Walker(out).walk(root, at, key);
}

class Walker {
  readonly #out: Walk;
  readonly #frames: Frame[] = [];
  #open: Set<object> | undefined;

  constructor(out: Walk) {
    this.#out = out;
  }

  walk(root: unknown, at: string, key: string): void {
    const frames = this.#frames;
    this.#visit(root, at, at, key, 0);
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      if (this.#out.budget.nodes <= 0) return this.#out.unread("too-many");
      if (frame.next < lengthOf(frame.contents)) {
        this.#step(frame, frame.next++);
        continue;
      }
      frames.pop();
      this.#open?.delete(frame.container);
    }
  }

  #step(frame: Frame, index: number): void {
    const { contents } = frame;
    if (contents.kind === "list") return this.#element(frame, contents, index);
    const name = contents.names[index] ?? "";
    if (typeof name === "number") return this.#child(frame, name, contents.kind === "entries" ? contents.values[index] : undefined);
    const shown = typeof name === "symbol" ? (name.description ?? "") : name;
    if (index >= LIMITS.children) {
      frame.next = Number.POSITIVE_INFINITY;
      return this.#out.unread("too-many");
    }
    const segment = this.#out.key(shown, frame.at);
    const at = childPointer(frame.at, segment.at);
    const shapeAt = segment.at === segment.shape && frame.at === frame.shapeAt ? at : childPointer(frame.shapeAt, segment.shape);
    if (contents.kind === "entries") return this.#visit(contents.values[index], at, shapeAt, shown, frame.computed);
    try {
      const value = this.#property(contents, name);
      const computed = frame.computed + (index >= contents.computed ? 1 : 0);
      const key = VALUE_NAMES.has(shown) ? (this.#siblingName(contents) ?? (frame.key === "" ? shown : frame.key)) : shown;
      this.#visit(value, at, shapeAt, key, computed);
    } catch {
      this.#out.unread("threw");
    }
  }

  #element(frame: Frame, { list, length }: Extract<Contents, { kind: "list" }>, index: number): void {
    if (length > LIMITS.children) {
      if (index === 0) this.#out.unread("too-many");
      const half = LIMITS.children / 2;
      if (index === half) frame.next = length - half;
      // A hole costs less than a value, but not nothing.
      this.#out.budget.nodes -= 0.125;
      if (index === half || !this.#has(list, index)) return;
    }
    try {
      this.#visit(list[index], childPointer(frame.at, index), childPointer(frame.shapeAt, "*"), this.#optionName(list, index) ?? frame.key, frame.computed);
    } catch {
      this.#out.unread("threw");
    }
  }

  /** `["--password", …]` and `["Authorization", …]`: what the element before calls it, where that is the name of a credential. */
  #optionName(list: readonly unknown[], index: number): string | undefined {
    const before = index === 0 || typeof list[index] !== "string" ? undefined : list[index - 1];
    if (typeof before !== "string" || before.length > 40 || (index !== 1 && !before.startsWith("-"))) return undefined;
    const name = /^-{0,2}([A-Za-z][\w-]{2,38})$/.exec(before)?.[1];
    return name !== undefined && namesCredential(name) ? name : undefined;
  }

  #has(list: readonly unknown[], index: number): boolean {
    try {
      return index in list;
    } catch {
      this.#out.unread("threw");
      return false;
    }
  }

  #child(frame: Frame, index: number, value: unknown): void {
    this.#visit(value, childPointer(frame.at, index), childPointer(frame.shapeAt, "*"), frame.key, frame.computed);
  }

  #property({ source, isPlain }: Extract<Contents, { kind: "properties" }>, name: string | symbol): unknown {
    const descriptor = isPlain ? Reflect.getOwnPropertyDescriptor(source, name) : undefined;
    const value = (source as Readonly<Record<string | symbol, unknown>>)[name];
    if (descriptor === undefined) return value;
    // A proxy that answers otherwise than its target is told by the same words as a getter.
    if (descriptor.get !== undefined || (typeof value !== "object" && !Object.is(value, descriptor.value))) this.#out.unread("accessor");
    if (typeof value === "function" && isConversion(name)) this.#out.unread("opaque");
    return value;
  }

  /** `{ "name": "password", "value": … }`: the name is what the value is called. */
  #siblingName({ source, isPlain }: Extract<Contents, { kind: "properties" }>): string | undefined {
    if (!isPlain) return undefined;
    for (const key of ["name", "key", "field", "header"]) {
      const name: unknown = Reflect.getOwnPropertyDescriptor(source, key)?.value;
      if (typeof name === "string" && name.length <= 64) return name;
    }
    return undefined;
  }

  #visit(value: unknown, at: string, shapeAt: string, key: string, computed: number): void {
    const out = this.#out;
    out.budget.nodes--;
    if (typeof value !== "object" || value === null) return this.#leaf(value, at, shapeAt, key);
    if (this.#isOpen(value)) return out.unread("cycle");
    if (this.#frames.length >= LIMITS.depth || computed > COMPUTED) return out.unread("too-deep");
    let contents: Contents;
    try {
      contents = contentsOf(value, out.budget.nodes, out.unread);
    } catch {
      return out.unread("threw");
    }
    if (contents.kind === "leaf") return this.#leaf(contents.value, at, shapeAt, key);
    const parent = this.#frames.at(-1)?.container;
    const isPart = contents.kind === "list" && out.list !== undefined && this.#isReadWhole(contents.list, at, key, parent);
    this.#open?.add(value);
    this.#frames.push({ contents, container: value, at, shapeAt, key, computed, isPart, next: 0 });
  }

  #leaf(value: unknown, at: string, shapeAt: string, key: string): void {
    const frame = this.#frames.at(-1);
    this.#out.leaf({ value, at, shapeAt, key, isPart: frame?.isPart === true, parent: frame?.container });
  }

  #isReadWhole(list: readonly unknown[], at: string, key: string, parent: object | undefined): boolean {
    try {
      return this.#out.list?.(list, at, key, parent) === true;
    } catch {
      this.#out.unread("threw");
      return false;
    }
  }

  #isOpen(value: object): boolean {
    const frames = this.#frames;
    if (this.#open !== undefined) return this.#open.has(value);
    if (frames.length < FEW) {
      for (const { container } of frames) if (container === value) return true;
      return false;
    }
    this.#open = new Set(frames.map(({ container }) => container));
    return this.#open.has(value);
  }
}

function lengthOf(contents: Frame["contents"]): number {
  return contents.kind === "list" ? contents.length : contents.names.length;
}
