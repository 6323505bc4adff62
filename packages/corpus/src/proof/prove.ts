// Holds the corpus against self-deception: names must not matter, each attack must be caught by what it says, each capability must be needed.
import { capabilities, type CapabilityName } from "@kaizen/core";
import type { KnownMiss, Scenario, ThinProof } from "@kaizen/protocol";
import type { Corpus } from "../load/corpus.ts";
import { judgeTrials, type JudgeTrials } from "../engine/judge-trials.ts";
import { planTrials, type Trial } from "../plan/trial.ts";
import { ablate, renderAblation } from "./ablation.ts";
import { renamedRuns } from "./renaming/renamed-runs.ts";

export interface Proof {
  readonly holds: boolean;
  /** What was done, and below each line what is wrong with it. */
  readonly lines: readonly string[];
}

const SEEDS = [1, 2, 3, 4, 5];
const FEWEST_EXCLUSIVE = 3;

export function prove(corpus: Corpus, judge: JudgeTrials = judgeTrials): Proof {
  const parts = [proveNames(corpus.scenarios, judge), proveAlone(corpus, judge), proveNeeded(corpus, judge)];
  return { holds: parts.every(({ holds }) => holds), lines: parts.flatMap(({ lines }) => lines) };
}

function part(title: string, problems: readonly string[], more: readonly string[] = []): Proof {
  return { holds: problems.length === 0, lines: [`${problems.length === 0 ? "ok  " : "FAIL"} ${title}`, ...problems.map((problem) => `     ${problem}`), ...more] };
}

/** Every trial under five consistent renamings: the same verdicts. */
export function proveNames(scenarios: readonly Scenario[], judge: JudgeTrials = judgeTrials): Proof {
  const differences = renamedRuns(scenarios, SEEDS, judge);
  const trials = planTrials(scenarios, { kind: "all" }).length;
  return part(`names: ${trials} attacks and twins under ${SEEDS.length} renamings, ${differences.length} judged otherwise`, differences.map(({ trial, seed, what }) => `${trial}, seed ${seed}: ${what}`));
}

/** Every attack that is no known miss, with nothing but the capability that it expects. */
export function proveAlone({ scenarios, misses }: Pick<Corpus, "scenarios" | "misses">, judge: JudgeTrials = judgeTrials): Proof {
  const attacks = planTrials(scenarios, { kind: "all" }).filter((trial) => trial.subject.kind === "attack" && !isListed(trial, misses));
  const problems = capabilities.flatMap(({ name }) => {
    const verdicts = judge(attacks.filter((trial) => expectations(trial).has(name)), [name]);
    return verdicts.flatMap(({ trial, caught }) => {
      const missed = marks(trial).filter((expects, index) => expects === name && caught[index] !== true).length;
      return missed === 0 ? [] : [`${trial.id}: ${missed} actions are not caught by ${name} alone`];
    });
  });
  return part(`alone: ${attacks.length} attacks, each with nothing but what must catch it, ${problems.length} missed`, problems);
}

/** Every capability catches some attacks that nothing else does, unless `thin` says why not yet. */
export function proveNeeded({ scenarios, thin }: Pick<Corpus, "scenarios" | "thin">, judge: JudgeTrials = judgeTrials): Proof {
  const ablation = ablate(scenarios, judge);
  const problems = ablation.capabilities.flatMap((name) => {
    const attacks = ablation.exclusive[name]?.length ?? 0;
    const isThin = attacks < FEWEST_EXCLUSIVE;
    const listed = thin.some((one: ThinProof) => one.capability === name);
    if (isThin && !listed) return [`expected at least ${FEWEST_EXCLUSIVE} attacks that only ${name} catches, got ${attacks}`];
    return !isThin && listed ? [`${attacks} attacks are caught by ${name} only: take it out of \`thin\` in misses.yaml`] : [];
  });
  return part(`needed: each capability catches what no other does`, problems, renderAblation(ablation).trimEnd().split("\n").map((line) => `     ${line}`));
}

function isListed({ scenario, subject }: Trial, misses: readonly KnownMiss[]): boolean {
  return subject.kind === "attack" && misses.some((miss) => miss.scenario === scenario.id && miss.id === subject.attack.id);
}

function marks(trial: Trial): readonly CapabilityName[] {
  return trial.events.flatMap((event) => (event.kind === "call" && event.attack !== undefined ? [event.attack.expects] : []));
}

function expectations(trial: Trial): ReadonlySet<CapabilityName> {
  return new Set(marks(trial));
}
