// The capability check holds the folders against the pipeline of the engine.
import { expect, test } from "vitest";
import { check } from "./check-capabilities.mjs";
import { temporaryCheckout } from "./temporary-checkout.mjs";

const folder = (name) => ({
  [`packages/core/src/capabilities/${name}/README.md`]: "# x\n",
  [`packages/core/src/capabilities/${name}/fires/a.json`]: "{}",
  [`packages/core/src/capabilities/${name}/silent/a.json`]: "{}",
});
const built = (...names) => ({ "packages/core/dist/index.js": `export const capabilities = ${JSON.stringify(names.map((name) => ({ name })))};\n` });
const manifest = { "packages/core/package.json": '{"type":"module"}' };

test("folders that the pipeline lists pass", async () => {
  expect(await check(temporaryCheckout({ ...manifest, ...built("policy"), ...folder("policy") }))).toEqual([]);
});

test("a folder that is not listed and a listed one that is missing are refused", async () => {
  const problems = await check(temporaryCheckout({ ...manifest, ...built("trend"), ...folder("policy") }));
  expect(problems.map((problem) => problem.message)).toEqual([
    'capability "policy" is on the disk but not listed',
    'capability "trend" is listed but not on the disk',
  ]);
});

test("a folder without paper or fixtures is refused", async () => {
  const root = temporaryCheckout({ ...manifest, ...built("policy"), "packages/core/src/capabilities/policy/judge.ts": "// x\n" });
  expect((await check(root)).map((problem) => problem.message)).toEqual([
    "has no README.md",
    "has no fixture: expected at least one .json file",
    "has no fixture: expected at least one .json file",
  ]);
});

test("an engine that is not built is an error and no success", async () => {
  await expect(check(temporaryCheckout(manifest))).rejects.toThrow("not built");
});
