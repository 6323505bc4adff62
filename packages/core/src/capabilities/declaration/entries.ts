// A list of a declaration read once, so that finding what covers an entry is a look-up and not a walk over the list.
import { normaliseName } from "../../normalise/name.ts";
import { parseDestinationPattern, patternCovers } from "../destination-pattern.ts";
import { isGlob, matchesGlob } from "../glob.ts";
import type { DestinationPattern } from "../destination-pattern.ts";

/** Entries with `*` or a network in one list that count; the rest permit nothing, and `checkDeclaration` says so. */
export const MAX_PATTERNS = 1_000;

export interface Entries {
  /**
   * The position of an entry that permits all that `item` permits and that `accept` takes; one that says the same comes
   * before one that says more.
   */
  covering(item: string, accept?: (at: number) => boolean): number | undefined;
}

type Reader = (items: readonly string[]) => Entries;

export const readTools: Reader = (items) => {
  const names = items.map((item) => normaliseName(item).exact);
  return entries(names, names.map(isGlob), (name) => [name], matchesGlob, (item) => normaliseName(item).exact);
};

export const readDestinations: Reader = (items) => {
  const patterns = items.map(parseDestinationPattern);
  const keys = patterns.map((pattern) => (isBareHost(pattern) ? hostKey(pattern.host, pattern.port) : undefined));
  const keysOf = (pattern: (typeof patterns)[number]): readonly string[] =>
    pattern?.kind === "host" ? [...(pattern.path === undefined ? [hostKey(pattern.host, pattern.port)] : []), ...(pattern.port === undefined && pattern.path === undefined ? [] : [hostKey(pattern.host)])] : [];
  const covers = (outer: (typeof patterns)[number], inner: (typeof patterns)[number]): boolean => outer !== undefined && inner !== undefined && patternCovers(outer, inner);
  return entries(patterns, patterns.map((pattern, at) => pattern !== undefined && keys[at] === undefined), keysOf, covers, parseDestinationPattern);
};

type HostPattern = Extract<DestinationPattern, { kind: "host" }>;

/** A host with a path counts as a pattern: it is compared one by one. */
function isBareHost(pattern: DestinationPattern | undefined): pattern is HostPattern {
  return pattern?.kind === "host" && pattern.path === undefined;
}

function hostKey(host: string, port?: number): string {
  return port === undefined ? host : `${host} ${port}`;
}

/** `keysOf`: what an exact entry is found by, its own key first. */
function entries<T>(values: readonly T[], isPattern: readonly boolean[], keysOf: (value: T) => readonly string[], covers: (outer: T, inner: T) => boolean, read: (item: string) => T): Entries {
  const exact = new Map<string, number[]>();
  const patterns: number[] = [];
  for (const [at, value] of values.entries()) {
    if (isPattern[at] === true) {
      if (patterns.length < MAX_PATTERNS) patterns.push(at);
      continue;
    }
    const key = keysOf(value)[0];
    if (key === undefined) continue;
    const same = exact.get(key);
    if (same === undefined) exact.set(key, [at]);
    else same.push(at);
  }
  return {
    covering(item, accept = () => true) {
      const inner = read(item);
      for (const key of keysOf(inner)) {
        const same = exact.get(key)?.find(accept);
        if (same !== undefined) return same;
      }
      return patterns.find((at) => accept(at) && covers(values[at] as T, inner));
    },
  };
}
