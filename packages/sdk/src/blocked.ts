// What `enforce` and a guarded function throw instead of running an action.
import type { Verdict } from "@kaizen/core";
import { isKaizenError, KaizenError } from "./error.ts";

/** The action did not run. `verdict` says why; `verdict.action` is `refuse` or `hold`. */
export class KaizenBlocked extends KaizenError {
  readonly verdict: Verdict;

  constructor(verdict: Verdict, note = "") {
    super("blocked", `${verdict.action === "hold" ? "held for approval" : "refused"}: ${verdict.reason}${note}`);
    this.name = "KaizenBlocked";
    this.verdict = verdict;
  }
}

/** True for a `KaizenBlocked` of any copy of this package. Never throws. */
export function isKaizenBlocked(value: unknown): value is KaizenBlocked {
  return isKaizenError(value) && value.code === "blocked";
}
