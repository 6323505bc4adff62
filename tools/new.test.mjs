// What `npm run new` makes passes the checks, in a temporary copy of the checkout.
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { loadCorpus } from "@kaizen/corpus";
import { expect, onTestFinished, test } from "vitest";
import { check as checkCommands } from "./check-commands.mjs";
import { check as checkHeaders } from "./check-file-headers.mjs";
import { check as checkNames } from "./check-file-names.mjs";
import { check as checkScenarios } from "./check-scenarios.mjs";
import { makeNew } from "./new.mjs";
import { ROOT } from "./run-check.mjs";

const run = promisify(execFile);
const COPIED = ["README.md", "docs", "red-team", "packages", "tsconfig.base.json", ".oxlintrc.json", "vitest.config.ts"];

/** A copy without history; packages that it imports by name are those of the checkout. */
function copyCheckout() {
  const root = mkdtempSync(join(tmpdir(), "kaizen-new-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const path of COPIED.filter((each) => existsSync(join(ROOT, each)))) {
    cpSync(join(ROOT, path), join(root, path), { recursive: true, filter: (source) => !source.endsWith("node_modules") });
  }
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  return root;
}

/** Problems of the checks in files that were just written: others may be at work elsewhere in the checkout. */
function problemsIn(root, written) {
  return [checkNames, checkHeaders].flatMap((check) => check(root)).filter((problem) => written.includes(problem.file));
}

async function lint(root, files) {
  return (await run(process.execPath, [join(ROOT, "node_modules/oxlint/bin/oxlint"), "--deny-warnings", ...files], { cwd: root })).stdout;
}

test("a decision gets the next number and the four headings", () => {
  const root = copyCheckout();
  const [path = ""] = makeNew(root, "decision", "no-more-meetings");
  expect(path).toMatch(/^docs\/decisions\/\d{4}-no-more-meetings\.md$/u);
  expect(readFileSync(join(root, path), "utf8").match(/^## .*$/gmu)).toEqual(["## Context", "## Decision", "## Cost", "## What would change our mind"]);
  expect(problemsIn(root, [path])).toEqual([]);
  expect(() => makeNew(root, "decision", "no-more-meetings")).toThrow(/exists already/u);
});

test("a command compiles, lints and stands in both lists", async () => {
  const root = copyCheckout();
  const before = checkCommands(root);
  const written = makeNew(root, "command", "say-hello");
  expect(checkCommands(root)).toEqual(before);
  expect(problemsIn(root, written)).toEqual([]);
  await lint(root, written.filter((path) => path.endsWith(".ts")));
  const { stdout } = await run(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", "packages/cli"], { cwd: root }).catch((error) => error);
  expect(stdout.split("\n").filter((line) => line.includes("say-hello") || line.includes("commands.ts"))).toEqual([]);
  expect(() => makeNew(root, "command", "say-hello")).toThrow(/exists already: packages\/cli/u);
});

test("a scenario is read by the corpus without a problem", async () => {
  const root = copyCheckout();
  const [path = ""] = makeNew(root, "scenario", "paper-shredder");
  expect(problemsIn(root, [path])).toEqual([]);
  const corpus = loadCorpus(join(root, "red-team"));
  expect((corpus.ok ? [] : corpus.error).filter((problem) => problem.file.endsWith(path))).toEqual([]);
  expect((await checkScenarios(root)).filter((problem) => problem.file === path)).toEqual([]);
  expect(() => makeNew(root, "scenario", "paper-shredder")).toThrow(/exists already/u);
});

test("a capability compiles, lints, has paper and fixtures and stands in the pipeline", async () => {
  const root = copyCheckout();
  const written = makeNew(root, "capability", "trend");
  expect(written).toEqual(expect.arrayContaining(["README.md", "fires/long-tool-name.json", "silent/short-tool-name.json"].map((name) => `packages/core/src/capabilities/trend/${name}`)));
  expect(problemsIn(root, written)).toEqual([]);
  await lint(root, written.filter((path) => path.endsWith(".ts")));
  const fixtures = [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", "--root", root, "packages/core/src/capabilities/fixtures.test.ts"];
  const outcome = await run(process.execPath, fixtures, { cwd: root, env: { ...process.env, NO_COLOR: "1" } }).catch((error) => error);
  expect(outcome.stdout).toMatch(/Tests +\d+ passed \(/u);
  const { stdout } = await run(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", "packages/core"], { cwd: root }).catch((error) => error);
  expect(stdout.split("\n").filter((line) => line.includes("trend") || line.includes("pipeline.ts"))).toEqual([]);
  expect(() => makeNew(root, "capability", "trend")).toThrow(/exists already/u);
});

test("a capability that the engine has no word for is refused", () => {
  expect(() => makeNew(ROOT, "capability", "mind-reading")).toThrow(/expected one of the engine's words \(policy, egress, .*starts with a decision record/u);
});

test.each([
  ["gadget", "a", 'expected a kind (capability, command, decision, scenario), got "gadget"'],
  [undefined, undefined, 'expected a kind (capability, command, decision, scenario), got ""'],
  ["command", "SayHello", 'expected a kebab-case name for the command, got "SayHello"'],
  ["command", undefined, 'expected a kebab-case name for the command, got ""'],
  ["command", "../evil", 'expected a kebab-case name for the command, got "../evil"'],
])("%s %s is refused with a sentence", (kind, name, message) => {
  expect(() => makeNew(ROOT, kind, name)).toThrow(message);
});
