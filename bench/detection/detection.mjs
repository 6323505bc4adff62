// `npm run bench:detection`: how many recorded attacks are flagged, and how many benign runs. It measures; it fails nothing.
import { writeFileSync } from "node:fs";
import { HELP } from "./help.mjs";
import { measureDetection } from "./measure-detection.mjs";
import { parseOptions } from "./options.mjs";
import { planMeasurement } from "./plan.mjs";
import { sweepPicture } from "./sweep.mjs";
import { tableText } from "./table.mjs";

const UNUSABLE = 2;
const MOST_SAID = 10;
const LONG = 1_000;
const shown = { quarter: "" };

// A reader that has seen enough (`| head`) ends the run; that is no failure.
process.stdout.on("error", () => process.exit(0));

process.exitCode = await main(process.argv.slice(2));

async function main(words) {
  const { options, problem } = parseOptions(words);
  if (problem !== undefined) return refuse(problem);
  if (options.has("help")) {
    process.stdout.write(HELP);
    return 0;
  }
  const planned = await planMeasurement(options, process.env.KAIZEN_TRACES);
  if (planned.problem !== undefined) return refuse(planned.problem);
  const { rows, problems, curves } = await measureDetection(planned.plan, options, { now: () => performance.now(), onProgress: showProgress });
  if (process.stderr.isTTY) process.stderr.write("\r\u001B[K");
  process.stdout.write(options.has("json") ? rows.map((row) => `${JSON.stringify(row)}\n`).join("") : tableText(rows));
  if (options.has("sweep")) writeFileSync(options.get("sweep"), sweepPicture(curves));
  for (const each of problems.slice(0, MOST_SAID)) process.stderr.write(`${each}\n`);
  if (problems.length > MOST_SAID) process.stderr.write(`and ${problems.length - MOST_SAID} more\n`);
  return problems.length > 0 ? UNUSABLE : 0;
}

function refuse(message) {
  process.stderr.write(`${message}\n`);
  return UNUSABLE;
}

/** In place on a terminal; in a log a line for each quarter of what takes long. */
function showProgress(step, done, total) {
  const text = `${step}${total === 0 ? "" : `: ${done} of ${total} sessions`}`;
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}`);
  else if (total >= LONG && shown.quarter !== quarterOf(step, done, total)) {
    shown.quarter = quarterOf(step, done, total);
    process.stderr.write(`${text}\n`);
  }
}

function quarterOf(step, done, total) {
  return `${step} ${Math.floor((4 * done) / total)}`;
}
