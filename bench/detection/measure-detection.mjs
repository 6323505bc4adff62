// Does a whole measurement: from a plan to the rows that are told, each plain data.
import { groupsOf } from "./groups.mjs";
import { judgeSets, learnSets } from "./judge-sets.mjs";
import { falseAlarms, misses } from "./listings.mjs";
import { existingCapabilities } from "./plan.mjs";
import { ratesOf } from "./rates.mjs";
import { findingRows } from "./finding-rows.mjs";
import { sweepCurves } from "./sweep.mjs";
import { withoutCapability } from "./without-capability.mjs";

/** `{ rows, problems, curves }`; `now` gives milliseconds; `onProgress(step, done, total)`. */
export async function measureDetection(plan, options, { now, onProgress = () => undefined }) {
  const start = now();
  const problems = new Set();
  const ways = await judgeWays(plan, plan.capabilities, problems, onProgress);
  const elapsed = now() - start;
  const last = ways.at(-1);
  const rows = plan.unread.length === 0 ? [] : [{ row: "unread", suites: plan.unread }];
  rows.push(...lessonRows(last.lessons), ...ways.flatMap((way) => rateRows(way, { goals: options.has("goals") })));
  if (options.has("capabilities")) rows.push(...findingRows(last));
  if (options.has("ablations")) rows.push(...(await ablationRows(plan, ways, problems, onProgress)));
  if (options.has("misses")) rows.push(...misses(last, options.get("misses")));
  if (options.has("false-alarms")) rows.push(...falseAlarms(last, options.get("false-alarms")));
  const judged = ways.filter(({ isPart }) => !isPart).reduce((sum, { outcomes }) => sum + outcomes.length, 0);
  if (options.has("timing")) rows.push({ row: "timing", sessions: judged, seconds: elapsed / 1_000, perSecond: judged / (elapsed / 1_000), workers: plan.workers });
  const curves = options.has("sweep") ? sweepCurves(last) : [];
  rows.push(...curves.map((curve) => ({ row: "sweep", ...curve })));
  return { rows, problems: [...problems], curves };
}

/** Cold; with `--warm` also cold on the measure part alone, and warm. `isPart`: its sessions are counted elsewhere. */
async function judgeWays(plan, capabilities, problems, onProgress) {
  const note = ({ problems: more }) => more.forEach((problem) => problems.add(problem));
  const cold = await judgeSets(plan, { capabilities, onProgress: (done, total) => onProgress("cold", done, total) });
  note(cold);
  const ways = [{ mode: "cold", outcomes: cold.outcomes }];
  if (!plan.warm) return ways;
  onProgress("learning", 0, 0);
  const lessons = await learnSets(plan, capabilities);
  lessons.forEach(note);
  const warm = await judgeSets(plan, { capabilities, lessons, onProgress: (done, total) => onProgress("warm", done, total) });
  note(warm);
  return [...ways, { mode: "cold, measure part", isPart: true, outcomes: cold.outcomes.filter(({ part }) => part === "measure") }, { mode: "warm", outcomes: warm.outcomes, lessons }];
}

function lessonRows(lessons) {
  return [...(lessons?.values() ?? [])].filter(({ offered }) => offered > 0).map(({ set, offered, taught }) => ({ row: "learned", set, offered, taught }));
}

function rateRows({ mode, outcomes, without = null }, { goals = false } = {}) {
  return groupsOf(outcomes, { goals }).map(({ outcomes, ...group }) => ({ row: "rates", mode, without, ...group, ...ratesOf(outcomes) }));
}

/** For all sets together and each set: nothing switched off, then each capability alone. Only what was learned can change by it, so cold nothing is judged anew. */
async function ablationRows(plan, whole, problems, onProgress) {
  const rows = ablationRowsOf(whole.at(-1), "nothing");
  const all = existingCapabilities();
  if (!plan.warm) return [...rows, ...all.flatMap((off) => ablationRowsOf({ mode: "cold", outcomes: whole.at(-1).outcomes.map((outcome) => withoutCapability(outcome, off)) }, off))];
  for (const off of all) {
    const ways = await judgeWays(plan, all.filter((name) => name !== off), problems, (step, done, total) => onProgress(`without ${off}, ${step}`, done, total));
    rows.push(...ablationRowsOf(ways.at(-1), off));
  }
  return rows;
}

function ablationRowsOf(way, without) {
  return rateRows({ ...way, without }).filter(({ suite }) => suite === null).map((row) => ({ ...row, row: "ablation" }));
}
