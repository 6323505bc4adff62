// What replayed sessions teach and leave: one baseline an agent, from clean sessions only, and the labels of all of them.
import type { Baseline, CarriedLabels } from "@kaizen/core";
import { emptyBaseline, isNothingCarried, mergeBaseline, mergeCarried, NOTHING_CARRIED } from "@kaizen/core";
import type { JudgedSession } from "./judge-session.ts";

export interface Learner {
  baselineOf(agent: string): Baseline | undefined;
  /** What the sessions left, of all agents. */
  carried(): CarriedLabels;
  /** Takes up what the session leaves, and its lesson if it is clean; answers whether it was. */
  learn(session: JudgedSession): boolean;
}

export function createLearner(): Learner {
  const baselines = new Map<string, Baseline>();
  let carried = NOTHING_CARRIED;
  return {
    baselineOf: (agent) => baselines.get(agent),
    carried: () => carried,
    learn: ({ agent, engine }) => {
      const left = engine.carried();
      if (!isNothingCarried(left)) carried = mergeCarried(carried, left);
      if (!engine.isClean()) return false;
      baselines.set(agent, mergeBaseline(baselines.get(agent) ?? emptyBaseline(agent), engine.lesson()));
      return true;
    },
  };
}
