// Runs one check so that its failure stays its own: the others go on, and the verdict says what is missing.
import { finding } from "../capabilities/capability.ts";
import { subjectOf } from "./subject.ts";
import type { Capability, FindingCode, JudgeContext } from "../capabilities/capability.ts";
import type { Facts } from "../words/facts.ts";
import type { Degradation, Finding } from "../words/verdict.ts";

/** Given by the engine in the name of a capability that broke. */
export const CHECK_FAILED: FindingCode = {
  code: "check-failed",
  severity: "high",
  summary: "A check of the engine failed on this action.",
  why: "What the check would have said of this action is not known.",
  next: "Report the failure with the action's facts; the configured failure direction decided meanwhile.",
};

/** Adds what the check says to `found` and `degraded`. Never throws. */
export function judgeSafely(
  capability: Capability<unknown>,
  facts: Facts,
  context: JudgeContext,
  state: unknown,
  found: Finding[],
  degraded: Set<Degradation>,
): void {
  try {
    const judgement = capability.judge(facts, context, state);
    for (const each of judgement.findings) found.push(each);
    for (const each of judgement.degraded ?? []) degraded.add(each);
  } catch {
    degraded.add("check-failed");
    if (facts.event !== "action") return;
    const details = { capability: capability.name, confidence: 1, what: `${subjectOf(facts)} could not be judged by ${capability.name}`, cites: [facts.id] };
    found.push(finding(CHECK_FAILED, { ...details, severity: context.onFailure === "closed" ? "high" : "low" }));
  }
}
