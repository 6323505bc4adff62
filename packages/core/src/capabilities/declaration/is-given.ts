// Whether a place in the arguments holds a value at all.
import type { ArgumentFacts } from "../../words/facts.ts";

const ABSENT: ReadonlySet<string> = new Set(["null", "undefined", "empty-array", "empty-object"]);

/** Clients write an argument that they leave out as `null` or as an empty list; an empty text is a value. */
export function isGiven({ type }: ArgumentFacts): boolean {
  return !ABSENT.has(type);
}
