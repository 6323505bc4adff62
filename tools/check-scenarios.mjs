// The red-team corpus and the attack classes of the engine know the same classes, and scenarios are named after their place.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { listFolders } from "./list-folders.mjs";
import { readCore } from "./read-core.mjs";
import { runCheck } from "./run-check.mjs";

const ORDINARY = "ordinary";

export const rule = "each attack class has a scenario folder, each folder a scenario of a known class";

export async function check(root) {
  const { ATTACK_CLASSES } = await readCore(root);
  const scenarios = listFolders(join(root, "red-team")).filter((folder) => folder !== ORDINARY).flatMap((folder) => readScenarios(root, folder));
  const covered = new Set(scenarios.map((scenario) => scenario.attackClass));
  return [
    ...scenarios.flatMap((scenario) => scenarioProblems(scenario, ATTACK_CLASSES)),
    ...ATTACK_CLASSES.filter((name) => !covered.has(name)).map((name) => ({ file: "red-team", message: `no scenario of the class "${name}"` })),
  ];
}

/** `scenario.yaml`, whether it is there or not, and every other file of the folder. */
function readScenarios(root, folder) {
  const others = readdirSync(join(root, "red-team", folder)).filter((name) => name.endsWith(".yaml") && name !== "scenario.yaml");
  return ["scenario.yaml", ...others.toSorted()].map((name) => readScenario(root, folder, name));
}

function readScenario(root, folder, name) {
  const file = `red-team/${folder}/${name}`;
  const expected = name === "scenario.yaml" ? folder : `${folder}.${name.slice(0, -".yaml".length)}`;
  const text = existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : undefined;
  const [id, attackClass] = ["id", "class"].map((key) => new RegExp(`^${key}: (\\S+)$`, "mu").exec(text ?? "")?.[1]);
  return { file, expected, exists: text !== undefined, id, attackClass };
}

function scenarioProblems({ file, expected, exists, id, attackClass }, classes) {
  if (!exists) return [{ file, message: "missing" }];
  const problems = [];
  if (id !== expected) problems.push({ file, message: `expected the id "${expected}", got "${id}"` });
  if (!classes.includes(attackClass)) problems.push({ file, message: `expected a known attack class, got "${attackClass}"` });
  return problems;
}

await runCheck(import.meta.url, check);
