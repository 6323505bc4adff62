// All that CI does, in the same order: each step named and timed, the first failure ends it.
// `npm run ready` runs all steps, `npm run ready -- lint tests` only those.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { readCounts } from "./read-counts.mjs";
import { ROOT } from "./run-check.mjs";

const work = mkdtempSync(join(tmpdir(), "kaizen-ready-"));
const countsFile = join(work, "counts.json");
const corpusFile = join(work, "corpus.txt");

const STEPS = [
  { name: "build", command: ["tsdown", "--silent"] },
  { name: "types", command: ["node", "tools/types.mjs"] },
  { name: "lint", command: ["oxlint", "--deny-warnings"] },
  { name: "imports", command: ["depcruise", "packages", "--config", "tools/dependency-cruiser.mjs"] },
  { name: "checks", command: ["node", "tools/check-all.mjs"] },
  { name: "unused", command: ["knip", "--no-progress"] },
  { name: "packages", command: ["node", "tools/packages-ready.mjs"] },
  { name: "tests", command: ["npm", "test", "--", "--reporter=default", "--reporter=./tools/count-reporter.mjs"] },
  { name: "corpus", command: ["kaizen", "corpus", "--ratchet", "--check-paper", "docs/how-agents-fail.md"], keep: corpusFile },
  { name: "fuzz", command: ["node", "tools/fuzz/fuzz.mjs", "--cases", "100000"] },
  { name: "proof", command: ["kaizen", "corpus", "--prove"] },
  { name: "docs", command: ["node", "tools/docs.mjs", "--check", "--corpus-output", corpusFile] },
];

function runStep(command) {
  const [program = "", ...args] = command;
  const path = [join(ROOT, "node_modules/.bin"), process.env.PATH ?? ""].join(delimiter);
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, PATH: path, KAIZEN_COUNTS: countsFile, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { all: "", stdout: "" };
    child.stdout.on("data", (chunk) => {
      output.all += chunk;
      output.stdout += chunk;
    });
    child.stderr.on("data", (chunk) => (output.all += chunk));
    child.on("error", (error) => resolve({ ...output, all: `${output.all}${error.message}\n`, code: 1 }));
    child.on("close", (code, signal) => resolve({ ...output, code: code ?? 1, signal }));
  });
}

/** Runs the steps until one fails; returns the name of that one, or undefined. */
async function runSteps(steps) {
  for (const { name, command, keep } of steps) {
    const started = performance.now();
    process.stdout.write(`${name.padEnd(9)} `);
    const { all, stdout, code, signal } = await runStep(command);
    const problems = name === "tests" ? countProblems() : [];
    const failed = code !== 0 || problems.length > 0;
    console.log(`${failed ? "FAIL" : "ok  "} ${((performance.now() - started) / 1000).toFixed(1)} s`);
    if (keep !== undefined) writeFileSync(keep, stdout);
    if (!failed) continue;
    console.log(`\n$ ${command.join(" ")}\n${all.trimEnd()}`);
    for (const problem of problems) console.log(problem);
    console.log(`\nstopped at "${name}"${signal ? ` (${signal})` : ""}`);
    return name;
  }
  return undefined;
}

function counts() {
  return readCounts(existsSync(countsFile) ? readFileSync(countsFile, "utf8") : undefined);
}

function countProblems() {
  const { skips, problems } = counts();
  for (const skip of skips) console.log(`\n  ${skip}`);
  return problems;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`no such step: ${unknown.join(", ")}; expected some of: ${STEPS.map((step) => step.name).join(", ")}`);
  process.exit(2);
}
const steps = wanted.length === 0 ? STEPS : STEPS.filter((step) => wanted.includes(step.name));
const stoppedAt = await runSteps(steps);
const testsRan = steps.some((step) => step.name === "tests") && existsSync(countsFile);
if (testsRan) console.log(`\n${counts().line}`);
rmSync(work, { recursive: true, force: true });
process.exitCode = stoppedAt === undefined ? 0 : 1;
