// What is kept of an event and its verdict until the observer has it.
import type { Facts, Verdict } from "@kaizen/core";

/** One line of the spool and of a request. */
export function recordOf(facts: Facts, { decision, attention, action, ids, evidence }: Verdict): string {
  return JSON.stringify(facts.event === "observation" ? { facts } : { facts, verdict: { decision, attention, action, ids, codes: evidence.map(({ code }) => code) } });
}
