// The red-team corpus and the attack classes of the engine know the same classes, and a folder is named after its scenario.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { listFolders } from "./list-folders.mjs";
import { readCore } from "./read-core.mjs";
import { runCheck } from "./run-check.mjs";

export const rule = "each attack class has a scenario folder, each folder a scenario of a known class";

export async function check(root) {
  const { ATTACK_CLASSES } = await readCore(root);
  const scenarios = listFolders(join(root, "red-team")).map((folder) => readScenario(root, folder));
  const covered = new Set(scenarios.map((scenario) => scenario.attackClass));
  return [
    ...scenarios.flatMap((scenario) => scenarioProblems(scenario, ATTACK_CLASSES)),
    ...ATTACK_CLASSES.filter((name) => !covered.has(name)).map((name) => ({ file: "red-team", message: `no scenario of the class "${name}"` })),
  ];
}

function readScenario(root, folder) {
  const file = `red-team/${folder}/scenario.yaml`;
  const text = existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : undefined;
  const [id, attackClass] = ["id", "class"].map((key) => new RegExp(`^${key}: (\\S+)$`, "mu").exec(text ?? "")?.[1]);
  return { file, folder, exists: text !== undefined, id, attackClass };
}

function scenarioProblems({ file, folder, exists, id, attackClass }, classes) {
  if (!exists) return [{ file, message: "missing" }];
  const problems = [];
  if (id !== folder) problems.push({ file, message: `expected the id "${folder}", got "${id}"` });
  if (!classes.includes(attackClass)) problems.push({ file, message: `expected a known attack class, got "${attackClass}"` });
  return problems;
}

await runCheck(import.meta.url, check);
