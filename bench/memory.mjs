// What an agent costs while it rests, and whether that grows with what it did.
import { compileBaselineSize, heapOf } from "./memory-figures.mjs";

export const name = "memory";

export function measure() {
  const [few, many] = [10, 100_000].map((actions) => heapOf(actions));
  return [
    { what: "state of a session, serialised, after 10 actions", value: few.state / 1_024, unit: "KB" },
    { what: "state of a session, serialised, after 100,000 actions", value: many.state / 1_024, unit: "KB" },
    { what: "heap of a session after 100,000 actions", value: many.heap / 1_024, unit: "KB" },
    { what: "scoring snapshot of an idle agent, as JSON", value: compileBaselineSize() / 1_024, unit: "KB", budget: 4 },
  ];
}
