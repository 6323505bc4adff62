// Starting and stopping, restarts on the same folder, full disks, and a server under hostile requests.
import { createServer } from "node:net";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { StartedObserver } from "./testing/started-observer.ts";
import { factsOf, report, started, toolCall } from "./testing/started-observer.ts";

const open: StartedObserver[] = [];
const folders: string[] = [];

async function start(...settings: Parameters<typeof started>): Promise<StartedObserver> {
  const one = await started(...settings);
  open.push(one);
  return one;
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "kaizen-observer-"));
  folders.push(path);
  return path;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ observer }) => observer.close()));
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

test("the admin key is made on the first start and given once", async () => {
  const dataDir = folder();
  const first = await start({ dataDir });
  expect(first.observer.adminKey).toMatch(/^kz_live_[A-Za-z0-9_-]{32}$/);
  await first.observer.close();
  const second = await start({ dataDir }, first.observer.adminKey);
  expect(second.observer.adminKey).toBeUndefined();
  expect((await second.call("GET", "/v1/keys")).status).toBe(200);
});

test("a taken port, a folder in use and a foreign file are refused with their codes", async () => {
  const blocker = createServer().listen(0, "127.0.0.1");
  await once(blocker, "listening");
  const { port } = blocker.address() as { port: number };
  const dataDir = folder();
  await expect(started({ dataDir, port })).rejects.toMatchObject({ code: "port-taken", message: expect.stringContaining(String(port)) as string });
  blocker.close();
  await start({ dataDir });
  await expect(started({ dataDir })).rejects.toMatchObject({ code: "locked" });
  const other = folder();
  writeFileSync(join(other, "kaizen.db"), "shopping list");
  await expect(started({ dataDir: other })).rejects.toMatchObject({ code: "not-a-database" });
});

test("closing finishes what was accepted; a second close is harmless", async () => {
  const dataDir = folder();
  const { observer, call } = await start({ dataDir });
  const sent = Array.from({ length: 30 }, () => call("POST", "/v1/verdicts", report("a", "read")).catch(() => undefined));
  await sent[0];
  await Promise.all([observer.close(), observer.close()]);
  const answers = await Promise.all(sent);
  const acknowledged = answers.flatMap((answer) => (answer?.status === 200 ? [String(answer.body["id"])] : []));
  const again = await start({ dataDir }, observer.adminKey);
  for (const id of acknowledged) expect((await again.call("GET", `/v1/verdicts/${id}`)).status).toBe(200);
  expect((await again.call("GET", "/v1/integrity")).body).toMatchObject({ ok: true });
});

test("after a restart a session goes on where it was, and duplicates are known", async () => {
  const dataDir = folder();
  const first = await start({ dataDir });
  const records = Array.from({ length: 5 }, (_, seq) => ({ facts: factsOf("a", "run/1", seq, toolCall("read")) }));
  await first.call("POST", "/v1/events", { records });
  await first.observer.close();
  const second = await start({ dataDir }, first.observer.adminKey);
  const more = [...records, { facts: factsOf("a", "run/1", 5, toolCall("read")) }];
  expect((await second.call("POST", "/v1/events", { records: more })).body).toMatchObject({ accepted: 1, duplicates: 5 });
  expect((await second.call("GET", "/v1/sessions/run%2F1")).body).toMatchObject({ events: 6, clean: true });
  expect((await second.call("POST", "/v1/sessions/run%2F1/end", { agent: "a" })).body).toEqual({ id: "run/1", clean: true, taught: true });
  const { body } = await second.call("GET", "/v1/bundle?agent=a");
  expect(body["baseline"]).toMatchObject({ agent: "a", sessions: 1, actions: 6 });
});

test("a report without a named session goes on in its session after a restart", async () => {
  const dataDir = folder();
  const first = await start({ dataDir });
  await first.call("POST", "/v1/verdicts", report("a", "read"));
  await first.observer.close();
  const second = await start({ dataDir }, first.observer.adminKey);
  await second.call("POST", "/v1/verdicts", report("a", "read"));
  const { body } = await second.call("GET", "/v1/sessions?agent=a");
  expect(body["sessions"]).toMatchObject([{ events: 2 }]);
});

test("on a full disk nothing is acknowledged, reading goes on, and so does writing once there is room", async () => {
  const dataDir = folder();
  const { call } = await start({ dataDir, maxBytes: 400_000 });
  let acknowledged = 0;
  let refused: Awaited<ReturnType<typeof call>> | undefined;
  while (refused === undefined) {
    const answer = await call("POST", "/v1/verdicts", report("a", "read"));
    if (answer.status === 200) acknowledged += 1;
    else refused = answer;
  }
  expect(refused).toMatchObject({ status: 503, body: { error: { code: "disk-full" } } });
  expect((await call("GET", "/healthz", undefined, "")).status).toBe(503);
  expect((await call("GET", "/v1/verdicts?agent=a&limit=1")).body["total"]).toBe(acknowledged);
  const [full] = open;
  await full?.observer.close();
  const roomy = await start({ dataDir }, full?.observer.adminKey);
  expect((await roomy.call("POST", "/v1/verdicts", report("a", "read"))).status).toBe(200);
  expect((await roomy.call("GET", "/v1/integrity")).body).toEqual({ ok: true, rows: acknowledged + 1 });
});

test("no key stands in the log", async () => {
  const { call, key, lines, observer } = await start();
  const made = await key("reader");
  await call("POST", "/v1/llm-config", { provider: "local", model: "m", api_key: "canary-llm-key-0123456789" });
  await call("GET", "/v1/verdicts?q=canary-in-query", undefined, made);
  await call("GET", "/v1/verdicts", undefined, "kz_live_wrong-wrong-wrong");
  const log = lines.join("");
  expect(log).toContain("/v1/verdicts");
  for (const secret of [made, observer.adminKey ?? "?", "canary", "wrong-wrong"]) expect(log).not.toContain(secret);
});
