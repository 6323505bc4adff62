// Turns a check's list of problems into lines on standard error and an exit code, when the check is the program.
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout that these tools belong to. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** `file:line message`, as editors and terminals link it. */
export function formatProblem(problem) {
  return `${problem.file}${problem.line === undefined ? "" : `:${problem.line}`} ${problem.message}`;
}

/** Runs `check(root)` if the module at `moduleUrl` was started as a program; else does nothing. */
export async function runCheck(moduleUrl, check) {
  const program = process.argv[1];
  if (program === undefined || resolve(program) !== fileURLToPath(moduleUrl)) return;
  const problems = await check(ROOT);
  for (const problem of problems) console.error(formatProblem(problem));
  process.exitCode = problems.length === 0 ? 0 : 1;
}
