// What a value holds, read from outside: no method of its own is called but getters and, for lists of pairs, `entries`.
import type { UnreadReason } from "../words/facts.ts";
import { LIMITS } from "./limits.ts";

export type Contents =
  /** Nothing inside: a text, a number, bytes, a date, an empty container. */
  | { readonly kind: "leaf"; readonly value: unknown }
  | { readonly kind: "list"; readonly list: readonly unknown[]; readonly length: number }
  | { readonly kind: "entries"; readonly names: readonly (string | number)[]; readonly values: readonly unknown[] }
  /** `computed`: from this name on the value comes from a getter of the class. */
  | { readonly kind: "properties"; readonly names: readonly (string | symbol)[]; readonly source: object; readonly isPlain: boolean; readonly computed: number };

/** How many prototypes are looked through, and how many names of one. */
const CHAIN = { levels: 8, names: 256 } as const;
const BOXES: readonly (readonly [new (value: never) => object, (this: never) => unknown])[] = [
  [String as never, String.prototype.valueOf as never],
  [Number as never, Number.prototype.valueOf as never],
  [Boolean as never, Boolean.prototype.valueOf as never],
];

/** May throw whatever a proxy or a getter throws. `limit`: how many entries are still worth reading. */
export function contentsOf(value: object, limit: number, unread: (reason: UnreadReason) => void): Contents {
  if (isBytes(value) || value instanceof Date) return { kind: "leaf", value };
  if (Array.isArray(value)) return contentsOfList(value, unread);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (isRoot(prototype)) {
    const names = Reflect.ownKeys(value);
    return names.length === 0 ? { kind: "leaf", value } : { kind: "properties", names, source: value, isPlain: true, computed: names.length };
  }
  if (value instanceof Map) return entriesOf(value, Map.prototype.entries.call(value) as Iterator<unknown>, limit, unread);
  if (value instanceof Set) return entriesOf(value, valuesOf(value), limit, unread);
  return contentsOfInstance(value, limit, unread);
}

/** Bytes are read as one text, not as numbers. */
export function isBytes(value: object): value is ArrayBufferView | ArrayBuffer {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
}

/** Of a text in an object (`new String`, `new URL`): the text. Undefined for everything else. Never throws. */
export function textInside(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    const contents = contentsOf(value, 0, () => undefined);
    return contents.kind === "leaf" && typeof contents.value === "string" ? contents.value : undefined;
  } catch {
    return undefined;
  }
}

/** `Object.prototype` of this realm or another, or none at all. */
function isRoot(prototype: unknown): boolean {
  if (prototype === Object.prototype || prototype === null) return true;
  return typeof prototype === "object" && Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "isPrototypeOf") && Object.hasOwn(prototype, "__lookupGetter__");
}

function contentsOfList(list: readonly unknown[], unread: (reason: UnreadReason) => void): Contents {
  const claimed: unknown = list.length;
  // INVARIANT: no array is longer than this; a proxy may claim any number.
  const length = typeof claimed === "number" && claimed > 0 ? Math.min(Math.floor(claimed), 2 ** 32 - 1) : 0;
  if (length !== claimed) unread("opaque");
  if (length > LIMITS.children) return { kind: "list", list, length };
  const names = Object.keys(list);
  // Beside its elements an array may have properties.
  if (names.length === 0 || !hasNames(names)) return length === 0 ? { kind: "leaf", value: list } : { kind: "list", list, length };
  return { kind: "properties", names, source: list, isPlain: true, computed: names.length };
}

/** Names stand after the indexes. */
function hasNames(names: readonly string[]): boolean {
  return !/^[0-9]+$/.test(names.at(-1) ?? "0");
}

function* valuesOf(set: ReadonlySet<unknown>): Iterator<unknown> {
  let index = 0;
  for (const value of Set.prototype.values.call(set) as SetIterator<unknown>) yield [index++, value];
}

function entriesOf(value: object, entries: Iterator<unknown>, limit: number, unread: (reason: UnreadReason) => void): Contents {
  const names: (string | number)[] = [];
  const values: unknown[] = [];
  const put = (name: unknown, entry: unknown): void => {
    const isName = typeof name === "string" || typeof name === "number" || typeof name === "boolean" || typeof name === "bigint";
    if (typeof name === "object" && name !== null) {
      names.push(values.length);
      values.push(name);
    }
    names.push(typeof name === "number" || !isName ? values.length : String(name));
    values.push(entry);
  };
  const most = Math.min(LIMITS.children, limit);
  for (let next = entries.next(); next.done !== true; next = entries.next()) {
    if (values.length >= most) {
      unread("too-many");
      break;
    }
    const pair: unknown = next.value;
    if (Array.isArray(pair) && pair.length === 2) put(pair[0], pair[1]);
    else put(undefined, pair);
  }
  for (const name of Object.keys(value)) put(name, (value as Readonly<Record<string, unknown>>)[name]);
  return values.length === 0 ? { kind: "leaf", value } : { kind: "entries", names, values };
}

function contentsOfInstance(value: object, limit: number, unread: (reason: UnreadReason) => void): Contents {
  for (const [box, open] of BOXES) {
    if (value instanceof box) {
      if (changesItself(value)) unread("opaque");
      return { kind: "leaf", value: Reflect.apply(open, value, []) };
    }
  }
  const own = Reflect.ownKeys(value).filter((name) => name !== "stack");
  const record = value as Readonly<Record<string, unknown>>;
  const hasOwn = own.some((name) => typeof name === "string");
  if (!hasOwn) {
    if (typeof record["href"] === "string") return { kind: "leaf", value: record["href"] };
    if (typeof record["entries"] === "function" && typeof (value as Readonly<Record<symbol, unknown>>)[Symbol.iterator] === "function") {
      return entriesOf(value, Reflect.apply(record["entries"] as () => Iterator<unknown>, value, []), limit, unread);
    }
    if (isRequest(record)) return { kind: "properties", names: ["method", "url", "headers"], source: value, isPlain: false, computed: 0 };
    unread("opaque");
  }
  const names = [...own, ...inheritedNames(value, new Set(own), unread)];
  return names.length === 0 ? { kind: "leaf", value } : { kind: "properties", names, source: value, isPlain: false, computed: own.length };
}

/** A request of the platform shows all it holds, but a body. */
function isRequest(record: Readonly<Record<string, unknown>>): boolean {
  return typeof record["url"] === "string" && typeof record["method"] === "string" && typeof record["headers"] === "object" && record["body"] === null;
}

/** Getters and values of the prototypes; what an instance keeps private may be seen through them. */
function inheritedNames(value: object, seen: Set<string | symbol>, unread: (reason: UnreadReason) => void): string[] {
  const names: string[] = [];
  let prototype: unknown = Object.getPrototypeOf(value);
  for (let level = 0; !isRoot(prototype); level++) {
    if (level >= CHAIN.levels) {
      unread("opaque");
      break;
    }
    const own = Reflect.ownKeys(prototype as object);
    if (own.length > CHAIN.names) unread("too-many");
    for (const name of own.slice(0, CHAIN.names)) {
      if (typeof name !== "string" || name === "constructor" || name === "__proto__" || seen.has(name)) continue;
      const descriptor = Reflect.getOwnPropertyDescriptor(prototype as object, name);
      if (descriptor === undefined || (descriptor.get === undefined && (descriptor.set !== undefined || typeof descriptor.value === "function"))) continue;
      seen.add(name);
      names.push(name);
    }
    prototype = Object.getPrototypeOf(prototype);
  }
  return names;
}

const CONVERSIONS: ReadonlySet<string | symbol> = new Set(["toJSON", "toString", "valueOf", Symbol.toPrimitive]);

/** Whether a name is one by which a value says itself what it is as text: nobody knows what it will say. */
export function isConversion(name: string | symbol): boolean {
  return CONVERSIONS.has(name);
}

function changesItself(value: object): boolean {
  return Reflect.ownKeys(value).some((name) => isConversion(name));
}
