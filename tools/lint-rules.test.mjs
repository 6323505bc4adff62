// The lint configuration refuses what the style forbids. Runs the real oxlint with the checkout's own configuration.
import { execFile } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { ROOT } from "./run-check.mjs";
import { temporaryCheckout } from "./temporary-checkout.mjs";

const run = promisify(execFile);

async function brokenRules(file, text) {
  const root = temporaryCheckout({ [file]: text });
  copyFileSync(join(ROOT, ".oxlintrc.json"), join(root, ".oxlintrc.json"));
  const args = [join(ROOT, "node_modules/oxlint/bin/oxlint"), "--deny-warnings", "--format", "json"];
  const { stdout } = await run(process.execPath, args, { cwd: root }).catch((error) => error);
  return [...new Set(JSON.parse(stdout).diagnostics.map((problem) => problem.code))];
}

const ENGINE = "packages/core/src/a.ts";
test.each([
  [ENGINE, "export const a = Math.random();", "eslint(no-restricted-properties)"],
  [ENGINE, "export const a = process.pid;", "eslint(no-restricted-globals)"],
  [ENGINE, "console.log(1);", "eslint(no-restricted-globals)"],
  ["packages/sdk/src/a.ts", "console.log(1);", "eslint(no-console)"],
  ["packages/sdk/src/a.ts", "export const a: any = 1;", "typescript(no-explicit-any)"],
  ["packages/sdk/src/a.ts", "export const a = (b: number[]): number => b[0]!;", "typescript(no-non-null-assertion)"],
  ["packages/sdk/src/a.ts", "export default 1;", "import(no-default-export)"],
  ["packages/sdk/src/a.ts", "export const a = (b: number): boolean => b == 1;", "eslint(eqeqeq)"],
  ["packages/sdk/src/a.ts", `export const a = 1;\n${"// x\n".repeat(300)}`, "eslint(max-lines)"],
  ["packages/sdk/src/a.ts", `export function a(): void {\n${"  a();\n".repeat(50)}}\n`, "eslint(max-lines-per-function)"],
  ["packages/sdk/src/a.test.ts", 'import { test } from "vitest";\ntest.only("a", () => {});', "vitest(no-focused-tests)"],
  ["packages/sdk/src/a.test.ts", 'import { expect, test } from "vitest";\ntest("should work", () => { expect(1).toBe(1); });', "vitest(valid-title)"],
  ["packages/sdk/src/a.test.ts", 'import { test } from "vitest";\ntest("nothing is looked at", () => {});', "vitest(expect-expect)"],
])("%s with %s breaks the lint", async (file, text, code) => {
  expect(await brokenRules(file, text)).toContain(code);
});

test("a clock outside of the engine passes, and so does a long test", async () => {
  expect(await brokenRules("packages/sdk/src/a.ts", "export const a = (): number => Date.now();\n")).toEqual([]);
  expect(await brokenRules("packages/sdk/src/a.test.ts", "export const a = 1;\n".padEnd(4000, "// x\n"))).toEqual([]);
});
