// The verdict at the end of a session: what its whole sequence shows beyond what was said of each action.
import { concludeFindings } from "./conclude.ts";
import type { Capability } from "../capabilities/capability.ts";
import type { EventPosition } from "../words/event.ts";
import type { Degradation, Finding, Verdict, VerdictIds } from "../words/verdict.ts";

export interface LastEvent {
  readonly id: string;
  readonly feed: EventPosition["feed"];
}

interface ReviewedCheck {
  readonly capability: Capability<unknown>;
  readonly state: unknown;
}

/** Undefined when there is nothing to add. What a capability that fails would have said is missing, and the verdict says so. */
export function reviewSession(checks: readonly ReviewedCheck[], last: LastEvent, ids: VerdictIds): Verdict | undefined {
  const found: Finding[] = [];
  const degraded = new Set<Degradation>();
  for (const { capability, state } of checks) {
    try {
      const judgement = capability.review?.(state);
      for (const each of judgement?.findings ?? []) found.push(each);
      for (const each of judgement?.degraded ?? []) degraded.add(each);
    } catch {
      degraded.add("check-failed");
    }
  }
  return found.length === 0 ? undefined : concludeReview(last, found, degraded, ids);
}

/** SECURITY: it is never shown as held or refused: everything that it names has run. */
function concludeReview(last: LastEvent, found: readonly Finding[], degraded: ReadonlySet<Degradation>, ids: VerdictIds): Verdict {
  return { ...concludeFindings(last, found, degraded, "observe", ids), late: true, action: "proceed" };
}
