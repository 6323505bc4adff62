// Type-checks every TypeScript project of the checkout: each `tsconfig*.json` in a package, in examples and in tests.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { listFiles } from "./list-files.mjs";
import { ROOT } from "./run-check.mjs";

const AT_ONCE = 2;

/** Project files, relative to `root`. */
export function listProjects(root) {
  return listFiles(root).filter((file) => /^(?:packages\/[^/]+|examples|tests|tools)\/tsconfig[a-z.]*\.json$/u.test(file));
}

function checkProject(project) {
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  return new Promise((resolve) => {
    execFile(process.execPath, [compiler, "-p", project, "--pretty", "false"], { cwd: ROOT }, (error, stdout, stderr) => {
      resolve(error === null ? "" : `${project}\n${stdout}${stderr}`);
    });
  });
}

async function checkAll(projects) {
  const queue = [...projects];
  const failures = [];
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) failures.push(await checkProject(next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failures.filter((text) => text !== "");
}

const projects = listProjects(ROOT);
const failures = await checkAll(projects);
for (const text of failures) console.error(text);
console.log(`${projects.length} projects, ${failures.length} with type errors`);
process.exitCode = failures.length === 0 && projects.length > 0 ? 0 : 1;
