// Trials that share what an agent was declared to do, must obey and has learned: it is taught once for all of them.
import { canonicalJson, type Policy } from "@kaizen/core";
import type { OrdinaryAgent, ScenarioAgent, ScenarioDeclaration, ScenarioEvent } from "@kaizen/protocol";
import { sessionsOf, type LearnedSession, type Trial } from "./trial.ts";

export interface JudgedSession {
  /** As its trial's, or `ordinary/agent/1`. */
  readonly id: string;
  /** Name of the agent in the scenario. */
  readonly agent: string;
  readonly events: readonly ScenarioEvent[];
}

export interface Group {
  /** Part of its agents' names; no other group of the corpus has it. */
  readonly id: string;
  readonly agent: ScenarioAgent;
  readonly declaration: ScenarioDeclaration;
  readonly policy: Policy;
  /** In the order in which they are run. */
  readonly learned: readonly LearnedSession[];
  /** Each meets what was learned before, and nothing of the others. */
  readonly judged: readonly JudgedSession[];
}

/** In the order of the trials; each trial is in one group. */
export function groupTrials(trials: readonly Trial[]): readonly Group[] {
  const groups = new Map<string, Trial[]>();
  for (const trial of trials) {
    const key = canonicalJson([trial.scenario.id, trial.declaration, trial.policy, trial.learned]);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [trial]);
    else members.push(trial);
  }
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    return first === undefined ? [] : [trialGroup(first, members)];
  });
}

function trialGroup({ scenario, subject, declaration, policy, learned }: Trial, members: readonly Trial[]): Group {
  return {
    id: subject.kind === "twin" ? subject.twin.id : subject.attack.id,
    agent: scenario.agent,
    declaration,
    policy,
    learned,
    judged: members.map(({ id, events }) => ({ id, agent: scenario.agent.name, events })),
  };
}

export function ordinaryGroup(ordinary: OrdinaryAgent): Group {
  const { agent, declaration, policy } = ordinary;
  return {
    id: `ordinary.${ordinary.id}`,
    agent,
    declaration,
    policy,
    learned: sessionsOf(ordinary.baseline, agent),
    judged: sessionsOf(ordinary.sessions, agent).map((session, index) => ({ ...session, id: `ordinary/${ordinary.id}/${index + 1}` })),
  };
}
