// Problems of files at their lines, and the exit codes.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { capturedIo } from "../captured-io.ts";
import { commands } from "../commands.ts";
import { runProgram } from "../program.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "kaizen-lint-"));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

async function lint(text: string, ...more: string[]): Promise<{ code: number; out: string; err: string }> {
  await writeFile(join(cwd, "x.yaml"), text);
  const io = capturedIo({ cwd });
  return { code: await runProgram(["lint", "x.yaml", ...more], io, commands, "0.0.0"), out: io.out(), err: io.err() };
}

describe("kaizen lint", () => {
  it.each([
    ["declaration", "agent: a\ntools: none\n"],
    ["policy", "rules: []\n"],
  ])("knows a %s by its content", async (kind, text) => {
    expect(await lint(text)).toEqual({ code: 0, out: `x.yaml: ${kind}, no problem\n`, err: "" });
  });

  it("prints every problem at its place and answers 1", async () => {
    const { code, out } = await lint("agent: a\ntool: [x]\ntools: []\n");
    expect(out.split("\n").map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual(["x.yaml:3:1 empty-list", "x.yaml:2:1 unknown-key", ""]);
    expect(code).toBe(1);
  });

  it("shows the column of a mistake inside a condition", async () => {
    const { code, out } = await lint("rules:\n  - rule: condition\n    mode: ask\n    when: 'tool == \"pay\" && amunts.exists(a, a.value > 1.0)'\n");
    expect([code, out.slice(0, 28), out.includes('did you mean "amounts"?')]).toEqual([1, "x.yaml:4:29 unknown-variable", true]);
  });

  it("says what it wants when a file is neither", async () => {
    expect((await lint("rulse: []\n")).out).toBe('x.yaml:1:1 unknown-file expected a declaration (`agent:`) or a policy (`rules:`), got "rulse" as the first key; did you mean "rules"?\n');
    expect((await lint("")).out).toContain("got an empty file");
    expect((await lint("just text\n")).code).toBe(1);
  });

  it("answers 2 for a file that cannot be read, and checks the others", async () => {
    const { code, out, err } = await lint("rules: []\n", "missing.yaml");
    expect([code, out, err]).toEqual([2, "x.yaml: policy, no problem\n", "cannot read missing.yaml: no such file or folder\n"]);
  });

  it("prints JSON, one line a file", async () => {
    const { out } = await lint("agent: a\ntools: []\n", "--json");
    expect(JSON.parse(out)).toMatchObject({ file: "x.yaml", kind: "declaration", problems: [{ line: 2, column: 1, code: "empty-list" }] });
  });

  it("prints no terminal escape from a file", async () => {
    const { out } = await lint("agent: a\n\"x\\e[2Jy\": 1\n");
    expect(out).not.toContain("\u001b");
  });
});
