// Judges all chosen sessions of all chosen sets, cold or with what the sets taught.
import { isChosen } from "./read-sessions.mjs";
import { runJobs } from "./run-jobs.mjs";

/** Pieces of a set: small enough that threads end together. */
const SHARES = 8;

/**
 * `{ outcomes, problems }`: outcomes in the order of sets and lines. `lessons` (from `learnSets`): only the measure part, each
 * agent with its set's baseline. `onProgress(done, total)` counts sessions.
 */
export async function judgeSets(plan, { capabilities = plan.capabilities, lessons, onProgress = () => undefined } = {}) {
  const { folder, sets, transform, workers } = plan;
  const choice = { ...plan.choice, ...(lessons === undefined ? {} : { part: "measure" }) };
  const shares = workers === 0 ? 1 : SHARES;
  const jobs = sets.flatMap((set) =>
    Array.from({ length: shares }, (_, index) => ({ kind: "judge", folder, set, choice, share: { index, of: shares }, capabilities, baselines: lessons?.get(set)?.baselines, transform })),
  );
  const expected = new Map(sets.map((set) => [set, [...plan.labels.get(set).values()].filter((label) => isChosen(label, choice)).length]));
  const total = sum([...expected.values()]);
  let done = 0;
  const answers = await runJobs(jobs, {
    workers,
    onAnswer: ({ read }) => {
      done += read;
      onProgress(done, total);
    },
  });
  const outcomes = answers.flatMap((answer) => answer.outcomes).toSorted((a, b) => sets.indexOf(a.set) - sets.indexOf(b.set) || a.line - b.line);
  return { outcomes, problems: sets.flatMap((set) => problemsOf(set, answers.filter((answer) => answer.set === set), expected.get(set))) };
}

/** A set that lacks labelled sessions would have rates of fewer runs than anybody thinks. */
function problemsOf(set, answers, expected) {
  const problems = answers.flatMap((answer) => answer.problems);
  const read = sum(answers.map((answer) => answer.read));
  return problems.length > 0 || read === expected ? problems : [`${set}.jsonl.gz: expected ${expected} labelled sessions, got ${read}`];
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/** What each set teaches, by set: `{ offered, taught, baselines }`. */
export async function learnSets(plan, capabilities = plan.capabilities) {
  const { folder, choice, workers } = plan;
  const answers = await runJobs(plan.sets.map((set) => ({ kind: "learn", folder, set, choice, capabilities })), { workers });
  return new Map(answers.map((answer) => [answer.set, answer]));
}
