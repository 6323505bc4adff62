// Which passage an action that only looks was steered by: what it finds is then not the user's wish either.
import type { AttributionMemory } from "./memory.ts";
import type { ActionFacts } from "../../../words/facts.ts";

/** The last passage that orders something and has all words of one of the action's short arguments, which the user did not use. */
export function steeringPassage(facts: ActionFacts, memory: AttributionMemory): number | undefined {
  if (memory.passages.length === 0) return undefined;
  for (const { words = [], values = [] } of facts.arguments) {
    if (words.length === 0 || values.some((value) => memory.trusted.has(value))) continue;
    if (words.every((word) => isUsersWord(word, memory))) continue;
    const index = memory.passages.findLastIndex((passage) => passage.asks !== "none" && passage.handed === "none" && !passage.isReply && words.every((word) => passage.words.includes(word)));
    if (index >= 0) return index;
  }
  return undefined;
}

function isUsersWord(word: string, memory: AttributionMemory): boolean {
  return memory.requests.some((request) => request.words.includes(word));
}
