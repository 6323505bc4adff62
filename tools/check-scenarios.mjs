// The red-team corpus has one folder for each attack class that the engine knows.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { listFolders } from "./list-folders.mjs";
import { compareLists, readCore } from "./read-core.mjs";
import { runCheck } from "./run-check.mjs";

export const rule = "red-team folders = attack classes; each has a scenario.yaml";

export async function check(root) {
  const { ATTACK_CLASSES } = await readCore(root);
  const onDisk = listFolders(join(root, "red-team"));
  return [
    ...compareLists(onDisk, ATTACK_CLASSES, "red-team", "attack class"),
    ...onDisk
      .filter((name) => !existsSync(join(root, "red-team", name, "scenario.yaml")))
      .map((name) => ({ file: `red-team/${name}`, message: "has no scenario.yaml" })),
  ];
}

await runCheck(import.meta.url, check);
