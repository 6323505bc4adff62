// Visits every value inside a value: no recursion, no call into the value's own methods but its getters, bounded.
import type { UnreadReason } from "../words/facts.ts";
import { LIMITS } from "./limits.ts";
import { childPointer } from "./pointer.ts";

export interface Leaf {
  readonly value: unknown;
  readonly at: string;
  /** The same pointer with array indexes as `*`. */
  readonly shapeAt: string;
  /** Nearest object key above; `""` at the root. */
  readonly key: string;
}

export interface Walk {
  readonly leaf: (leaf: Leaf) => void;
  /** Gives the segments that stand for the key in `at` and in `shapeAt`. */
  readonly key: (key: string, at: string) => { readonly at: string; readonly shape: string };
  readonly unread: (reason: UnreadReason) => void;
  /** Shared by all walks of one event. */
  readonly budget: { nodes: number };
}

type Children = Iterator<readonly [key: string | number, read: () => unknown]>;
interface Frame {
  readonly children: Children;
  readonly container: object;
  readonly at: string;
  readonly shapeAt: string;
  readonly key: string;
}

/**
 * Calls `leaf` for every value that is not a container (an empty container is a leaf too) and `key` for every object key,
 * in document order. Never throws: what throws is skipped and said.
 */
export function walk(root: unknown, at: string, key: string, out: Walk): void {
  const open = new WeakSet<object>();
  const frames: Frame[] = [];
  try {
    visit({ value: root, at, shapeAt: at, key }, frames, open, out);
  } catch {
    return out.unread("threw");
  }
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    if (out.budget.nodes <= 0) return out.unread("too-many");
    const next = nextChild(frame, out);
    if (next === undefined) {
      frames.pop();
      open.delete(frame.container);
      continue;
    }
    const [name, read] = next;
    const isIndex = typeof name === "number";
    const segment = isIndex ? { at: name, shape: "*" } : out.key(name, frame.at);
    const childAt = childPointer(frame.at, segment.at);
    const shapeAt = segment.at === segment.shape && frame.at === frame.shapeAt ? childAt : childPointer(frame.shapeAt, segment.shape);
    try {
      visit({ value: read(), at: childAt, shapeAt, key: isIndex ? frame.key : name }, frames, open, out);
    } catch {
      out.unread("threw");
    }
  }
}

function nextChild(frame: Frame, out: Walk): readonly [string | number, () => unknown] | undefined {
  try {
    const next = frame.children.next();
    return next.done === true ? undefined : next.value;
  } catch {
    out.unread("threw");
    return undefined;
  }
}

function visit(leaf: Leaf, frames: Frame[], open: WeakSet<object>, out: Walk): void {
  out.budget.nodes--;
  const { value } = leaf;
  if (typeof value !== "object" || value === null || isBytes(value) || value instanceof Date) return out.leaf(leaf);
  if (open.has(value)) return out.unread("cycle");
  if (frames.length >= LIMITS.depth) return out.unread("too-deep");
  const children = childrenOf(value, out);
  if (children === undefined) return out.leaf(leaf);
  open.add(value);
  frames.push({ children, container: value, at: leaf.at, shapeAt: leaf.shapeAt, key: leaf.key });
}

/** Bytes are read as one text, not as numbers. */
export function isBytes(value: object): value is ArrayBufferView | ArrayBuffer {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
}

function childrenOf(value: object, out: Walk): Children | undefined {
  if (Array.isArray(value)) return value.length === 0 ? undefined : elements(value, out);
  if (value instanceof Map) return entriesOf(value, out);
  if (value instanceof Set) return membersOf(value, out);
  const keys = Object.keys(value);
  // An error's message and stack are not enumerable.
  if (value instanceof Error) keys.push("message", "name", "cause");
  return keys.length === 0 ? undefined : properties(value as Record<string, unknown>, keys, out);
}

function* elements(array: readonly unknown[], out: Walk): Children {
  const { length } = array;
  const half = LIMITS.children / 2;
  const isCut = length > LIMITS.children;
  if (isCut) out.unread("too-many");
  for (let i = 0; i < length; i++) {
    if (isCut && i === half) i = length - half;
    if (isCut && !(i in array)) continue;
    yield [i, () => array[i]];
  }
}

function* properties(value: Readonly<Record<string, unknown>>, keys: readonly string[], out: Walk): Children {
  for (const [index, key] of keys.entries()) {
    if (index >= LIMITS.children) return out.unread("too-many");
    yield [key, () => value[key]];
  }
}

function* entriesOf(map: ReadonlyMap<unknown, unknown>, out: Walk): Children {
  let index = 0;
  for (const [key, value] of Map.prototype.entries.call(map) as MapIterator<[unknown, unknown]>) {
    if (index++ >= LIMITS.children) return out.unread("too-many");
    if (typeof key === "object" && key !== null) yield [index, () => key];
    yield [typeof key === "object" || typeof key === "function" || typeof key === "symbol" ? index : String(key), () => value];
  }
}

function* membersOf(set: ReadonlySet<unknown>, out: Walk): Children {
  let index = 0;
  for (const value of Set.prototype.values.call(set) as SetIterator<unknown>) {
    if (index >= LIMITS.children) return out.unread("too-many");
    yield [index++, () => value];
  }
}
