// Which of two sets of limits on a tool's arguments permits more, and what both permit.
import { keyCovers, keysOverlap, parseArgumentKey } from "./argument-key.ts";
import { DESTINATIONS, listInBoth, listNarrows, PATHS, RECIPIENTS, TEXTS } from "./lists.ts";
import type { ArgumentLimit, ToolDeclaration } from "../../words/declaration.ts";
import type { ArgumentKey } from "./argument-key.ts";

interface Keyed {
  readonly key: ArgumentKey;
  readonly limit: ArgumentLimit;
}

/** Whether `next` holds every limit that `current` states. */
export function argumentsNarrow(next: ToolDeclaration, current: ToolDeclaration): boolean {
  const inner = keyed(next);
  const outer = keyed(current);
  if (outer.some((one) => !isHeld(one, inner, next.noOtherArguments === true))) return false;
  if (current.noOtherArguments !== true) return true;
  const forbidden = inner.filter(({ limit }) => limit.forbidden === true);
  return next.noOtherArguments === true && inner.every(({ key }) => [...forbidden, ...outer].some((one) => keyCovers(one.key, key)));
}

function keyed({ arguments: given = {} }: ToolDeclaration): readonly Keyed[] {
  return Object.entries(given).flatMap(([text, limit]) => {
    const key = parseArgumentKey(text);
    return key === undefined ? [] : [{ key, limit }];
  });
}

/** Every part of a limit may be held by another limit on the same place or on one that takes it in. */
function isHeld({ key, limit }: Keyed, by: readonly Keyed[], noOthers: boolean): boolean {
  const above = by.filter((one) => keyCovers(one.key, key)).map((one) => one.limit);
  const isRequired = by.some((one) => one.key.shown === key.shown && one.limit.required === true);
  if (limit.required === true && !isRequired) return false;
  if (above.some((one) => one.forbidden === true)) return true;
  if (noOthers && !by.some((one) => keysOverlap(one.key, key))) return true;
  if (limit.forbidden === true) return false;
  return PARTS.every((part) => limit[part] === undefined || above.some((one) => partNarrows(one, limit, part)));
}

const PARTS = ["enum", "pattern", "min", "max", "maxSize", "destinations", "recipients", "paths"] as const;

function partNarrows(inner: ArgumentLimit, outer: ArgumentLimit, part: (typeof PARTS)[number]): boolean {
  switch (part) {
    case "enum":
      return listNarrows(inner.enum, outer.enum, TEXTS);
    case "pattern":
      return inner.pattern === outer.pattern || inner.enum?.length === 0;
    case "min":
      return inner.min !== undefined && inner.min >= (outer.min ?? -Infinity);
    case "max":
      return inner.max !== undefined && inner.max <= (outer.max ?? Infinity);
    case "maxSize":
      return inner.maxSize !== undefined && inner.maxSize <= (outer.maxSize ?? Infinity);
    case "destinations":
      return listNarrows(inner.destinations, outer.destinations, DESTINATIONS);
    case "recipients":
      return listNarrows(inner.recipients, outer.recipients, RECIPIENTS);
    case "paths":
      return listNarrows(inner.paths, outer.paths, PATHS);
    default:
      return part satisfies never;
  }
}

/** What both permit; an argument that only one of them names is forbidden where the other permits no others. */
export function argumentsInBoth(a: ToolDeclaration, b: ToolDeclaration): Pick<ToolDeclaration, "arguments" | "noOtherArguments"> {
  if (a.arguments === undefined && b.arguments === undefined) return noOthersOf(a, b);
  const limits = new Map<string, ArgumentLimit>();
  for (const [side, other] of [[a, b], [b, a]] as const) {
    const named = keyed(other);
    for (const { key, limit } of keyed(side)) {
      const isNamed = other.noOtherArguments !== true || named.some((one) => keyCovers(one.key, key));
      const own: ArgumentLimit = isNamed ? limit : { ...limit, forbidden: true };
      const known = limits.get(key.shown);
      limits.set(key.shown, known === undefined ? own : limitInBoth(known, own));
    }
  }
  return { arguments: Object.fromEntries(limits), ...noOthersOf(a, b) };
}

function noOthersOf(a: ToolDeclaration, b: ToolDeclaration): Pick<ToolDeclaration, "noOtherArguments"> {
  return a.noOtherArguments === true || b.noOtherArguments === true ? { noOtherArguments: true } : {};
}

function limitInBoth(a: ArgumentLimit, b: ArgumentLimit): ArgumentLimit {
  const min = largest(a.min, b.min);
  const max = smallest(a.max, b.max);
  const maxSize = smallest(a.maxSize, b.maxSize);
  const lists = [["destinations", DESTINATIONS], ["recipients", RECIPIENTS], ["paths", PATHS]] as const;
  return {
    ...(a.forbidden === true || b.forbidden === true ? { forbidden: true } : {}),
    ...(a.required === true || b.required === true ? { required: true } : {}),
    ...textsInBoth(a, b),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(maxSize === undefined ? {} : { maxSize }),
    ...Object.fromEntries(lists.flatMap(([part, kind]) => joined(a[part], b[part], (one, other) => listInBoth(one, other, kind)).map((items) => [part, items]))),
  };
}

/** Two patterns cannot be written as one: then nothing is permitted. */
function textsInBoth(a: ArgumentLimit, b: ArgumentLimit): Pick<ArgumentLimit, "enum" | "pattern"> {
  const [values] = joined(a.enum, b.enum, (one, other) => listInBoth(one, other, TEXTS));
  const [pattern] = joined(a.pattern, b.pattern, (one) => one);
  const isBoth = a.pattern !== undefined && b.pattern !== undefined && a.pattern !== b.pattern;
  return { ...(isBoth ? { enum: [] } : values === undefined ? {} : { enum: values }), ...(pattern === undefined ? {} : { pattern }) };
}

/** The one that is there, or what `both` makes of two. */
export function joined<T>(a: T | undefined, b: T | undefined, both: (a: T, b: T) => T): readonly T[] {
  if (a === undefined) return b === undefined ? [] : [b];
  return [b === undefined ? a : both(a, b)];
}

export function smallest(a: number | undefined, b: number | undefined): number | undefined {
  return joined(a, b, (one, other) => Math.min(one, other))[0];
}

function largest(a: number | undefined, b: number | undefined): number | undefined {
  return joined(a, b, (one, other) => Math.max(one, other))[0];
}
