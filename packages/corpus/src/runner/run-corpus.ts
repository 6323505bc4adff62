// Runs the chosen trials of the corpus against an observer and scores them.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CapabilityName } from "@kaizen/core";
import type { Corpus } from "../load/corpus.ts";
import { planTrials, type Choice, type Trial } from "../plan/trial.ts";
import type { CorpusReport } from "../report/report.ts";
import { CorpusError } from "./corpus-error.ts";
import { observerClient, type ObserverAddress, type ObserverClient } from "./observer-client.ts";
import { runTrial, type TrialOutcome, type TrialSurroundings } from "./run-trial.ts";
import { addRules, removeRules, scopedRules } from "./scoped-policy.ts";
import { scoreScenario } from "./score.ts";

export interface CorpusProgress {
  readonly done: number;
  readonly total: number;
  /** `scenario/attack-or-twin` that was finished last. */
  readonly trial: string;
}

export interface RunOptions extends ObserverAddress {
  /** Part of every agent's name; another one for every run. */
  readonly run: string;
  readonly choice: Choice;
  /** The capabilities that are switched on in the clients; the observer must have the same. Absent = all. */
  readonly capabilities?: readonly CapabilityName[];
  readonly signal?: AbortSignal;
  readonly progress?: (progress: CorpusProgress) => void;
}

const CONCURRENT_TRIALS = 4;
const TIDY_TIMEOUT_MS = 5_000;

/**
 * Leaves nothing behind but the run's sessions and verdicts: keys are revoked, policy rules and folders removed, also
 * after an error. Throws `CorpusError`.
 */
export async function runCorpus(corpus: Corpus, options: RunOptions): Promise<CorpusReport> {
  const trials = planTrials(corpus.scenarios, options.choice);
  if (trials.length === 0) throw new CorpusError("nothing-chosen", "expected something to run, but nothing in the corpus is chosen");
  const failure = new AbortController();
  const signal = options.signal === undefined ? failure.signal : AbortSignal.any([options.signal, failure.signal]);
  const tidy = (): ObserverClient => observerClient(options, AbortSignal.timeout(TIDY_TIMEOUT_MS));
  const rules = scopedRules(trials, options.run);
  const stateDir = await mkdtemp(join(tmpdir(), "kaizen-corpus-"));
  try {
    const observer = observerClient(options, signal);
    await addRules(observer, rules);
    const { baseUrl, run, capabilities } = options;
    const around = { observer, tidy, baseUrl, run, stateDir, signal, ...(capabilities === undefined ? {} : { capabilities }) };
    const outcomes = await runAll(trials, around, failure, options.progress);
    return report(corpus, outcomes, options);
  } finally {
    await removeRules(tidy(), rules).catch(() => undefined);
    await rm(stateDir, { recursive: true, force: true });
  }
}

/** A few at a time; the first error stops the rest and is the one that is thrown. */
async function runAll(trials: readonly Trial[], around: TrialSurroundings, failure: AbortController, progress: RunOptions["progress"]): Promise<TrialOutcome[]> {
  const waiting = [...trials];
  const outcomes: TrialOutcome[] = [];
  const errors: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let trial = waiting.shift(); trial !== undefined && !around.signal.aborted; trial = waiting.shift()) {
      outcomes.push(await runTrial(trial, around));
      progress?.({ done: outcomes.length, total: trials.length, trial: trial.id });
    }
  };
  const guarded = (): Promise<void> =>
    worker().catch((error: unknown) => {
      errors.push(error);
      failure.abort();
    });
  await Promise.all(Array.from({ length: CONCURRENT_TRIALS }, guarded));
  if (errors.length > 0) throw errors[0];
  if (around.signal.aborted) throw new CorpusError("aborted", "the run was stopped");
  return outcomes;
}

function report(corpus: Corpus, outcomes: readonly TrialOutcome[], { run, choice }: RunOptions): CorpusReport {
  const scoring = { run, organisation: corpus.organisation, ...(choice.kind === "expecting" ? { expecting: choice.capability } : {}) };
  return {
    scenarios: corpus.scenarios.flatMap((scenario) => {
      const own = outcomes.filter(({ trial }) => trial.scenario === scenario).toSorted(inPlannedOrder(scenario));
      return own.length === 0 ? [] : [scoreScenario(scenario, own, scoring)];
    }),
  };
}

function inPlannedOrder(scenario: Corpus["scenarios"][number]): (a: TrialOutcome, b: TrialOutcome) => number {
  const order = [...scenario.attacks, ...scenario.twins].map(({ id }) => `${scenario.id}/${id}`);
  return (a, b) => order.indexOf(a.trial.id) - order.indexOf(b.trial.id);
}
