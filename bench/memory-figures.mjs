// Takes the sizes that `memory` reports, with the garbage collected first.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { startSession } from "@kaizen/core";
import { seeded } from "./measure.mjs";
import { actionOf, callOf, NORMALISER, warmSession } from "./workload.mjs";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

/** `state`: characters of the serialised session. `heap`: bytes that it holds. */
export function heapOf(actions) {
  const random = seeded(actions);
  const calls = Array.from({ length: 500 }, (_, at) => callOf(random, 300, at));
  collect();
  const before = process.memoryUsage().heapUsed;
  const session = startSession({ onFailure: "open", enforcement: "observe" }, {});
  for (let at = 0; at < actions; at++) session.judge(NORMALISER.facts(actionOf("bench", at, calls[at % calls.length])));
  collect();
  const heap = process.memoryUsage().heapUsed - before;
  return { heap, state: session.serialise().length };
}

export function compileBaselineSize() {
  return JSON.stringify(warmSession([]).baseline).length;
}
