// What a user meets when something is wrong: one clear sentence, the right exit code, nothing lost.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KAIZEN_BIN, serve } from "./served-observer.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kaizen-wrong-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Running {
  readonly ended: Promise<Ended>;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly says: (pattern: RegExp) => Promise<void>;
}

function start(arguments_: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [KAIZEN_BIN, ...arguments_], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", KAIZEN_STATE_DIR: join(folder, "state"), ...env },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return {
    ended,
    kill: (signal) => void child.kill(signal),
    says: async (pattern) => {
      while (!pattern.test(stdout + stderr)) {
        if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${stdout}${stderr}`);
        await Promise.race([once(child.stdout, "data"), once(child.stderr, "data"), once(child, "exit")]);
      }
    },
  };
}

const run = (...arguments_: string[]): Promise<Ended> => start(arguments_).ended;

function isOneSentence(text: string): boolean {
  const lines = text.trim().split("\n");
  return lines.length <= 3 && !/\bat .*\.js:\d+/.test(text) && lines[0] !== "";
}

describe("wrong use", () => {
  it.each([
    ["an unknown option", ["corpus", "--onyl", "x"], /--onyl/],
    ["an unknown command", ["corpsu"], /corpsu/],
    ["a missing file", ["replay", "no-such-file.jsonl"], /no-such-file\.jsonl/],
    ["a database in another form", ["serve", "--database", "postgres://db.example/x", "--port", "0"], /database/i],
  ])("answers %s with a sentence and exit code 2", async (_what, arguments_, names) => {
    const { code, stderr } = await run(...arguments_);
    expect(stderr).toMatch(names);
    expect(isOneSentence(stderr), stderr).toBe(true);
    expect(code).toBe(2);
  });

  it("names the port that is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    const { code, stderr } = await run("serve", "--port", String(port), "--data", join(folder, "data"));
    other.close();
    expect(stderr).toContain(String(port));
    expect(isOneSentence(stderr), stderr).toBe(true);
    expect(code).toBe(2);
  });

  it("refuses a folder whose database is no database, or another program's", async () => {
    for (const [name, content] of [["text", "this is not a database, it is a shopping list\n".repeat(200)]] as const) {
      const data = join(folder, name);
      const first = await serve(data);
      await first.kill("SIGTERM");
      const [file = ""] = execFileSync("find", [data, "-name", "*.db", "-o", "-name", "*.sqlite"]).toString().trim().split("\n");
      await writeFile(file, content);
      const { code, stderr } = await run("serve", "--port", "0", "--data", data);
      expect(isOneSentence(stderr), stderr).toBe(true);
      expect(code).toBe(2);
    }
  });

  it("refuses to open a data folder twice", async () => {
    const data = join(folder, "data");
    const first = await serve(data);
    const { code, stderr } = await run("serve", "--port", "0", "--data", data);
    await first.kill("SIGTERM");
    expect(isOneSentence(stderr), stderr).toBe(true);
    expect(code).toBe(2);
  });

  it("says that a key is wrong, and does not print it", async () => {
    const observer = await serve(join(folder, "data"));
    const wrong = `kz_live_${"w".repeat(32)}`;
    const { code, stderr, stdout } = await start(["keys", "list"], { KAIZEN_API_URL: observer.url, KAIZEN_API_KEY: wrong }).ended;
    await observer.kill("SIGTERM");
    expect(stderr).toMatch(/key/);
    expect(stderr + stdout).not.toContain(wrong);
    expect(code).toBe(2);
  });

  it("ends a corpus run whose server dies in the middle with exit code 2", async () => {
    const observer = await serve(join(folder, "data"));
    const corpus = start(["corpus"], { KAIZEN_API_URL: observer.url, KAIZEN_API_KEY: observer.adminKey ?? "" });
    await untilSessions(observer.url, observer.adminKey ?? "");
    await observer.kill("SIGKILL");
    const { code, stderr } = await corpus.ended;
    expect(isOneSentence(stderr), stderr).toBe(true);
    expect(code).toBe(2);
  }, 90_000);

  it("ends a corpus run at Ctrl-C with exit code 130", async () => {
    const observer = await serve(join(folder, "data"));
    const corpus = start(["corpus"], { KAIZEN_API_URL: observer.url, KAIZEN_API_KEY: observer.adminKey ?? "" });
    await untilSessions(observer.url, observer.adminKey ?? "");
    corpus.kill("SIGINT");
    const { code } = await corpus.ended;
    expect(code).toBe(130);
    const policy = (await (await fetch(`${observer.url}/v1/org-policy`, { headers: { authorization: `Bearer ${observer.adminKey}` } })).json()) as { rules: unknown[] };
    expect(policy.rules).toEqual([]);
    await observer.kill("SIGTERM");
  }, 90_000);

  it("names file and line of a malformed scenario", async () => {
    await mkdir(join(folder, "red-team", "scope-creep"), { recursive: true });
    await writeFile(join(folder, "red-team", "scope-creep", "scenario.yaml"), "id: scope-creep\nclass: scope-creep\nattakcs: []\n");
    const { code, stderr } = await run("corpus", "--corpus", join(folder, "red-team"));
    expect(stderr).toMatch(/scenario\.yaml:3/);
    expect(code).toBe(2);
  });

  it("names file and line of a malformed recorded session and still replays the others", async () => {
    const file = join(folder, "mixed.jsonl");
    const session = (id: string): string => JSON.stringify({ id, agent: "a", events: [{ i: 0, kind: "message", role: "user", content: "hello" }] });
    await writeFile(file, `${session("one")}\n{"id": 7\n${session("three")}\n`);
    const { code, stdout, stderr } = await run("replay", file, "--json");
    expect(stdout.trim().split("\n").map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(["one", "three"]);
    expect(stderr).toMatch(/mixed\.jsonl:2:/);
    expect(code).toBe(2);
  });

  it("keeps what it acknowledged when the disk is full, says so, and goes on when there is space", async ({ skip }) => {
    const disk = join(folder, "small-disk");
    await mkdir(disk);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", disk], { stdio: "pipe" });
    } catch {
      skip("a full disk needs the right to mount a small one");
    }
    try {
      expect(await fillDisk(disk)).toBeGreaterThan(0);
    } finally {
      execFileSync("umount", ["-l", disk]);
    }
  }, 120_000);
});

async function untilSessions(url: string, key: string): Promise<void> {
  for (let attempt = 0; attempt < 2_000; attempt++) {
    const answer = await fetch(`${url}/v1/sessions?limit=1`, { headers: { authorization: `Bearer ${key}` } });
    const { sessions } = (await answer.json()) as { sessions: unknown[] };
    if (sessions.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("no session arrived");
}

/** Answers how many actions were acknowledged before the disk was full. */
async function fillDisk(disk: string): Promise<number> {
  const observer = await serve(join(disk, "data"));
  const { adminKey = "" } = observer;
  const report = (url: string): Promise<Response> =>
    fetch(`${url}/v1/verdicts`, {
      method: "POST",
      headers: { authorization: `Bearer ${adminKey}`, "content-type": "application/json" },
      body: JSON.stringify({ agent: "filler", action: { kind: "tool_call", tool: "fill", metadata: { text: "x".repeat(500) } }, verdict: { decision: "allow" } }),
    });
  const ballast = join(disk, "ballast");
  await writeFile(ballast, Buffer.alloc(2 * 1024 * 1024));
  const acknowledged: string[] = [];
  let refused: Response | undefined;
  while (refused === undefined && acknowledged.length < 20_000) {
    const answers = await Promise.all(Array.from({ length: 8 }, () => report(observer.url)));
    for (const answer of answers) {
      if (answer.ok) acknowledged.push(((await answer.json()) as { id: string }).id);
      else refused = answer;
    }
  }
  expect(refused?.status).toBe(503);
  expect(await refused?.json()).toMatchObject({ error: { code: expect.stringMatching(/full|store/) as string } });
  await rm(ballast);
  expect((await report(observer.url)).status).toBe(200);
  await observer.kill("SIGTERM");

  const again = await serve(join(disk, "data"));
  const integrity = await fetch(`${again.url}/v1/integrity`, { headers: { authorization: `Bearer ${adminKey}` } });
  expect(await integrity.json()).toMatchObject({ ok: true });
  const stored = new Set<string>();
  for (let offset = 0; ; offset += 500) {
    const answer = await fetch(`${again.url}/v1/verdicts?limit=500&offset=${offset}`, { headers: { authorization: `Bearer ${adminKey}` } });
    const { verdicts } = (await answer.json()) as { verdicts: { id: string }[] };
    for (const row of verdicts) stored.add(row.id);
    if (verdicts.length < 500) break;
  }
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  await again.kill("SIGTERM");
  return acknowledged.length;
}
