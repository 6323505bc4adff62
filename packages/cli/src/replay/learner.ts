// What replayed sessions teach: one baseline an agent, from clean sessions only.
import type { Baseline } from "@kaizen/core";
import { emptyBaseline, mergeBaseline } from "@kaizen/core";
import type { JudgedSession } from "./judge-session.ts";

export interface Learner {
  baselineOf(agent: string): Baseline | undefined;
  /** Takes up the session's lesson if it is clean; answers whether it was. */
  learn(session: JudgedSession): boolean;
}

export function createLearner(): Learner {
  const baselines = new Map<string, Baseline>();
  return {
    baselineOf: (agent) => baselines.get(agent),
    learn: ({ agent, engine }) => {
      if (!engine.isClean()) return false;
      baselines.set(agent, mergeBaseline(baselines.get(agent) ?? emptyBaseline(agent), engine.lesson()));
      return true;
    },
  };
}
