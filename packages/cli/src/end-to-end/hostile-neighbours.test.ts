// Client and observer together against a thief with a key: of the same agent, or of another one on the same observer.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createNormaliser } from "@kaizen/core";
import type { Facts } from "@kaizen/core";
import { startObserver } from "@kaizen/observer";
import type { Observer } from "@kaizen/observer";
import { Kaizen } from "@kaizen/sdk";
import { afterEach, beforeEach, expect, test } from "vitest";

let observer: Observer;
let stateDir: string;
beforeEach(async () => {
  stateDir = mkdtempSync(join(tmpdir(), "kaizen-hostile-"));
  observer = await startObserver({ dataDir: undefined, port: 0, log: { level: "silent", write: () => undefined }, now: Date.now, random: randomBytes });
});
afterEach(async () => {
  await observer.close();
  rmSync(stateDir, { recursive: true, force: true });
});

async function call(method: string, path: string, body?: unknown, key = observer.adminKey ?? ""): Promise<Record<string, unknown>> {
  const answer = await fetch(observer.url + path, { method, headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { "content-type": "application/json" }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return (await answer.json()) as Record<string, unknown>;
}

const keyOf = async (agent: string): Promise<string> => String((await call("POST", "/v1/keys", { role: "agent", agent }))["key"]);
const client = async (agent: string, more: object = {}): Promise<Kaizen> => new Kaizen({ agent, apiKey: await keyOf(agent), baseUrl: observer.url, onFailure: "closed", stateDir, ...more });
const normaliser = createNormaliser({ key: new Uint8Array(32) });
const harmless = (agent: string, session: string, seq: number): Facts =>
  normaliser.facts({ identity: { agent, session }, position: { feed: "sdk", seq, at: Date.now() }, body: { event: "action", action: { kind: "tool_call", tool: "read" } } });

interface Row {
  readonly session: string;
  readonly attention: string;
  readonly client?: string;
}
const rowsOf = async (query: string): Promise<readonly Row[]> => (await call("GET", `/v1/verdicts?${query}`))["verdicts"] as Row[];

test("a declaration in the constructor is in force on the observer: the attack is blocked there and teaches nothing", async () => {
  const kaizen = await client("a", { declaration: { tools: ["read"] } });
  const session = kaizen.session();
  session.inspect({ kind: "tool_call", tool: "read" });
  expect(session.inspect({ kind: "tool_call", tool: "steal" }).decision).toBe("block");
  await session.end();
  expect(await rowsOf("agent=a&decision=block")).toMatchObject([{ attention: "flag" }]);
  expect(await call("GET", `/v1/sessions?agent=a`)).toMatchObject({ sessions: [{ flagged: 1, clean: false, taught: false }] });
  await kaizen.close();
});

test("a narrower declaration in the constructor than the approved one is in force on the observer too", async () => {
  await call("POST", "/v1/agents/a/manifest", { tools: ["read", "steal"] });
  const kaizen = await client("a", { declaration: { tools: ["read"] } });
  const session = kaizen.session();
  session.inspect({ kind: "tool_call", tool: "steal" });
  await session.end();
  expect(await rowsOf("agent=a&decision=block")).toHaveLength(1);
  expect(await call("GET", `/v1/sessions?agent=a`)).toMatchObject({ sessions: [{ clean: false, taught: false }] });
  await kaizen.close();
});

test("a thief with the agent's key cannot have coming detections taken for duplicates", async () => {
  await call("POST", "/v1/org-policy", { rules: [{ rule: "blocklist", name: "b", mode: "observe", domains: ["evil.test"] }] });
  const kaizen = await client("a");
  await kaizen.ready();
  kaizen.inspect({ kind: "tool_call", tool: "read" });
  await kaizen.flush();
  const [row] = await rowsOf("agent=a");
  const records = Array.from({ length: 1_000 }, (_, seq) => ({ facts: harmless("a", row?.session ?? "", seq + 1) }));
  await call("POST", "/v1/events", { records }, await keyOf("a"));
  expect(kaizen.inspect({ kind: "connect", target: "evil.test" }).decision).toBe("block");
  await kaizen.flush();
  expect(await rowsOf("agent=a&decision=block")).toMatchObject([{ attention: "flag", client: "id-reused" }]);
  expect(await call("GET", "/v1/integrity")).toMatchObject({ ok: true });
  await kaizen.close();
});

test("another agent that takes a session's id first takes nothing away", async () => {
  await call("POST", "/v1/events", { records: [{ facts: harmless("b", "job-42", 0) }] }, await keyOf("b"));
  const kaizen = await client("a", { session: "job-42" });
  for (let n = 0; n < 5; n++) kaizen.inspect({ kind: "tool_call", tool: "read" });
  await kaizen.flush();
  expect(kaizen.status()).toMatchObject({ pending: 0, setAside: 0 });
  expect(await rowsOf("agent=a")).toHaveLength(5);
  await kaizen.close();
});

test("two clients of one agent share a session, and every action of both is kept and none is suspected", async () => {
  const clients = [await client("a", { session: "job-42" }), await client("a", { session: "job-42" })];
  for (let n = 0; n < 20; n++) clients[n % 2]?.inspect({ kind: "tool_call", tool: "read" });
  await Promise.all(clients.map((kaizen) => kaizen.flush()));
  const rows = await rowsOf("agent=a&session=job-42");
  expect(rows.map(({ attention }) => attention)).toEqual(Array.from({ length: 20 }, () => "none"));
  await Promise.all(clients.map((kaizen) => kaizen.close()));
});
