// The scenario check holds the corpus folders against the attack classes of the engine.
import { expect, test } from "vitest";
import { check } from "./check-scenarios.mjs";
import { temporaryCheckout } from "./temporary-checkout.mjs";

const core = { "packages/core/package.json": '{"type":"module"}', "packages/core/dist/index.js": 'export const ATTACK_CLASSES = ["slow-drift", "scope-creep"];\n' };

test("one folder with a scenario for each class passes", async () => {
  expect(await check(temporaryCheckout({ ...core, "red-team/slow-drift/scenario.yaml": "", "red-team/scope-creep/scenario.yaml": "" }))).toEqual([]);
});

test("a class without a folder, a folder without a class and a folder without a scenario are refused", async () => {
  const problems = await check(temporaryCheckout({ ...core, "red-team/slow-drift/notes.md": "", "red-team/other/scenario.yaml": "" }));
  expect(problems.map((problem) => problem.message).toSorted()).toEqual([
    'attack class "other" is on the disk but not listed',
    'attack class "scope-creep" is listed but not on the disk',
    "has no scenario.yaml",
  ]);
});
