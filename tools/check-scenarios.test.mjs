// The scenario check holds the corpus folders against the attack classes of the engine.
import { expect, test } from "vitest";
import { check } from "./check-scenarios.mjs";
import { temporaryCheckout } from "./temporary-checkout.mjs";

const core = { "packages/core/package.json": '{"type":"module"}', "packages/core/dist/index.js": 'export const ATTACK_CLASSES = ["slow-drift", "scope-creep"];\n' };
const scenario = (folder, attackClass, id = folder) => ({ [`red-team/${folder}/scenario.yaml`]: `id: ${id}\nclass: ${attackClass}\n` });
const messages = async (files) => (await check(temporaryCheckout({ ...core, ...files }))).map((problem) => problem.message);

test("a scenario for each class passes, also two for one", async () => {
  const files = { ...scenario("slow-drift", "slow-drift"), ...scenario("scope-creep", "scope-creep"), ...scenario("wider-bucket", "scope-creep") };
  expect(await messages(files)).toEqual([]);
});

test("a class without a scenario is refused", async () => {
  expect(await messages(scenario("slow-drift", "slow-drift"))).toEqual(['no scenario of the class "scope-creep"']);
});

test("an unknown class, another id than the folder's and a folder without a scenario are refused", async () => {
  const files = { ...scenario("slow-drift", "slow-drift"), ...scenario("scope-creep", "scope-creep"), ...scenario("a", "b", "c"), "red-team/d/notes.md": "" };
  expect(await messages(files)).toEqual(['expected the id "a", got "c"', 'expected a known attack class, got "b"', "missing"]);
});

test("further files of a folder are named behind a dot, and ordinary sessions are no scenarios", async () => {
  const files = { ...scenario("slow-drift", "slow-drift"), ...scenario("scope-creep", "scope-creep"), "red-team/ordinary/desk.yaml": "agent: { name: a, role: b }\n" };
  expect(await messages({ ...files, "red-team/scope-creep/tenants.yaml": "id: scope-creep.tenants\nclass: scope-creep\n" })).toEqual([]);
  expect(await messages({ ...files, "red-team/scope-creep/tenants.yaml": "id: tenants\nclass: scope-creep\n" })).toEqual(['expected the id "scope-creep.tenants", got "tenants"']);
});
