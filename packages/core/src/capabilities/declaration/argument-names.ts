// What the places of arguments are called: brackets, dots and wrappers taken off, names that stand beside their values.
import { remember } from "../../normalise/remember.ts";
import { isIndex, plainSegments, segmentsOf } from "./argument-key.ts";
import type { ArgumentFacts } from "../../words/facts.ts";

/** `to[0]`, `to.0` and `to[]` are `to`, `mode=` is `mode`, a key `/to` is `to`. */
export const plainSegmentsOf: (pointer: string) => readonly string[] = remember(2_048, (pointer) => segmentsOf(pointer).flatMap(plainSegments));

/** A name of a field, not a value that stands as a key. */
export function isFieldName(segment: string): boolean {
  return segment === "" || /^[\w \-[\]*]*$/.test(segment);
}

const NAMES = /^(?:name|key|field|param|parameter|property|header|k|n)$/i;
const VALUES = /^(?:value|values|val|v|content)$/i;

/** Where `{ name: "to", value: … }` puts the value: the pointer that it stands for, by its own pointer. */
export function namedPlaces(all: readonly ArgumentFacts[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { at, text } of all) if (text.length > 0 && text.length <= 64 && NAMES.test(lastOf(at))) names.set(parentOf(at), text);
  const places = new Map<string, string>();
  if (names.size === 0) return places;
  for (const { at } of all) {
    const parent = isIndex(lastOf(at)) ? parentOf(at) : at;
    const name = VALUES.test(lastOf(parent)) ? names.get(parentOf(parent)) : undefined;
    if (name !== undefined) places.set(at, `/${name.trim().replace(/~/g, "~0").replace(/\//g, "~1")}`);
  }
  return places;
}

function lastOf(at: string): string {
  return at.slice(at.lastIndexOf("/") + 1);
}

function parentOf(at: string): string {
  return at.slice(0, Math.max(0, at.lastIndexOf("/")));
}
