// The command as a process: its exit codes, its lines, and threads that change no figure. Runs the built packages.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ASKED_FOR_LEAK, calls, LEAK, madeUpSets } from "./made-up-set.mjs";

const COMMAND = fileURLToPath(new URL("./detection.mjs", import.meta.url));

function run(folder, ...words) {
  return spawnSync(process.execPath, [COMMAND, ...words], { encoding: "utf8", env: { ...process.env, KAIZEN_TRACES: folder } });
}

test("an unknown option and a folder that is not there exit with 2 and a sentence", () => {
  const unknown = run("", "--frobnicate");
  expect([unknown.status, unknown.stdout, unknown.stderr]).toEqual([2, "", 'expected an option, got "--frobnicate"; --help lists them\n']);
  const gone = run("/nowhere/at/all");
  expect([gone.status, gone.stderr]).toEqual([2, 'expected a folder of labelled trace sets, got "/nowhere/at/all"\n']);
});

test("--help shows examples and needs no recordings", () => {
  const { status, stdout } = run("", "--help");
  expect(status).toBe(0);
  expect(stdout).toContain("npm run bench:detection -- --warm");
});

test("threads give the rows that one thread gives", () => {
  const sessions = Array.from({ length: 30 }, (_, index) => ({ id: `s${index}`, task: `t${index % 4}`, part: index % 2 === 0 ? "fit" : "measure", events: [LEAK, ASKED_FOR_LEAK, calls("note_add")][index % 3] }));
  const folder = madeUpSets({ one: sessions, two: sessions });
  const [alone, threads] = ["0", "2"].map((workers) => run(folder, "--json", "--warm", "--false-alarms", "--workers", workers));
  expect([threads.status, threads.stderr]).toEqual([0, ""]);
  expect(threads.stdout).toBe(alone.stdout);
  expect(threads.stdout.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line).row)).toContain("false-alarm");
});

test("a line that cannot be read is named, the rest is measured, and the exit code is 2", () => {
  const { status, stdout, stderr } = run(madeUpSets({ desk: [{ id: "a", events: LEAK }, { id: "b", line: '{"id":"b"' }] }));
  expect(status).toBe(2);
  expect(stdout).toMatch(/^desk .* 1\/1 /m);
  expect(stderr).toMatch(/^desk\.jsonl\.gz:2: /);
});
