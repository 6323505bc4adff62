// Stage 1 as a whole, from the raw action to the verdict, at several sizes of arguments.
import { quantile, seeded, timeEach } from "./measure.mjs";
import { actionOf, callOf, NORMALISER, warmSession } from "./workload.mjs";

export const name = "inspect";

const SIZES = [
  { label: "100 B", size: 100, calls: 20_000, budget: { p50: 15 } },
  { label: "1 KB", size: 1_024, calls: 20_000, budget: { p50: 50, p99: 250, perSecond: 15_000 } },
  { label: "10 KB", size: 10_240, calls: 3_000, budget: { p50: 500 } },
  { label: "100 KB", size: 102_400, calls: 200, budget: {} },
];

export function measure() {
  const { session } = warmSession();
  return SIZES.flatMap(({ label, size, calls, budget }) => {
    const random = seeded(size);
    const made = Array.from({ length: Math.min(calls, 2_000) }, (_, at) => callOf(random, size, at));
    let seq = 1_000;
    const taken = timeEach((at) => session.judge(NORMALISER.facts(actionOf("bench", seq++, made[at % made.length]))), { calls, warmUp: Math.min(calls, 3_000) });
    const mean = taken.reduce((sum, each) => sum + each, 0) / taken.length;
    return [
      { what: `inspect, ${label} of arguments, p50`, value: quantile(taken, 0.5), unit: "µs", ...(budget.p50 && { budget: budget.p50 }) },
      { what: `inspect, ${label} of arguments, p99`, value: quantile(taken, 0.99), unit: "µs", ...(budget.p99 && { budget: budget.p99 }) },
      ...(budget.perSecond === undefined ? [] : [{ what: `inspect, ${label} of arguments, a core`, value: 1e6 / mean, unit: "/s", budget: budget.perSecond, more: true }]),
    ];
  });
}
