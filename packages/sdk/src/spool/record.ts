// One line of the spool and of a request: the facts of an event and what the client said of it.
import type { Facts, Verdict } from "@kaizen/core";

export function recordOf(facts: Facts, { decision, attention, action, ids, evidence }: Verdict): string {
  return JSON.stringify(facts.event === "observation" ? { facts } : { facts, verdict: { decision, attention, action, ids, codes: evidence.map(({ code }) => code) } });
}
