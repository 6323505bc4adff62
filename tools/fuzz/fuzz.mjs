// `node tools/fuzz/fuzz.mjs`: seeded hostile input against the engine, the files and the HTTP boundary.
// Fails on a crash, on a case that takes more than 50 ms three times in a row, on growth, and on a disguise that passes.
import { parseArgs } from "node:util";
import * as actions from "./actions.mjs";
import * as disguises from "./disguises.mjs";
import * as files from "./files.mjs";
import * as http from "./http.mjs";
import { randomOf } from "./random.mjs";

const FAMILIES = [actions, disguises, files, http];
const SLOW_MS = 50;
const MOST_SHOWN = 5;

const HELP = `usage: node tools/fuzz/fuzz.mjs [--cases 100000] [--seed 1] [--only FAMILY] [--case N]

families: ${FAMILIES.map(({ family }) => family).join(", ")}
--case N runs only the case that a failure named.
`;

const { values } = parseArgs({ options: { cases: { type: "string", default: "100000" }, seed: { type: "string", default: "1" }, only: { type: "string" }, case: { type: "string" }, help: { type: "boolean" } } });
if (values.help === true) process.stdout.write(HELP);
else process.exitCode = await runAll(Number(values.cases), Number(values.seed));

async function runAll(cases, seed) {
  const chosen = FAMILIES.filter(({ family }) => values.only === undefined || values.only === family);
  if (chosen.length === 0 || !Number.isSafeInteger(cases) || !Number.isSafeInteger(seed)) return process.stderr.write(HELP), 2;
  let failures = 0;
  for (const target of chosen) failures += await runFamily(target, Math.round(cases * (chosen.length === 1 ? 1 : target.share)), seed);
  return failures === 0 ? 0 : 1;
}

async function runFamily(target, cases, seed) {
  const run = await target.prepare();
  const failures = [];
  let slowest = 0;
  let kinds = new Map();
  const [first, last] = values.case === undefined ? [0, cases] : [Number(values.case), Number(values.case) + 1];
  for (let at = first; at < last; at++) {
    const problem = await runCase(run, seed, at, target.isAsync === true);
    slowest = Math.max(slowest, problem.took);
    if (problem.error === undefined) continue;
    failures.push({ at, error: problem.error });
    const kind = problem.error.split("\n")[0].slice(0, 60);
    kinds = kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (failures.length >= 500) break;
  }
  await run.end?.();
  process.stdout.write(`fuzz ${target.family.padEnd(10)} ${String(last - first).padStart(7)} cases  seed ${seed}  slowest ${slowest.toFixed(1)} ms  ${failures.length} failed\n`);
  for (const { at, error } of failures.slice(0, MOST_SHOWN)) process.stdout.write(`  case ${at}: ${error.slice(0, 600)}\n  again: node tools/fuzz/fuzz.mjs --only ${target.family} --seed ${seed} --case ${at}\n`);
  if (failures.length > MOST_SHOWN) for (const [kind, count] of kinds) process.stdout.write(`  ${count} x ${kind}\n`);
  return failures.length;
}

/** A case that is slow once may have met a busy machine; three times is its own doing. A socket's time is not the engine's. */
async function runCase(run, seed, at, isAsync) {
  let fastest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3; attempt++) {
    const random = randomOf(Math.imul(seed, 1_000_003) + at);
    const start = performance.now();
    try {
      await run(random);
    } catch (error) {
      return { took: 0, error: error instanceof Error ? `${error.message}\n${error.stack?.split("\n").slice(1, 3).join("\n") ?? ""}` : String(error) };
    }
    fastest = Math.min(fastest, performance.now() - start);
    if (isAsync || fastest <= SLOW_MS) break;
  }
  return { took: fastest, ...(isAsync || fastest <= SLOW_MS ? {} : { error: `took ${fastest.toFixed(0)} ms three times` }) };
}
