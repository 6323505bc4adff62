// The whole contract of `kaizen replay`, in this process.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { capturedIo } from "../captured-io.ts";
import type { CapturedIo, IoSettings } from "../captured-io.ts";
import { commands } from "../commands.ts";
import { runProgram } from "../program.ts";

const event = (i: number, url: string): unknown => ({ i, kind: "tool_call", tool: "fetch_page", args: { url } });
const session = (id: string, ...events: unknown[]): string => `${JSON.stringify({ id, agent: "scout", instructions: "look things up", events: [{ i: 0, kind: "message", role: "user", content: "what is new?" }, ...events] })}\n`;
const CLEAN = session("clean", event(1, "https://news.example/a"));
const BAD = session("bad", event(4, "https://news.example/a"), event(7, "https://evil.example/x"));
const POLICY = "rules:\n  - rule: blocklist\n    name: known bad\n    mode: enforce\n    domains: [evil.example]\n";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "kaizen-replay-"));
  await writeFile(join(cwd, "policy.yaml"), POLICY);
  await writeFile(join(cwd, "two.jsonl"), CLEAN + BAD);
  await writeFile(join(cwd, "two.jsonl.gz"), gzipSync(CLEAN + BAD));
  await writeFile(join(cwd, "broken.jsonl"), `${CLEAN}{"id": 7\n${BAD}`);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

async function kaizen(argv: readonly string[], settings: IoSettings = {}): Promise<{ code: number; io: CapturedIo }> {
  const io = capturedIo({ cwd, ...settings });
  return { code: await runProgram(argv, io, commands, "0.0.0"), io };
}
const lines = (io: CapturedIo): unknown[] => io.out().trimEnd().split("\n").map((line) => JSON.parse(line) as unknown);

describe("kaizen replay", () => {
  it("writes one JSON line a session, with the verdicts that are not clean", async () => {
    const { code, io } = await kaizen(["replay", "two.jsonl", "--policy", "policy.yaml", "--json"]);
    expect(lines(io)).toEqual([
      { id: "clean", agent: "scout", flagged: false, first: null, verdicts: [] },
      {
        id: "bad",
        agent: "scout",
        flagged: true,
        first: 7,
        verdicts: [{ event: 7, decision: "block", attention: "flag", flagged: true, evidence: [{ code: expect.any(String) as string, capability: "policy", severity: expect.stringMatching(/high|critical/) as string, confidence: expect.any(Number) as number, cites: [7] }] }],
      },
    ]);
    expect(code).toBe(0);
    expect(io.err()).toBe("");
  });

  it("reads compressed files and standard input alike", async () => {
    const plain = await kaizen(["replay", "two.jsonl", "--policy", "policy.yaml", "--json"]);
    const packed = await kaizen(["replay", "two.jsonl.gz", "--policy", "policy.yaml", "--json"]);
    const piped = await kaizen(["replay", "-", "--policy", "policy.yaml", "--json"], { stdin: CLEAN + BAD });
    expect(packed.io.out()).toBe(plain.io.out());
    expect(piped.io.out()).toBe(plain.io.out());
  });

  it("gives the same through a state that is put away and taken up at every event", async () => {
    const atOnce = await kaizen(["replay", "two.jsonl", "--policy", "policy.yaml", "--json"]);
    const stepwise = await kaizen(["replay", "two.jsonl", "--policy", "policy.yaml", "--json", "--stepwise"]);
    expect(stepwise.io.out()).toBe(atOnce.io.out());
  });

  it("answers 1 with --fail when something is flagged", async () => {
    expect((await kaizen(["replay", "two.jsonl", "--policy", "policy.yaml", "--fail"])).code).toBe(1);
    expect((await kaizen(["replay", "two.jsonl", "--policy", "policy.yaml", "--fail", "--ablate", "policy"])).code).toBe(0);
    expect((await kaizen(["replay", "-", "--policy", "policy.yaml", "--fail"], { stdin: CLEAN })).code).toBe(0);
  });

  it("prints a line a flagged session and a summary", async () => {
    const { io } = await kaizen(["replay", "two.jsonl", "--policy", "policy.yaml"]);
    const [flagged, summary, ...rest] = io.out().trimEnd().split("\n");
    expect(flagged).toMatch(/^flag {2}bad {2}scout {2}event 7 {2}.*fetch_page/);
    expect(summary).toBe("1 flagged, 0 confirm, 2 sessions, 5 events, 0.0 s");
    expect(rest).toEqual([]);
  });

  it("names file and line of what is malformed, goes on, and answers 2", async () => {
    const { code, io } = await kaizen(["replay", "broken.jsonl", "no-such.jsonl", "--json", "--fail", "--policy", "policy.yaml"]);
    expect(lines(io).map((line) => (line as { id: string }).id)).toEqual(["clean", "bad"]);
    expect(io.err()).toBe("broken.jsonl:2: expected one session as a JSON object on the line, got text that is not JSON\nno-such.jsonl: cannot be read: no such file or folder\n");
    expect(code).toBe(2);
  });

  it("counts a declaration for the agent that it names", async () => {
    await writeFile(join(cwd, "declared.yaml"), "agent: scout\ntools: [other_tool]\n---\nagent: somebody-else\ntools: none\n");
    const { io } = await kaizen(["replay", "two.jsonl", "--declaration", "declared.yaml", "--json"]);
    expect(lines(io)).toMatchObject([{ flagged: true, first: 1 }, { flagged: true, first: 4 }]);
  });

  it("learns from clean sessions only, and only when told to", async () => {
    const learned = await kaizen(["replay", "-", "--learn", "two.jsonl", "--policy", "policy.yaml"], { stdin: CLEAN });
    expect(learned.io.out()).toContain("learned from 1 of 2 sessions");
    const online = await kaizen(["replay", "two.jsonl", "two.jsonl", "--online", "--policy", "policy.yaml"]);
    expect(online.io.out()).toContain("learned from 2 of 4 sessions");
    expect((await kaizen(["replay", "two.jsonl"])).io.out()).not.toContain("learned");
  });

  it("refuses a policy or declaration that is wrong, with its line", async () => {
    await writeFile(join(cwd, "wrong.yaml"), "rules:\n  - rule: bloklist\n    mode: ask\n");
    const { code, io } = await kaizen(["replay", "two.jsonl", "--policy", "wrong.yaml"]);
    expect(io.err()).toMatch(/^error: wrong\.yaml:2:5 unknown-rule /);
    expect(code).toBe(2);
  });

  it("stops between sessions at Ctrl-C and says how far it came", async () => {
    const io: CapturedIo = capturedIo({ cwd, stdin: CLEAN.repeat(100), onWrite: () => io.interrupt("SIGINT") });
    expect(await runProgram(["replay", "-", "--json"], io, commands, "0.0.0")).toBe(130);
    expect(lines(io)).toHaveLength(1);
    expect(io.err()).toMatch(/^interrupted after 0 flagged, 0 confirm, 1 sessions/);
  });

  it("stops quietly when its reader has gone", async () => {
    const { code, io } = await kaizen(["replay", "-", "--json"], { stdin: CLEAN.repeat(100), closesAfter: 3 });
    expect(lines(io)).toHaveLength(3);
    expect(io.err()).toBe("");
    expect(code).toBe(0);
  });

  it("prints no terminal escape from data", async () => {
    const hostile = `${JSON.stringify({ id: "a\u001b[2J\u009bm", agent: "b\u001b]0;x\u0007", events: [event(0, "https://evil.example/x\u001b[1m")] })}\n`;
    for (const mode of [[], ["--json"]]) {
      const { io } = await kaizen(["replay", "-", "--policy", "policy.yaml", ...mode], { stdin: hostile });
      expect(io.out()).not.toBe("");
      expect(io.out()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    }
  });
});
