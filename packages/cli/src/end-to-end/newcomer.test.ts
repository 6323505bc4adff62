// What somebody meets who tries things out: folders that cannot be, names that are not there, files of another kind.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { KAIZEN_BIN, serve } from "./served-observer.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kaizen-newcomer-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `command`: default the program itself. */
async function run(arguments_: readonly string[], env: Readonly<Record<string, string>> = {}, command: readonly string[] = [process.execPath, KAIZEN_BIN], stopsAt?: RegExp): Promise<Ended> {
  const [program = "", ...first] = command;
  const child = spawn(program, [...first, ...arguments_], { cwd: folder, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NO_COLOR: "1", KAIZEN_STATE_DIR: join(folder, "state"), ...env } });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    const hadSaid = stopsAt?.test(stdout) === true;
    stdout += chunk.toString();
    // Once: a second signal ends the program at once, in no good order.
    if (!hadSaid && stopsAt?.test(stdout) === true) child.kill("SIGTERM");
  });
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout, stderr };
}

it.each([
  ["no folder", [""], /expected a folder after --data/],
  ["a folder where none can be made", ["/proc/kaizen/data"], /data folder \/proc\/kaizen\/data: the data folder cannot be made there.* \(ENOENT: no such[^:]*'\)/],
  ["a folder below a file", [join(KAIZEN_BIN, "data")], /cannot be made there/],
])("serve refuses %s with a sentence", async (_what, [data = ""], says) => {
  const { code, stderr } = await run(["serve", "--port", "0", "--data", data]);
  expect(stderr).toMatch(says);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(code).toBe(2);
});

it("doctor says that a state folder cannot be made, and ends", async () => {
  const { code, stdout } = await run(["doctor"], { KAIZEN_STATE_DIR: "/proc/kaizen/state" });
  expect(stdout).toMatch(/bad +state folder +cannot be used: .*ENOENT/);
  expect(code).toBe(1);
});

it.each(["SIGINT", "SIGTERM"] as const)("serve that %s ends in good order answers 0", async (signal) => {
  const observer = await serve(join(folder, "data"));
  await observer.kill(signal);
  expect([observer.process.exitCode, observer.process.signalCode]).toEqual([0, null]);
});

it("serve warns once when other machines can reach it", async () => {
  const { code, stderr } = await run(["serve", "--port", "0", "--data", join(folder, "data"), "--host", "0.0.0.0"], {}, undefined, /Kaizen observer/);
  expect(stderr).toMatch(/^warning: 0\.0\.0\.0 can be reached from other machines.*\n$/);
  expect(code).toBe(0);
});

it("a command names its own help", async () => {
  expect((await run(["serve", "--log-level", "wran"])).stderr).toMatch(/did you mean "warn"\?.*see `kaizen serve --help`/);
  expect((await run(["keys", "crate"])).stderr).toMatch(/see `kaizen keys --help`/);
});

it("agents that are not there are not made by asking for them", async () => {
  const observer = await serve(join(folder, "data"));
  const env = { KAIZEN_API_URL: observer.url, KAIZEN_API_KEY: observer.adminKey ?? "" };
  for (const act of ["reset", "proposals"]) {
    const { code, stderr } = await run(["agents", act, "nobody"], env);
    expect([code, stderr]).toEqual([2, 'error: there is no agent "nobody"; `kaizen agents list` shows them\n']);
  }
  expect((await run(["agents", "list", "--json"], env)).stdout).toContain('"profiles":[]');
  const { code, stderr } = await run(["keys", "create", "--agent", "mail\u001b[2Jdesk"], env);
  expect([code, stderr]).toEqual([2, "error: expected a name without control characters\n"]);
  await observer.kill("SIGTERM");
});

it("a folder that is gone is one sentence", async () => {
  const script = `mkdir gone && cd gone && rmdir ../gone && exec "$0" "$@"`;
  const { code, stderr } = await run(["--version"], {}, ["/bin/sh", "-c", script, process.execPath, KAIZEN_BIN]);
  expect(stderr).toBe("error: the current folder is gone: change to one that exists\n");
  expect(code).toBe(2);
});

it("replay says of a file that is no text that it is none, and of many bad lines the first ten", async () => {
  const binary = join(folder, "a.png");
  await writeFile(binary, Buffer.concat([Buffer.from("\u0089PNG\r\n"), Buffer.alloc(500, "\0\n")]));
  const first = await run(["replay", binary]);
  expect(first.stderr.split("\n").filter((line) => line.includes("a.png"))).toEqual([expect.stringContaining(":1:"), expect.stringContaining("a file that is no text")]);
  expect(first.code).toBe(2);
  const bad = join(folder, "bad.jsonl");
  await writeFile(bad, "{\n".repeat(74));
  const second = await run(["replay", bad]);
  const lines = second.stderr.split("\n").filter((line) => line.includes("bad.jsonl"));
  expect(lines).toHaveLength(11);
  expect(lines.at(-1)).toMatch(/bad\.jsonl: and 64 more$/);
  expect(second.code).toBe(2);
});
