// Indexes over what attribution remembers, so that an action costs the same whatever the session holds. Made anew from it, never saved.
import type { Passage, Request } from "./memory.ts";

export interface KnownWords {
  /** Of all that the user and the instructions said. */
  readonly requested: Set<string>;
  /** Of the user's own requests. */
  readonly users: Set<string>;
  /** By word: numbers of passages that may steer a step, the oldest first. */
  readonly steering: Map<string, Set<number>>;
  /** Numbers of passages that ask for nothing, and of the others; the oldest first. */
  readonly idle: Set<number>;
  readonly asking: Set<number>;
}

export function startKnownWords(): KnownWords {
  return { requested: new Set(), users: new Set(), steering: new Map(), idle: new Set(), asking: new Set() };
}

export function knowRequest(known: KnownWords, { words, isUser }: Request): void {
  for (const word of words) {
    known.requested.add(word);
    if (isUser) known.users.add(word);
  }
}

export function knowPassage(known: KnownWords, number: number, passage: Passage): void {
  if (passage.asks === "none") return void known.idle.add(number);
  known.asking.add(number);
  if (!maySteer(passage)) return;
  for (const word of passage.words) {
    const numbers = known.steering.get(word);
    if (numbers === undefined) known.steering.set(word, new Set([number]));
    else numbers.add(number);
  }
}

export function forgetPassage(known: KnownWords, number: number, passage: Passage): void {
  known.idle.delete(number);
  known.asking.delete(number);
  if (!maySteer(passage)) return;
  for (const word of passage.words) {
    const numbers = known.steering.get(word);
    if (numbers?.delete(number) === true && numbers.size === 0) known.steering.delete(word);
  }
}

/** It asks, the user did not give it the word, and it is no service's answer to a change. */
function maySteer({ asks, handed, reply }: Passage): boolean {
  return asks !== "none" && handed === "none" && reply !== "change";
}

/** The oldest passage that may steer and has all of these words. */
export function steeringWith(known: KnownWords, words: readonly string[]): number | undefined {
  let fewest: ReadonlySet<number> | undefined;
  for (const word of words) {
    const numbers = known.steering.get(word);
    if (numbers === undefined) return undefined;
    if (fewest === undefined || numbers.size < fewest.size) fewest = numbers;
  }
  for (const number of fewest ?? []) if (words.every((word) => known.steering.get(word)?.has(number) === true)) return number;
  return undefined;
}
