// `npm run bench`: measures what the design promises and prints each figure beside its budget. It measures; it fails nothing.
import { availableParallelism, cpus } from "node:os";
import { parseArgs } from "node:util";
import * as corpus from "./corpus.mjs";
import * as imports from "./import.mjs";
import * as inspect from "./inspect.mjs";
import * as memory from "./memory.mjs";
import * as observe from "./observe.mjs";
import * as observer from "./observer.mjs";
import * as peers from "./peers.mjs";

const BENCHES = [inspect, observe, peers, memory, imports, observer, corpus];

const HELP = `usage: npm run bench -- [--only NAME[,NAME]] [--json]

Measures: ${BENCHES.map(({ name }) => name).join(", ")}.
A figure over its budget stands as an open line in docs/limits.md; the exit code is 0 whatever the figures are.

examples:
  npm run bench
  npm run bench -- --only inspect,peers
`;

// A reader that has seen enough (`| head`) ends the run; that is no failure.
process.stdout.on("error", () => process.exit(0));

const { values } = readArguments();
if (values.help === true) {
  process.stdout.write(HELP);
} else {
  const chosen = chooseBenches(values.only);
  if (values.json !== true) process.stdout.write(`node ${process.version}, ${availableParallelism()} x ${cpus()[0]?.model ?? "unknown processor"}\n`);
  for (const { name, measure } of chosen) {
    const rows = await measure();
    for (const row of rows) process.stdout.write(values.json === true ? `${JSON.stringify({ bench: name, ...row })}\n` : `${line(row)}\n`);
  }
}

function readArguments() {
  try {
    return parseArgs({ options: { only: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean", short: "h" } } });
  } catch (cause) {
    return refuse(cause instanceof Error ? cause.message : String(cause));
  }
}

function chooseBenches(only) {
  if (only === undefined) return BENCHES;
  const names = only.split(",");
  const unknown = names.find((each) => !BENCHES.some(({ name }) => name === each));
  if (unknown !== undefined) return refuse(`expected one of ${BENCHES.map(({ name }) => name).join(", ")}, got "${unknown}"`);
  return BENCHES.filter(({ name }) => names.includes(name));
}

function refuse(message) {
  process.stderr.write(`${message}\n${HELP}`);
  process.exit(2);
}

function line({ what, value, unit, budget, more }) {
  const figure = `${value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)} ${unit}`;
  if (budget === undefined) return `${what.padEnd(64)} ${figure.padStart(12)}`;
  const isMet = more === true ? value >= budget : value <= budget;
  return `${what.padEnd(64)} ${figure.padStart(12)}   budget ${more === true ? "at least " : ""}${budget} ${unit}   ${isMet ? "met" : "OVER"}`;
}
