// Which arguments of a call a key of the declaration means: by name or pointer, whatever the spelling and the array around it.
import { normaliseName } from "../../normalise/name.ts";

/** A key in segments, as written and folded. */
export interface ArgumentKey {
  readonly shown: string;
  readonly written: readonly string[];
  readonly folded: readonly string[];
}

/** `at`: the place or something below it. `above`: a value that would hold the place, had it been written out. */
export type KeyMatch = "at" | "above" | "no";

/** A name or a JSON pointer; `*` is one segment. Undefined for an empty one. */
export function parseArgumentKey(text: string): ArgumentKey | undefined {
  if (text.trim() === "" || text === "/" || text.length > 256) return undefined;
  const written = text.startsWith("/") ? segmentsOf(text) : [text.trim()];
  return { shown: text, written, folded: written.map(folded) };
}

export function segmentsOf(pointer: string): readonly string[] {
  if (pointer === "") return [];
  const segments = pointer.slice(pointer.startsWith("/") ? 1 : 0).split("/");
  return pointer.includes("~") ? segments.map((segment) => segment.replace(/~1/g, "/").replace(/~0/g, "~")) : segments;
}

/** SECURITY: `To`, `TO` and `t\u043e` are limited like `to`: which of them the tool reads is not known. */
export function folded(segment: string): string {
  return segment === "*" ? segment : normaliseName(segment).skeleton.replace(/[-_ .]/g, "");
}

/** In the folded spelling. */
export function matchKey(key: ArgumentKey, pointer: readonly string[]): KeyMatch {
  return match(key.folded, pointer.map(folded), pointer);
}

/** `to[0]`, `to.0` and `to[]` are `to`, `mode=` is `mode`, a key `/to` is `to`. Keys that hold an address stay as they are. */
export function plainSegments(segment: string): readonly string[] {
  if (/^[\w -]*$/.test(segment) || segment.includes("@")) return [segment];
  const parts = segment.split(/[[\].=/]+/).filter((part) => part !== "");
  return parts.length === 0 ? [segment] : parts;
}

/** What clients put the arguments into. */
const WRAPPERS: ReadonlySet<string> = new Set(["input", "toolinput", "kwargs", "args", "arguments", "params", "parameters", "payload", "body", "data"]);

/** The places that one place may stand for: as it is, without brackets and dots, and what is left of it inside wrappers. */
export function readingsOf(pointer: readonly string[]): readonly (readonly string[])[] {
  const plain = pointer.flatMap(plainSegments);
  const readings = plain.length === pointer.length && plain.every((segment, index) => segment === pointer[index]) ? [pointer] : [pointer, plain];
  let at = 0;
  while (at < plain.length && (WRAPPERS.has(folded(plain[at] ?? "")) || (at > 0 && isIndex(plain[at] ?? "")))) readings.push(plain.slice(++at));
  return readings;
}

export function isIndex(segment: string): boolean {
  return /^[0-9]{1,6}$/.test(segment);
}

/** In exactly the spelling of the declaration. */
export function matchKeyExactly(key: ArgumentKey, pointer: readonly string[]): KeyMatch {
  return match(key.written, pointer, pointer);
}

/** SECURITY: the index of an array may stand anywhere, so that a list of objects is limited like the one object. */
function match(key: readonly string[], pointer: readonly string[], raw: readonly string[]): KeyMatch {
  let at = 0;
  for (const [index, segment] of pointer.entries()) {
    const wanted = key[at];
    if (wanted === undefined) return "at";
    if (wanted === "*" || wanted === segment) at++;
    else if (!isIndex(raw[index] ?? "")) return "no";
  }
  return at === key.length ? "at" : "above";
}

/** Whether every place that `inner` means is one that `outer` means too. */
export function keyCovers(outer: ArgumentKey, inner: ArgumentKey): boolean {
  return outer.written.length <= inner.written.length && outer.written.every((segment, index) => segment === "*" || segment === inner.written[index]);
}

/** Whether some place may be meant by both. */
export function keysOverlap(a: ArgumentKey, b: ArgumentKey): boolean {
  const [shorter, longer] = a.folded.length <= b.folded.length ? [a.folded, b.folded] : [b.folded, a.folded];
  return shorter.every((segment, index) => segment === "*" || longer[index] === "*" || segment === longer[index]) || a.folded.length !== b.folded.length;
}
