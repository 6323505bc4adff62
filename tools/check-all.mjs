// Runs every `check-*.mjs` beside it: a new check is a new file, there is no list to keep.
import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT, formatProblem } from "./run-check.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** File names of all checks, sorted. */
export function listChecks() {
  return readdirSync(here)
    .filter((name) => name.startsWith("check-") && name.endsWith(".mjs"))
    .filter((name) => !name.endsWith(".test.mjs") && name !== "check-all.mjs")
    .toSorted();
}

async function runAll() {
  let failed = 0;
  for (const name of listChecks()) {
    const { check, rule } = await import(`./${name}`);
    const problems = await problemsOf(check, name);
    console.log(`${problems.length === 0 ? "ok  " : "FAIL"} ${name.slice(0, -4)}: ${rule}`);
    for (const problem of problems) console.error(`     ${formatProblem(problem)}`);
    failed += problems.length;
  }
  if (failed > 0) console.error(`${failed} problem(s) in the checks above`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** A check that breaks is a problem like any other: the rest still run. */
async function problemsOf(check, name) {
  try {
    return await check(ROOT);
  } catch (error) {
    return [{ file: `tools/${name}`, message: error.message }];
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runAll();
