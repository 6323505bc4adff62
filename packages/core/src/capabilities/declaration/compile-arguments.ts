// The limits on a tool's arguments, made ready for judging, and which of them apply at a place.
import { compileLinear } from "../linear-pattern.ts";
import { utf8Length } from "../../normalise/utf8.ts";
import { parsePathPattern } from "../path-glob.ts";
import { matchKey, matchKeyExactly, parseArgumentKey, readingsOf, segmentsOf } from "./argument-key.ts";
import { compileDestinations } from "./compile-destinations.ts";
import { parseRecipientPattern } from "./recipient-pattern.ts";
import type { ArgumentLimit, ToolDeclaration } from "../../words/declaration.ts";
import type { PathPattern } from "../path-glob.ts";
import type { ArgumentKey, KeyMatch } from "./argument-key.ts";
import type { DestinationList } from "./compile-destinations.ts";
import type { RecipientPattern } from "./recipient-pattern.ts";

export interface CompiledLimit {
  readonly key: ArgumentKey;
  readonly forbidden: boolean;
  readonly required: boolean;
  readonly enum?: ReadonlySet<string>;
  /** Bytes of UTF-8 that the values of `enum` have. */
  readonly enumBytes: ReadonlySet<number>;
  readonly pattern?: (text: string) => boolean;
  readonly min?: number;
  readonly max?: number;
  readonly maxSize?: number;
  readonly destinations?: DestinationList;
  readonly recipients?: readonly RecipientPattern[];
  readonly paths?: readonly PathPattern[];
}

/** What the declaration says of one place in the arguments. */
export interface PlaceLimits {
  readonly limits: readonly CompiledLimit[];
  /** Limits on places inside this value, which stands in their way when it is a text. */
  readonly inside: readonly CompiledLimit[];
  /** Limits on what a wrapper (`arguments`, `input`, …) holds, which stands in their way when it is a text. */
  readonly wrapped: readonly CompiledLimit[];
  /** Named in exactly this spelling, as it is or as the place above one that is named. */
  readonly isNamed: boolean;
  readonly named: ReadonlySet<CompiledLimit>;
}

export interface CompiledArguments {
  readonly limits: readonly CompiledLimit[];
  readonly required: readonly CompiledLimit[];
  /** Those with a largest size. */
  readonly sized: readonly CompiledLimit[];
  readonly noOthers: boolean;
  at(pointer: string): PlaceLimits;
}

export function compileArguments({ arguments: given, noOtherArguments }: ToolDeclaration): CompiledArguments | undefined {
  if (given === undefined && noOtherArguments !== true) return undefined;
  const limits = Object.entries(given ?? {}).flatMap(([key, limit]) => compileLimit(key, limit));
  const remembered = new Map<string, PlaceLimits>();
  return {
    limits,
    required: limits.filter(({ required }) => required),
    sized: limits.filter(({ maxSize }) => maxSize !== undefined),
    noOthers: noOtherArguments === true,
    at(pointer) {
      const known = remembered.get(pointer);
      if (known !== undefined) return known;
      if (remembered.size >= REMEMBERED_PLACES) remembered.clear();
      const made = limitsAt(limits, segmentsOf(pointer));
      remembered.set(pointer, made);
      return made;
    },
  };
}

/** A tool's calls name the same places again and again: each is looked for once. */
const REMEMBERED_PLACES = 256;

function limitsAt(limits: readonly CompiledLimit[], pointer: readonly string[]): PlaceLimits {
  const named = limits.filter(({ key }) => matchKeyExactly(key, pointer) === "at");
  const readings = readingsOf(pointer);
  const matches = (match: KeyMatch): readonly CompiledLimit[] => limits.filter(({ key }) => readings.some((reading) => matchKey(key, reading) === match));
  return {
    limits: matches("at"),
    // What is left of a wrapper itself is no place, and any text may stand there.
    inside: limits.filter(({ key }) => matchKey(key, pointer) === "above"),
    wrapped: pointer.length > 0 && readings.some((reading) => reading.length === 0) ? limits : [],
    isNamed: named.length > 0 || limits.some(({ key }) => matchKeyExactly(key, pointer) === "above"),
    named: new Set(named),
  };
}

function compileLimit(text: string, limit: ArgumentLimit): readonly CompiledLimit[] {
  const key = parseArgumentKey(text);
  if (key === undefined) return [];
  const { min, max, maxSize, destinations, recipients, paths } = limit;
  return [
    {
      key,
      forbidden: limit.forbidden === true,
      required: limit.required === true,
      ...(limit.enum === undefined ? {} : { enum: new Set(limit.enum) }),
      enumBytes: new Set((limit.enum ?? []).map(utf8Length)),
      // A pattern that cannot be read permits nothing.
      ...(limit.pattern === undefined ? {} : { pattern: compileValuePattern(limit.pattern) ?? (() => false) }),
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
      ...(maxSize === undefined ? {} : { maxSize }),
      ...(destinations === undefined ? {} : { destinations: compileDestinations(destinations) }),
      ...(recipients === undefined ? {} : { recipients: recipients.map(parseRecipientPattern).filter((each) => each !== undefined) }),
      ...(paths === undefined ? {} : { paths: paths.map(parsePathPattern).filter((each) => each !== undefined) }),
    },
  ];
}

/** Longest pattern that is compiled, in UTF-16 code units. */
export const MAX_VALUE_PATTERN = 512;
const REMEMBERED_VALUES = 64;

/**
 * SECURITY: RE2 syntax runs in time linear in the value. Matches the whole value, with regard to case; `.` is no line end.
 * Undefined for what RE2 refuses or what is too long.
 */
export function compileValuePattern(pattern: string): ((text: string) => boolean) | undefined {
  if (pattern === "" || pattern.length > MAX_VALUE_PATTERN) return undefined;
  try {
    const compiled = compileLinear(pattern);
    const remembered = new Map<string, boolean>();
    return (text) => {
      const known = remembered.get(text);
      if (known !== undefined) return known;
      if (remembered.size >= REMEMBERED_VALUES) remembered.clear();
      const fits = compiled.matches(text);
      remembered.set(text, fits);
      return fits;
    };
  } catch {
    return undefined;
  }
}
