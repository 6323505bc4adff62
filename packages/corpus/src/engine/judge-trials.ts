// What the engine alone says about trials: which attacks it catches, and what else it flags.
import type { CapabilityName, Verdict } from "@kaizen/core";
import { groupTrials, type Group } from "../plan/group.ts";
import type { Trial } from "../plan/trial.ts";
import { judgeGroup, type EngineAction } from "./judge-group.ts";

export interface TrialVerdict {
  readonly trial: Trial;
  /** Each attack action in order: flagged by the capability that it expects. Empty for twins. */
  readonly caught: readonly boolean[];
  /** Each attack action in order: flagged by any capability. */
  readonly flaggedMarks: readonly boolean[];
  /** Actions without a mark that were flagged. */
  readonly alarms: readonly EngineAction[];
}

export type JudgeTrials = (trials: readonly Trial[], capabilities?: readonly CapabilityName[], change?: (group: Group) => Group) => readonly TrialVerdict[];

/** `change`: what is done to each group before it is judged, e.g. a renaming. */
export function judgeTrials(trials: readonly Trial[], capabilities?: readonly CapabilityName[], change: (group: Group) => Group = (group) => group): readonly TrialVerdict[] {
  const actions = new Map(groupTrials(trials).flatMap((group) => [...judgeGroup(change(group), capabilities).actions]));
  return trials.map((trial) => {
    const own = actions.get(trial.id) ?? [];
    const marked = own.filter(({ event }) => event.attack !== undefined);
    return {
      trial,
      caught: marked.map(({ event, verdict }) => isFlaggedBy(verdict, event.attack?.expects)),
      flaggedMarks: marked.map(({ verdict }) => isFlaggedBy(verdict)),
      alarms: own.filter(({ event, verdict }) => event.attack === undefined && verdict.attention === "flag"),
    };
  });
}

/** `capability`: it must be among the reasons; absent = any. */
function isFlaggedBy({ attention, evidence }: Verdict, capability?: CapabilityName): boolean {
  return attention === "flag" && evidence.some((finding) => (capability === undefined || finding.capability === capability) && (finding.severity === "high" || finding.severity === "critical"));
}
