// The lists inside limits: when one takes in all that another does, and what two have in common.
import { normaliseName } from "../../normalise/name.ts";
import { globCovers, matchesGlob } from "../glob.ts";
import { parsePathPattern, pathPatternCovers } from "../path-glob.ts";
import { commandCovers, parseCommandPattern } from "./command-pattern.ts";
import { readDestinations } from "./entries.ts";
import { parseRecipientPattern, recipientCovers } from "./recipient-pattern.ts";

/** Whether an item takes in all that another one does. */
export interface ListKind {
  /** Makes a test of whether some item of the list takes in all of a further one. */
  read(items: readonly string[]): (item: string) => boolean;
}

function kindOf<T>(parse: (item: string) => T | undefined, covers: (outer: T, inner: T) => boolean): ListKind {
  return {
    read(items) {
      const outer = items.map(parse).filter((item) => item !== undefined);
      const same = new Set(items);
      return (item) => {
        const inner = parse(item);
        return inner !== undefined && (same.has(item) || outer.some((one) => covers(one, inner)));
      };
    },
  };
}

export const PATHS: ListKind = kindOf(parsePathPattern, pathPatternCovers);
export const COMMANDS: ListKind = kindOf(parseCommandPattern, commandCovers);
export const RECIPIENTS: ListKind = kindOf(parseRecipientPattern, recipientCovers);
export const NAMES: ListKind = kindOf((item) => normaliseName(item).exact, globCovers);
export const TEXTS: ListKind = kindOf((item) => item, (outer, inner) => outer === inner);
export const DESTINATIONS: ListKind = {
  read(items) {
    const entries = readDestinations(items);
    return (item) => entries.covering(item) !== undefined;
  },
};

/** Absent lists state nothing. */
export function listNarrows(inner: readonly string[] | undefined, outer: readonly string[] | undefined, kind: ListKind): boolean {
  return outer === undefined || (inner !== undefined && inner.every(kind.read(outer)));
}

/** Of two items that overlap without one holding the other nothing is kept. */
export function listInBoth(a: readonly string[], b: readonly string[], kind: ListKind): readonly string[] {
  return [...new Set([...a.filter(kind.read(b)), ...b.filter(kind.read(a))])];
}

/** Whether some name may fit both patterns. */
export function namesOverlap(a: string, b: string): boolean {
  if (matchesGlob(a, b) || matchesGlob(b, a)) return true;
  if (!a.includes("*") || !b.includes("*")) return false;
  const [headA, headB] = [a.slice(0, a.indexOf("*")), b.slice(0, b.indexOf("*"))];
  const [tailA, tailB] = [a.slice(a.lastIndexOf("*") + 1), b.slice(b.lastIndexOf("*") + 1)];
  return (headA.startsWith(headB) || headB.startsWith(headA)) && (tailA.endsWith(tailB) || tailB.endsWith(tailA));
}
