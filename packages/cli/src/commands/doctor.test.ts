// What `kaizen doctor` finds on machines in different states.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { capturedIo } from "../captured-io.ts";
import { commands } from "../commands.ts";
import { checkNode } from "../doctor/check-machine.ts";
import { runProgram } from "../program.ts";

let state: string;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), "kaizen-doctor-"));
});
afterEach(() => rm(state, { recursive: true, force: true }));

interface Report {
  readonly ok: boolean;
  readonly checks: readonly { readonly name: string; readonly state: string; readonly says: string }[];
  readonly attachments: readonly { readonly feed: string; readonly present: boolean }[];
}

async function doctor(env: Record<string, string> = {}): Promise<{ code: number; report: Report; stateOf: (name: string) => string | undefined }> {
  const io = capturedIo({ env: { KAIZEN_STATE_DIR: state, ...env } });
  const code = await runProgram(["doctor", "--json"], io, commands, "0.0.0");
  const report = JSON.parse(io.out()) as Report;
  return { code, report, stateOf: (name) => report.checks.find((check) => check.name === name)?.state };
}

describe("kaizen doctor", () => {
  it("is content with a machine where only the SDK is attached, and says what is blind", async () => {
    const { code, report, stateOf } = await doctor();
    expect(code).toBe(0);
    expect([stateOf("node"), stateOf("state folder"), stateOf("spool"), stateOf("bundle"), stateOf("observer")]).toEqual(["good", "good", "good", "note", "note"]);
    expect(report.attachments.filter(({ present }) => present).map(({ feed }) => feed)).toEqual(["sdk"]);
  });

  it("counts what waits in the spool", async () => {
    await mkdir(join(state, "agent", "spool"), { recursive: true });
    await writeFile(join(state, "agent", "spool", "1.jsonl"), "12345\n");
    const { report, stateOf } = await doctor();
    expect(stateOf("spool")).toBe("note");
    expect(report.checks.find(({ name }) => name === "spool")?.says).toMatch(/^6 bytes in 1 files/);
  });

  it("answers 1 when the state folder cannot be written", async () => {
    await writeFile(join(state, "file"), "");
    const { code, stateOf } = await doctor({ KAIZEN_STATE_DIR: join(state, "file", "below") });
    expect([code, stateOf("state folder")]).toEqual([1, "bad"]);
  });

  it("answers 1 when the configured observer cannot be reached", async () => {
    const { code, stateOf } = await doctor({ KAIZEN_API_URL: "http://127.0.0.1:1" });
    expect([code, stateOf("observer")]).toEqual([1, "bad"]);
  });

  it.each([["v20.18.9", "bad"], ["v20.19.0", "good"], ["v22.1.0", "good"], ["v18.20.0", "bad"]])("calls Node.js %s %s", (version, expected) => {
    expect(checkNode(version).state).toBe(expected);
  });
});
