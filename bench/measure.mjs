// How figures are taken: every call timed by itself after a warm-up, medians and tails told apart, nothing judged.
import { spawnSync } from "node:child_process";

/** Microseconds that each call of `run` took, sorted. `run` gets 0, 1, 2 …; `warmUp` calls come first and are not counted. */
export function timeEach(run, { calls, warmUp = Math.min(calls, 2_000) }) {
  for (let at = 0; at < warmUp; at++) run(at);
  const taken = new Float64Array(calls);
  for (let at = 0; at < calls; at++) {
    const start = process.hrtime.bigint();
    run(warmUp + at);
    taken[at] = Number(process.hrtime.bigint() - start) / 1_000;
  }
  return taken.sort();
}

/** The value below which `share` of the sorted figures lie. */
export function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** Milliseconds of a whole process, minus those of a bare one that was run right beside it: the median of `pairs` pairs. */
export function overBareNode(argumentsOf, pairs = 15) {
  const differences = [];
  for (let pair = 0; pair < pairs; pair++) {
    const bare = processTime(["--input-type=module", "-e", ""]);
    differences.push(processTime(argumentsOf) - bare);
  }
  return differences.sort((a, b) => a - b)[Math.floor(pairs / 2)];
}

function processTime(args) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`expected the process to end well, got ${status}: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** A repeatable source of numbers from 0 to 1. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
