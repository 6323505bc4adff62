// Which passage an action that only looks was steered by: what it finds is then not the user's wish either.
import { steeringWith } from "./known-words.ts";
import type { AttributionMemory } from "./memory.ts";
import type { ActionFacts } from "../../../words/facts.ts";

/** The first passage that orders something and has all words of one of the action's short arguments, which the user did not use. */
export function steeringPassage(facts: ActionFacts, memory: AttributionMemory): number | undefined {
  if (memory.passages.size === 0) return undefined;
  for (const { words = [], values = [] } of facts.arguments) {
    if (words.length === 0 || values.some((value) => memory.trusted.has(value))) continue;
    if (words.every((word) => memory.known.requested.has(word))) continue;
    const number = steeringWith(memory.known, words);
    if (number !== undefined) return number;
  }
  return undefined;
}
