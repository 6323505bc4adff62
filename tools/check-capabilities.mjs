// Each capability is a folder with its paper and its fixtures, and the pipeline of the engine lists exactly those.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { listFolders } from "./list-folders.mjs";
import { compareLists, readCore } from "./read-core.mjs";
import { runCheck } from "./run-check.mjs";

export const rule = "capability folders = the engine's pipeline; each has README.md, fires/ and silent/";

const FOLDER = "packages/core/src/capabilities";

export async function check(root) {
  const { capabilities } = await readCore(root);
  const onDisk = listFolders(join(root, FOLDER));
  return [
    ...compareLists(onDisk, capabilities.map((capability) => capability.name), FOLDER, "capability"),
    ...onDisk.flatMap((name) => folderProblems(root, `${FOLDER}/${name}`)),
  ];
}

function folderProblems(root, folder) {
  const problems = existsSync(join(root, folder, "README.md")) ? [] : [{ file: folder, message: "has no README.md" }];
  for (const kind of ["fires", "silent"]) {
    const path = join(root, folder, kind);
    const fixtures = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith(".json")) : [];
    if (fixtures.length === 0) problems.push({ file: `${folder}/${kind}`, message: "has no fixture: expected at least one .json file" });
  }
  return problems;
}

await runCheck(import.meta.url, check);
