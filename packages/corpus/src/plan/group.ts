// Trials that share what an agent must obey and has learned: it is taught once for all of them.
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

/** Sessions that are judged under one declaration. */
export interface Phase {
  readonly declaration: ScenarioDeclaration;
  /** Each meets what was learned before, and nothing of the others. */
  readonly judged: readonly JudgedSession[];
}

export interface Group {
  /** Part of its agents' names; no other group of the corpus has it. */
  readonly id: string;
  readonly agent: ScenarioAgent;
  readonly policy: Policy;
  /** In the order in which they are run, under the first phase's declaration. */
  readonly learned: readonly LearnedSession[];
  readonly phases: readonly Phase[];
}

/** In the order of the trials; each trial is in one group. */
export function groupTrials(trials: readonly Trial[]): readonly Group[] {
  return [...groupedBy(trials, ({ scenario, policy, learned }) => canonicalJson([scenario.id, policy, learned])).values()].flatMap((members) => {
    const [first] = members;
    return first === undefined ? [] : [trialGroup(first, members)];
  });
}

function groupedBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const members = groups.get(key(item));
    if (members === undefined) groups.set(key(item), [item]);
    else members.push(item);
  }
  return groups;
}

function trialGroup({ scenario, subject, policy, learned }: Trial, members: readonly Trial[]): Group {
  return {
    id: subject.kind === "twin" ? subject.twin.id : subject.attack.id,
    agent: scenario.agent,
    policy,
    learned,
    phases: [...groupedBy(members, ({ declaration }) => canonicalJson(declaration)).values()].map((own) => ({
      declaration: own[0]?.declaration ?? scenario.declaration,
      judged: own.map(({ id, events }) => ({ id, agent: scenario.agent.name, events })),
    })),
  };
}

export function ordinaryGroup(ordinary: OrdinaryAgent): Group {
  const { agent, declaration, policy } = ordinary;
  return {
    id: `ordinary.${ordinary.id}`,
    agent,
    policy,
    learned: sessionsOf(ordinary.baseline, agent),
    phases: [{ declaration, judged: sessionsOf(ordinary.sessions, agent).map((session, index) => ({ ...session, id: `ordinary/${ordinary.id}/${index + 1}` })) }],
  };
}

/** Every session of the group that is judged, in order. */
export function judgedSessions({ phases }: Pick<Group, "phases">): readonly JudgedSession[] {
  return phases.flatMap(({ judged }) => judged);
}
