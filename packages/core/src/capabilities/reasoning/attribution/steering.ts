// Which passage an action that only looks was steered by: what it finds is then not the user's wish either.
import type { AttributionMemory } from "./memory.ts";
import type { ActionFacts } from "../../../words/facts.ts";

/** The first passage that orders something and has all words of one of the action's short arguments, which the user did not use. */
export function steeringPassage(facts: ActionFacts, memory: AttributionMemory): number | undefined {
  if (memory.passages.size === 0) return undefined;
  for (const { words = [], values = [] } of facts.arguments) {
    if (words.length === 0 || values.some((value) => memory.trusted.has(value))) continue;
    if (words.every((word) => isUsersWord(word, memory))) continue;
    for (const [number, passage] of memory.passages) {
      if (passage.asks !== "none" && passage.handed === "none" && passage.reply !== "change" && words.every((word) => passage.words.includes(word))) return number;
    }
  }
  return undefined;
}

function isUsersWord(word: string, memory: AttributionMemory): boolean {
  return memory.requests.some((request) => request.words.includes(word));
}
