// What a tool's result costs the agent's process before it goes on.
import { quantile, seeded, timeEach } from "./measure.mjs";
import { eventOf, NORMALISER, resultOf, warmSession } from "./workload.mjs";

export const name = "observe";

const result = (seq, content) => eventOf("bench", seq, { event: "observation", observation: { kind: "result", tool: "doc_read", content } });

export function measure() {
  const { session } = warmSession();
  const random = seeded(5);
  let seq = 2_000;
  const texts = Array.from({ length: 200 }, (_, at) => resultOf(random, 20_480, at));
  const small = timeEach((at) => session.judge(NORMALISER.facts(result(seq++, texts[at % texts.length]))), { calls: 400, warmUp: 200 });
  const long = resultOf(random, 10 * 1_048_576, 0);
  const large = timeEach(() => session.judge(NORMALISER.facts(result(seq++, long))), { calls: 20, warmUp: 4 });
  return [
    { what: "observe, 20 KB of a result, p50 a KB", value: quantile(small, 0.5) / 20 / 1_000, unit: "ms", budget: 0.2 },
    { what: "observe, 20 KB of a result, p99 a KB", value: quantile(small, 0.99) / 20 / 1_000, unit: "ms", budget: 0.2 },
    { what: "observe, 10 MB of a result, p50 a call", value: quantile(large, 0.5) / 1_000, unit: "ms", budget: 40 },
    { what: "observe, 10 MB of a result, p99 a call", value: quantile(large, 0.99) / 1_000, unit: "ms", budget: 40 },
  ];
}
