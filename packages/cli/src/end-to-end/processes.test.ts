// Exit codes, pipes and signals of the real program as a shell sees them.
import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { KAIZEN_BIN } from "./served-observer.ts";

const SESSION = `${JSON.stringify({ id: "s", agent: "a", events: [{ i: 0, kind: "tool_call", tool: "look" }] })}\n`;

function start(...argv: string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [KAIZEN_BIN, ...argv], { env: { ...process.env, NO_COLOR: "1" } });
}

async function ended(child: ChildProcessWithoutNullStreams): Promise<{ code: number | null; out: string; err: string }> {
  const text = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => (text.out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (text.err += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...text };
}

describe("the program as a process", () => {
  it("prints its help and answers 0", async () => {
    const { code, out } = await ended(start("--help"));
    expect(out).toContain("Usage: kaizen");
    expect(code).toBe(0);
  });

  it("reads sessions from a pipe to the end", async () => {
    const child = start("replay", "-", "--json");
    child.stdin.end(SESSION.repeat(2_000));
    const { code, out } = await ended(child);
    expect(out.trimEnd().split("\n")).toHaveLength(2_000);
    expect(code).toBe(0);
  });

  it("ends quietly when its reader goes", async () => {
    const child = start("replay", "-", "--json");
    child.stdin.on("error", () => undefined);
    child.stdin.end(SESSION.repeat(20_000));
    child.stdout.once("data", () => child.stdout.destroy());
    const { code, err } = await ended(child);
    expect(err).toBe("");
    expect(code).toBe(0);
  });

  it.each([["SIGINT", 130], ["SIGTERM", 143]] as const)("ends at %s with %d, whole lines and a count", async (signal, expected) => {
    const child = start("replay", "-", "--json");
    child.stdin.on("error", () => undefined);
    child.stdin.write(SESSION.repeat(50)); // Left open: only the signal ends it.
    child.stdout.once("data", () => child.kill(signal));
    const { code, out, err } = await ended(child);
    for (const line of out.trimEnd().split("\n")) expect(JSON.parse(line)).toMatchObject({ id: "s" });
    expect(err).toMatch(/^interrupted after .* \d+ sessions/);
    expect(code).toBe(expected);
  });
});
