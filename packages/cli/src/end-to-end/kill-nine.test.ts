// Nothing that was accepted is lost, whichever side is killed in the middle.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Kaizen } from "@kaizen/sdk";
import { serve } from "./served-observer.ts";

const ACTIONS = 20_000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kaizen-kill-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface SessionRow {
  readonly id: string;
  readonly events: number;
}

async function get(url: string, key: string, path: string): Promise<unknown> {
  const answer = await fetch(url + path, { headers: { authorization: `Bearer ${key}` } });
  expect(answer.status, path).toBe(200);
  return answer.json();
}

async function storedEvents(url: string, key: string, agent: string): Promise<number> {
  const { sessions } = (await get(url, key, `/v1/sessions?agent=${agent}&limit=500`)) as { sessions: SessionRow[] };
  return sessions.reduce((sum, session) => sum + session.events, 0);
}

describe("kill -9", () => {
  it(`of the observer, twice under ${ACTIONS} actions, loses no accepted action, repeats none and keeps the chain`, async () => {
    let observer = await serve(join(folder, "data"));
    const { adminKey = "", url } = observer;
    const port = Number(new URL(url).port);
    const kaizen = new Kaizen({ agent: "hauler", apiKey: adminKey, baseUrl: url, onFailure: "closed", stateDir: join(folder, "state") });
    await kaizen.ready();
    for (let n = 0; n < ACTIONS; n++) {
      kaizen.inspect({ kind: "tool_call", tool: "move_crate", arguments: { crate: n } });
      if (n % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
      if (n === 6_000 || n === 13_000) {
        await observer.kill("SIGKILL");
        observer = await serve(join(folder, "data"), port);
      }
    }
    await kaizen.flush({ timeoutMs: 60_000 });
    expect(await storedEvents(url, adminKey, "hauler")).toBe(ACTIONS);
    expect(await get(url, adminKey, "/v1/integrity")).toMatchObject({ ok: true });
    await kaizen.close();
    await observer.kill("SIGTERM");
  }, 180_000);

  it("of the observer keeps every batch that it acknowledged to a plain HTTP client", async () => {
    let observer = await serve(join(folder, "data"));
    const { adminKey = "" } = observer;
    const acknowledged = new Set<string>();
    const write = async (worker: number): Promise<void> => {
      for (let n = 0; n < 5_000; n++) {
        const answer = await fetch(`${observer.url}/v1/verdicts`, {
          method: "POST",
          headers: { authorization: `Bearer ${adminKey}`, "content-type": "application/json" },
          body: JSON.stringify({ agent: `writer-${worker}`, action: { kind: "tool_call", tool: "stamp" }, verdict: { decision: "allow" } }),
        }).catch(() => undefined);
        if (answer?.ok !== true) return;
        const body = (await answer.json().catch(() => undefined)) as { id: string } | undefined;
        if (body === undefined) return;
        acknowledged.add(body.id);
        if (acknowledged.size === 1_500) void observer.kill("SIGKILL");
      }
    };
    await Promise.all([0, 1, 2, 3].map(write));
    expect(acknowledged.size).toBeGreaterThanOrEqual(1_500);
    observer = await serve(join(folder, "data"));
    const stored = new Set<string>();
    for (let offset = 0; ; offset += 500) {
      const page = (await get(observer.url, adminKey, `/v1/verdicts?limit=500&offset=${offset}`)) as { verdicts: { id: string }[] };
      for (const row of page.verdicts) stored.add(row.id);
      if (page.verdicts.length < 500) break;
    }
    expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([]);
    expect(await get(observer.url, adminKey, "/v1/integrity")).toMatchObject({ ok: true });
    await observer.kill("SIGTERM");
  }, 120_000);

  it("of the client delivers every accepted action once after its restart", async () => {
    const observer = await serve(join(folder, "data"));
    const { adminKey = "", url } = observer;
    const program = fileURLToPath(new URL("./counting-client.mjs", import.meta.url));
    const run = (count: string): ReturnType<typeof spawn> =>
      spawn(process.execPath, [program, url, adminKey, join(folder, "state"), count], { stdio: ["ignore", "pipe", "inherit"] });
    const first = run("1000000");
    let accepted = 0;
    for await (const chunk of first.stdout ?? []) {
      accepted += String(chunk).split("\n").length - 1;
      if (accepted >= 3_000) {
        first.kill("SIGKILL");
        break;
      }
    }
    if (first.exitCode === null && first.signalCode === null) await once(first, "exit");
    const second = run("0");
    const [code] = (await once(second, "exit")) as [number];
    expect(code).toBe(0);
    const stored = await storedEvents(url, adminKey, "counting-client");
    expect(stored).toBeGreaterThanOrEqual(accepted);
    const { verdicts } = (await get(url, adminKey, "/v1/verdicts?agent=counting-client&limit=500")) as { verdicts: { event_id: string }[] };
    expect(new Set(verdicts.map((row) => row.event_id)).size).toBe(verdicts.length);
    await observer.kill("SIGTERM");
  }, 120_000);

  it("is not needed: a client that ends without flushing or closing has delivered what it accepted", async () => {
    const observer = await serve(join(folder, "data"));
    const { adminKey = "", url } = observer;
    const program = fileURLToPath(new URL("./counting-client.mjs", import.meta.url));
    const client = spawn(process.execPath, [program, url, adminKey, join(folder, "state"), "50", "leave"], { stdio: "ignore" });
    expect(await once(client, "exit")).toEqual([0, null]);
    expect(await storedEvents(url, adminKey, "counting-client")).toBe(50);
    await observer.kill("SIGTERM");
  });
});
