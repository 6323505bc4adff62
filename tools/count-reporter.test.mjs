// The reporter counts a real vitest run: passes, failures, skips with their reasons, and modules that do not load.
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { ROOT } from "./run-check.mjs";

const run = promisify(execFile);

async function countRun(text) {
  // Inside of the checkout, so that `vitest` itself is found.
  const folder = mkdtempSync(join(ROOT, "node_modules/.kaizen-count-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "vitest.config.mjs"), 'export default { test: { include: ["a.test.mjs"] } };\n');
  writeFileSync(join(folder, "a.test.mjs"), text);
  const counts = join(folder, "counts.json");
  const args = [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", "--root", folder, `--reporter=${join(ROOT, "tools/count-reporter.mjs")}`];
  await run(process.execPath, args, { cwd: folder, env: { ...process.env, KAIZEN_COUNTS: counts } }).catch((error) => error);
  return existsSync(counts) ? JSON.parse(readFileSync(counts, "utf8")) : undefined;
}

test("passes, failures and skips with their reasons are counted", async () => {
  const counts = await countRun(`
    import { describe, expect, test } from "vitest";
    test("passes", () => {});
    describe("inside", () => { test("fails", () => expect(1).toBe(2)); });
    test("says why", (context) => context.skip("no browser"));
    test.skip("is silent", () => {});
  `);
  expect(counts).toMatchObject({
    passed: 1,
    failed: 1,
    skipped: [{ test: "a.test.mjs > says why", reason: "no browser" }, { test: "a.test.mjs > is silent" }],
    broken: [],
  });
});

test("a module that does not load is broken, not absent", async () => {
  const counts = await countRun('import { gone } from "./gone.mjs";\ngone();\n');
  expect(counts).toMatchObject({ passed: 0, failed: 0, broken: [expect.stringContaining("gone.mjs")] });
});

test("an error after the tests is broken", async () => {
  const counts = await countRun(`
    import { test } from "vitest";
    test("passes", () => { Promise.reject(new Error("nobody listens")); });
  `);
  expect(counts).toMatchObject({ broken: ["nobody listens"] });
});
