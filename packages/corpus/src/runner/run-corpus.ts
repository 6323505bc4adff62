// Runs the chosen trials of the corpus against an observer and scores them.
import { setMaxListeners } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CapabilityName } from "@kaizen/core";
import type { Corpus } from "../load/corpus.ts";
import { groupTrials, judgedSessions, ordinaryGroup, type Group } from "../plan/group.ts";
import { chosenOrdinary, planTrials, type Choice, type Trial } from "../plan/trial.ts";
import type { CorpusReport } from "../report/report.ts";
import { CorpusError } from "./corpus-error.ts";
import { observerClient, type ObserverAddress, type ObserverClient } from "./observer-client.ts";
import { runGroup, type GroupOutcome, type GroupSurroundings } from "./run-group.ts";
import { addRules, removeRules, scopedRules } from "./scoped-policy.ts";
import { scoreOrdinary } from "./score-ordinary.ts";
import { scoreScenario, type TrialOutcome } from "./score.ts";

export interface CorpusProgress {
  /** Sessions that were judged, of all that will be. */
  readonly done: number;
  readonly total: number;
  /** `scenario/attack-or-twin` or `ordinary/agent/number` that was finished last. */
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

const CONCURRENT_GROUPS = 8;
/** Each client waits for the end of the process, and a run has many at once. */
const MOST_CLIENTS = 200;
const TIDY_TIMEOUT_MS = 5_000;

/**
 * Leaves nothing behind but the run's sessions and verdicts: keys are revoked, policy rules and folders removed, also
 * after an error. Throws `CorpusError`.
 */
export async function runCorpus(corpus: Corpus, options: RunOptions): Promise<CorpusReport> {
  const trials = planTrials(corpus.scenarios, options.choice);
  const ordinary = chosenOrdinary(corpus.ordinary, options.choice);
  const groups = [...groupTrials(trials), ...ordinary.map(ordinaryGroup)];
  if (groups.length === 0) throw new CorpusError("nothing-chosen", "expected something to run, but nothing in the corpus is chosen");
  process.setMaxListeners(Math.max(process.getMaxListeners(), MOST_CLIENTS));
  const failure = new AbortController();
  const signal = options.signal === undefined ? failure.signal : AbortSignal.any([options.signal, failure.signal]);
  setMaxListeners(MOST_CLIENTS, signal);
  const tidy = (): ObserverClient => observerClient(options, AbortSignal.timeout(TIDY_TIMEOUT_MS));
  const rules = scopedRules(groups, options.run);
  const stateDir = await mkdtemp(join(tmpdir(), "kaizen-corpus-"));
  try {
    const observer = observerClient(options, signal);
    await addRules(observer, rules);
    const { baseUrl, run, capabilities } = options;
    const around = { observer, tidy, baseUrl, run, stateDir, signal, ...(capabilities === undefined ? {} : { capabilities }) };
    const outcomes = await runAll(groups, around, failure, options.progress);
    return report({ corpus, trials, outcomes, options });
  } finally {
    await removeRules(tidy(), rules).catch(() => undefined);
    await rm(stateDir, { recursive: true, force: true });
  }
}

/** A few at a time; the first error stops the rest and is the one that is thrown. */
async function runAll(groups: readonly Group[], around: GroupSurroundings, failure: AbortController, progress: RunOptions["progress"]): Promise<GroupOutcome[]> {
  const waiting = [...groups];
  const outcomes: GroupOutcome[] = [];
  const errors: unknown[] = [];
  const total = groups.flatMap(judgedSessions).length;
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let group = waiting.shift(); group !== undefined && !around.signal.aborted; group = waiting.shift()) {
      outcomes.push(await runGroup(group, around));
      const judged = judgedSessions(group);
      done += judged.length;
      progress?.({ done, total, trial: judged.at(-1)?.id ?? group.id });
    }
  };
  const guarded = (): Promise<void> =>
    worker().catch((error: unknown) => {
      errors.push(error);
      failure.abort();
    });
  await Promise.all(Array.from({ length: CONCURRENT_GROUPS }, guarded));
  if (errors.length > 0) throw errors[0];
  if (around.signal.aborted) throw new CorpusError("aborted", "the run was stopped");
  return outcomes;
}

interface Ran {
  readonly corpus: Corpus;
  readonly trials: readonly Trial[];
  readonly outcomes: readonly GroupOutcome[];
  readonly options: RunOptions;
}

function report({ corpus, trials, outcomes, options: { run, choice } }: Ran): CorpusReport {
  const scoring = { run, organisation: corpus.organisation, ...(choice.kind === "expecting" ? { expecting: choice.capability } : {}) };
  const judged = trials.map((trial) => trialOutcome(trial, outcomes));
  return {
    scenarios: corpus.scenarios.flatMap((scenario) => {
      const own = judged.filter(({ trial }) => trial.scenario === scenario);
      return own.length === 0 ? [] : [scoreScenario(scenario, own, scoring)];
    }),
    ordinary: corpus.ordinary.flatMap((ordinary) => {
      const outcome = outcomes.find(({ group }) => group.id === ordinaryGroup(ordinary).id);
      return outcome === undefined ? [] : [scoreOrdinary(ordinary, outcome, run)];
    }),
  };
}

/** What was learned counts once a group: for its first trial. */
function trialOutcome(trial: Trial, outcomes: readonly GroupOutcome[]): TrialOutcome {
  const outcome = outcomes.find(({ actions }) => actions.has(trial.id));
  if (outcome === undefined) throw new CorpusError("no-verdict", `expected an outcome of ${trial.id}, got none`);
  const isFirst = judgedSessions(outcome.group)[0]?.id === trial.id;
  return { trial, group: outcome.group, actions: outcome.actions.get(trial.id) ?? [], learned: isFirst ? outcome.learned : [], untaught: isFirst ? outcome.untaught : 0 };
}
