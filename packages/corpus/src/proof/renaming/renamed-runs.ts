// The metamorphic run: every trial under consistent renamings is judged as it is under its own names.
import type { Scenario } from "@kaizen/protocol";
import { judgeTrials, type JudgeTrials, type TrialVerdict } from "../../engine/judge-trials.ts";
import { checkWorld } from "../../load/check-world.ts";
import type { Group } from "../../plan/group.ts";
import { planTrials, type Trial } from "../../plan/trial.ts";
import { createRenamer, type Renamer } from "./renamer.ts";
import { vocabularyOf, type Vocabulary } from "./vocabulary.ts";

export interface RenamedDifference {
  readonly trial: string;
  readonly seed: number;
  /** One line: what was judged, and otherwise how. */
  readonly what: string;
}

/** Empty when every verdict stays. */
export function renamedRuns(scenarios: readonly Scenario[], seeds: readonly number[], judge: JudgeTrials = judgeTrials): readonly RenamedDifference[] {
  return scenarios.flatMap((scenario) => {
    const trials = planTrials([scenario], { kind: "all" });
    const vocabulary = vocabularyOfScenario(scenario, trials);
    const plain = judge(trials);
    return seeds.flatMap((seed) => {
      const renamer = createRenamer(vocabulary, seed, scenario.fixed);
      const renamed = judge(trials, undefined, (group) => renamedGroup(group, renamer));
      return [...differences(plain, renamed, seed), ...worldDifferences(scenario, renamer, seed)];
    });
  });
}

export function vocabularyOfScenario(scenario: Scenario, trials: readonly Trial[]): Vocabulary {
  const source = [trials.map(({ declaration, policy, learned, events }) => ({ declaration, policy, learned, events })), scenario.world];
  return vocabularyOf(source, toolsOf(trials), scenario.fixed);
}

/** Ids of sessions are ours and stay. */
function renamedGroup(group: Group, renamer: Renamer): Group {
  const { agent, policy, learned, phases } = group;
  return {
    id: group.id,
    ...renamer.deep({ agent, policy, learned }),
    phases: phases.map(({ declaration, judged }) => ({ declaration: renamer.deep(declaration), judged: judged.map(({ id, agent: name, events }) => ({ id, ...renamer.deep({ agent: name, events }) })) })),
  };
}

function toolsOf(trials: readonly Trial[]): readonly string[] {
  return [...new Set(trials.flatMap(({ learned, events }) => [...learned.flatMap((session) => session.events), ...events]).flatMap((event) => {
    if (event.kind === "catalogue") return event.tools.map(({ name }) => name);
    return event.kind === "call" && event.action.tool !== undefined ? [event.action.tool] : [];
  }))];
}

function differences(plain: readonly TrialVerdict[], renamed: readonly TrialVerdict[], seed: number): readonly RenamedDifference[] {
  return plain.flatMap((before, index) => {
    const after = renamed[index];
    const [was, is] = [summary(before), after === undefined ? "nothing" : summary(after)];
    return was === is ? [] : [{ trial: before.trial.id, seed, what: `${was}; renamed: ${is}` }];
  });
}

function summary({ caught, alarms }: TrialVerdict): string {
  return `caught ${caught.map((one) => (one ? "yes" : "no")).join(" ") || "-"}, ${alarms.length} other flags`;
}

/** A renaming that changes what the attack does to the world would prove nothing. */
function worldDifferences(scenario: Scenario, renamer: Renamer, seed: number): readonly RenamedDifference[] {
  const { declaration, world, attacks, twins } = scenario;
  const problems = checkWorld({ ...scenario, baseline: [], ...renamer.deep({ declaration, world, attacks, twins }) });
  return problems.map(({ path, message }) => ({ trial: `${scenario.id} at ${path.join(".")}`, seed, what: message }));
}
