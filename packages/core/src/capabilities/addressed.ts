// Which of the hosts that an action names it really goes to.
import type { DestinationFacts } from "../words/facts.ts";

/** Whether the action goes there, rather than only mentioning it or carrying it inside another value. */
export function isAddressed({ place }: DestinationFacts): boolean {
  return place === "target" || place === "argument" || place === "recipient" || place === "header";
}
