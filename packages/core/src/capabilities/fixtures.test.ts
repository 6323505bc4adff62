// Every capability against its own fixtures: what stands in `fires/` fires exactly as written, what stands in `silent/` does not.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { capabilities } from "./pipeline.ts";
import { runFixture } from "./fixture-run.ts";
import { CAPABILITIES } from "../words/verdict.ts";
import type { Fixture } from "./fixture-run.ts";

const HERE = import.meta.dirname;

function fixturesIn(capability: string, kind: "fires" | "silent"): readonly { readonly file: string; readonly fixture: Fixture }[] {
  const folder = join(HERE, capability, kind);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => ({ file, fixture: JSON.parse(readFileSync(join(folder, file), "utf8")) as Fixture }));
}

test("the pipeline lists exactly the folders, in the order of the engine's words", () => {
  const folders = readdirSync(HERE, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const listed = capabilities.map(({ name }) => name);
  expect([...listed].sort()).toEqual(folders.sort());
  expect(listed).toEqual(CAPABILITIES.filter((name) => listed.includes(name)));
});

describe.each(capabilities.map((capability) => ({ capability, name: capability.name })))("$name", ({ capability, name }) => {
  const fires = fixturesIn(name, "fires");
  const silent = fixturesIn(name, "silent");

  test.each(fires)("$file fires exactly what it lists", ({ fixture }) => {
    const listed = fixture.findings ?? [];
    expect(listed.length).toBeGreaterThan(0);
    const found = runFixture(fixture, name).map((finding, at) => (listed[at]?.severity === undefined ? { ...finding, severity: undefined } : finding));
    expect(found.map((finding) => JSON.parse(JSON.stringify(finding)))).toEqual(listed);
  });

  test.each(silent)("$file is silent", ({ fixture }) => {
    expect(fixture.findings ?? []).toEqual([]);
    expect(runFixture(fixture, name)).toEqual([]);
  });

  test("every code fires in a fixture, and no fixture lists a code that the capability does not name", () => {
    const fired = new Set(fires.flatMap(({ fixture }) => (fixture.findings ?? []).map(({ code }) => code)));
    expect([...fired].sort()).toEqual(capability.codes.map(({ code }) => code).sort());
  });

  test("its paper names every code", () => {
    const path = join(HERE, name, "README.md");
    const paper = existsSync(path) ? readFileSync(path, "utf8") : "";
    expect(capability.codes.filter(({ code }) => !paper.includes(`\`${code}\``)).map(({ code }) => code)).toEqual([]);
  });
});
