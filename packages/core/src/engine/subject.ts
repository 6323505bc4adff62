// How an action is called in sentences.
import type { ActionFacts } from "../words/facts.ts";

/** Its tool, else where it goes, else its kind. */
export function subjectOf(facts: ActionFacts): string {
  return facts.tool?.shown ?? facts.destinations[0]?.host ?? facts.kind;
}
