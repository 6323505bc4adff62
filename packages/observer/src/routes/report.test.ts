// Reports through real sockets: existing clients, batches of facts, single inspections, and hostile bodies.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StartedObserver } from "../testing/started-observer.ts";
import { START, factsOf, report, started, toolCall } from "../testing/started-observer.ts";

let one: StartedObserver;
beforeAll(async () => {
  one = await started();
});
afterAll(() => one.observer.close());

type Row = Readonly<Record<string, unknown>> & { readonly action: Readonly<Record<string, unknown>>; readonly reason: string };
const rowsOf = async (query: string): Promise<Row[]> => (await one.call("GET", `/v1/verdicts?${query}`)).body["verdicts"] as Row[];

describe("an existing client", () => {
  test("declares, reports normal and attack actions, and finds every undeclared tool named", async () => {
    const normal = ["open_page", "take_note", "open_page", "take_note"];
    const attack = ["collect_env", "constructor", "__proto__"];
    expect((await one.call("POST", "/v1/agents/atlas/manifest", { tools: ["open_page", "take_note"], destinations: [] })).status).toBe(200);
    for (const tool of [...normal, ...attack]) expect((await one.call("POST", "/v1/verdicts", report("atlas", tool))).status).toBe(200);
    const rows = await rowsOf("agent=atlas&limit=200");
    expect(rows.map(({ action }) => action["tool"])).toEqual([...normal, ...attack].toReversed());
    for (const { action, reason } of rows.slice(0, attack.length)) {
      expect(reason).toMatch(/^(undeclared|behavioral anomaly)/);
      expect(reason).toContain(action["tool"]);
    }
    for (const row of rows.slice(attack.length)) expect(row).toMatchObject({ decision: "allow", confidence: null, attention: "none", status: "open" });
  });

  test("may write null, nothing or an empty text for what an action does not have", async () => {
    for (const action of [{ kind: null, tool: "a" }, { tool: "a", target: "" }, { kind: "", target: "x.example" }, {}, { kind: "detection", tool: "a", metadata: null }]) {
      expect((await one.call("POST", "/v1/verdicts", { schema_version: "1", agent: "sparse", action, verdict: null })).status).toBe(200);
    }
    const rows = await rowsOf("agent=sparse");
    expect(rows.map(({ action }) => action["kind"])).toEqual(["tool_call", "message", "connect", "tool_call", "tool_call"]);
    expect(rows[0]?.action).toMatchObject({ publisher: null, hash: null, metadata: { kind: "detection" } });
  });

  test("gets its verdict at once, its own claim is kept beside", async () => {
    await one.call("POST", "/v1/agents/claims/manifest", { tools: ["read"] });
    const { body } = await one.call("POST", "/v1/verdicts", { agent: "claims", action: { kind: "http", tool: "send", target: "https://u:canary-pw-4711@x.example/p?id=canary-id", metadata: { source: "egress" } }, verdict: { decision: "allow", reason: "all fine", evidence: [1] } });
    expect(body).toMatchObject({ decision: "block", attention: "flag", action: "proceed", confidence: null, reason: expect.stringMatching(/^undeclared/) as string, id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/) as string });
    const { body: whole } = await one.call("GET", `/v1/verdicts/${String(body["id"])}`);
    expect(whole).toMatchObject({ feed: "egress", source: "egress", claimed: { decision: "allow", reason: "all fine" }, action: { kind: "connect", metadata: { kind: "http" } } });
    expect((whole["facts"] as unknown[]).length).toBe(1);
    expect(JSON.stringify(whole["action"])).not.toContain("canary");
    expect(JSON.stringify(whole)).not.toContain("canary-pw");
  });

  test("gets another session when the rules cut it", async () => {
    await one.call("POST", "/v1/verdicts", report("cut", "read"));
    one.clock.now += 29 * 60_000;
    await one.call("POST", "/v1/verdicts", report("cut", "read"));
    one.clock.now += 30 * 60_000;
    await one.call("POST", "/v1/verdicts", report("cut", "read"));
    const { body } = await one.call("GET", "/v1/sessions?agent=cut");
    expect((body["sessions"] as { events: number }[]).map(({ events }) => events)).toEqual([1, 2]);
  });

  test("gets one session for actions that arrive together, and a new one after 1,000 events", async () => {
    const answers = await Promise.all(Array.from({ length: 1_010 }, () => one.call("POST", "/v1/verdicts", report("many", "read"))));
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    const { body } = await one.call("GET", "/v1/sessions?agent=many");
    expect((body["sessions"] as { events: number }[]).map(({ events }) => events).sort((a, b) => a - b)).toEqual([10, 1_000]);
  });
});

describe("a batch of facts", () => {
  const batch = (session: string, ...seqs: number[]): unknown => ({ records: seqs.map((seq) => ({ facts: factsOf("batch", session, seq, toolCall("read")) })) });

  test("is stored whole, and sending it again is harmless", async () => {
    expect((await one.call("POST", "/v1/events", batch("b1", 0, 1, 2))).body).toMatchObject({ accepted: 3, duplicates: 0, verdicts: [{ id: "b1/sdk/0", decision: "allow", attention: "none" }, {}, {}] });
    expect((await one.call("POST", "/v1/events", batch("b1", 2, 1, 3, 3))).body).toMatchObject({ accepted: 1, duplicates: 3 });
    expect(await rowsOf("session=b1")).toHaveLength(4);
  });

  test("that arrives twice at the same moment is stored once", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => one.call("POST", "/v1/events", batch("b2", 0, 1, 2, 3))));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(answers.reduce((sum, { body }) => sum + Number(body["accepted"]), 0)).toBe(4);
    expect(await rowsOf("session=b2")).toHaveLength(4);
  });

  test("with a malformed record is refused whole and says which", async () => {
    const good = { facts: factsOf("batch", "b3", 0, toolCall("read")) };
    const bad = { facts: { ...factsOf("batch", "b3", 1, toolCall("read")), extra: true } };
    const { status, body } = await one.call("POST", "/v1/events", { records: [good, bad] });
    expect([status, body["error"]]).toMatchObject([400, { code: "bad-request", message: expect.stringContaining("records.1") as string }]);
    const forged = { facts: { ...factsOf("batch", "b3", 1, toolCall("read")), id: "other/sdk/1" } };
    expect((await one.call("POST", "/v1/events", { records: [good, forged] })).status).toBe(400);
    expect(await rowsOf("session=b3")).toHaveLength(0);
  });

  test("of a session whose id another agent took first is stored in a session of its own", async () => {
    await one.call("POST", "/v1/events", { records: [{ facts: factsOf("thief", "job-42", 0, toolCall("read")) }] }, await one.key("agent", "thief"));
    expect((await one.call("POST", "/v1/events", batch("job-42", 0, 1), await one.key("agent", "batch"))).body).toMatchObject({ accepted: 2, duplicates: 0 });
    const mixed = { records: [{ facts: factsOf("batch", "b5", 0, toolCall("read")) }, { facts: factsOf("thief", "b5", 0, toolCall("read")) }] };
    expect((await one.call("POST", "/v1/events", mixed)).body).toMatchObject({ accepted: 2 });
    expect((await one.call("GET", "/v1/sessions/job-42")).status).toBe(409);
    expect((await one.call("GET", "/v1/sessions/job-42?agent=batch")).body).toMatchObject({ agent: "batch", events: 2, total: 2 });
    const [mine] = (await rowsOf("session=job-42&agent=batch")).toReversed();
    expect((await one.call("GET", `/v1/verdicts/${String(mine?.["id"])}`)).body["facts"]).toMatchObject([{ identity: { agent: "batch" } }]);
    expect((await one.call("POST", "/v1/sessions/job-42/end", { agent: "batch" })).body).toMatchObject({ taught: true });
    expect((await one.call("GET", "/v1/sessions/job-42?agent=thief")).body).not.toHaveProperty("endedAt");
  });

  test("under numbers that a thief used ahead is judged, kept and flagged, also when it is sent again and after a restart", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "kaizen-ahead-"));
    const first = await started({ dataDir });
    await first.call("POST", "/v1/agents/victim/manifest", { tools: ["read"] });
    const send = (at: StartedObserver, seq: number, tool: string): ReturnType<StartedObserver["call"]> => at.call("POST", "/v1/events", { records: [{ facts: factsOf("victim", "v1", seq, toolCall(tool)) }] });
    for (let seq = 0; seq < 3; seq++) await send(first, seq, "read");
    expect((await send(first, 1, "steal")).body).toMatchObject({ accepted: 1, duplicates: 0, verdicts: [{ id: `v1/sdk/${2 ** 31}`, decision: "block", attention: "flag" }] });
    expect((await send(first, 2, "read")).body).toMatchObject({ accepted: 0, duplicates: 1 });
    expect((await send(first, 1, "steal")).body).toMatchObject({ accepted: 0, duplicates: 1 });
    await first.observer.close();
    const second = await started({ dataDir }, first.observer.adminKey);
    expect((await send(second, 1, "steal")).body).toMatchObject({ accepted: 0, duplicates: 1 });
    expect((await send(second, 1, "read")).body).toMatchObject({ accepted: 0, duplicates: 1 });
    expect((await second.call("POST", "/v1/events", { records: [{ facts: factsOf("victim", "v1", 0, { kind: "tool_call", tool: "read", arguments: { other: 1 } }) }] })).body).toMatchObject({ accepted: 1, verdicts: [{ id: `v1/sdk/${2 ** 31 + 1}`, attention: "flag" }] });
    const { body } = await second.call("GET", "/v1/verdicts?session=v1&agent=victim");
    expect((body["verdicts"] as Row[]).filter((row) => row["client"] === "id-reused").map(({ reason }) => reason)).toEqual([expect.stringMatching(/; number 0 of its session was taken/), expect.stringMatching(/^undeclared.*steal.*; number 1 of its session was taken/)]);
    expect((await second.call("POST", "/v1/sessions/v1/end", { agent: "victim" })).body).toMatchObject({ clean: false, taught: false });
    await second.observer.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test("with a number beyond those of clients is refused, and the key's session goes on", async () => {
    const key = await one.key("agent", "brick");
    await one.call("POST", "/v1/verdicts", report("brick", "read"), key);
    const [row] = await rowsOf("agent=brick");
    for (const seq of [2 ** 31, Number.MAX_SAFE_INTEGER]) {
      expect((await one.call("POST", "/v1/events", { records: [{ facts: factsOf("brick", String(row?.["session"]), seq, toolCall("read")) }] }, key)).status).toBe(400);
    }
    expect((await one.call("POST", "/v1/events", { records: [{ facts: factsOf("brick", String(row?.["session"]), 2 ** 31 - 1, toolCall("read")) }] }, key)).status).toBe(200);
    for (let n = 0; n < 3; n++) expect((await one.call("POST", "/v1/verdicts", report("brick", "read"), key)).status).toBe(200);
    expect(await rowsOf("agent=brick")).toHaveLength(5);
  });

  test("keeps how the client's own verdict compares", async () => {
    const { body: first } = await one.call("POST", "/v1/inspect", { agent: "compare", action: toolCall("read") });
    const ids = first["ids"] as Record<string, string>;
    const clients = [
      { decision: "allow", attention: "none", action: "proceed", codes: [], ids },
      { decision: "block", attention: "flag", action: "refuse", codes: ["undeclared-tool"], ids },
      { decision: "allow", attention: "none", action: "proceed", codes: [], ids: { ...ids, policy: "0000000000000000" } },
    ];
    const records = clients.map((verdict, seq) => ({ facts: factsOf("compare", "cmp", seq, toolCall("read")), verdict }));
    expect((await one.call("POST", "/v1/events", { records })).status).toBe(200);
    expect((await rowsOf("session=cmp")).map((row) => row["client"]).toReversed()).toEqual(["agrees", "differs", "stale"]);
  });
});

test("an action with metadata of any depth is judged and recorded", async () => {
  await one.call("POST", "/v1/org-policy", { rules: [{ rule: "blocklist", name: "b", mode: "observe", domains: ["evil.test"] }] });
  for (const depth of [40, 6_000]) {
    const metadata = `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
    const { status, body } = await one.call("POST", "/v1/verdicts", `{"agent":"deep","action":{"kind":"connect","target":"evil.test","metadata":${metadata}}}`);
    expect([status, body]).toMatchObject([200, { decision: "block" }]);
  }
  expect((await rowsOf("agent=deep&decision=block")).map(({ action }) => action["metadata"])).toEqual([{ kind: "connect" }, { kind: "connect" }]);
  await one.call("POST", "/v1/org-policy", { rules: [] });
});

test("queries in the metadata of a report are not shown", async () => {
  const metadata = { source: "cb?canary-1", url: "https://x.example/cb?code=canary-2", "https://x.example/?canary-3": 1, list: ["see /cb?canary-4 and #canary=5", "why?"], coded: "https://x.example/cb%3Fcode=canary-6" };
  await one.call("POST", "/v1/verdicts", { agent: "queries", action: { kind: "tool_call", tool: "fetch", metadata }, verdict: {} });
  const rows = JSON.stringify((await rowsOf("agent=queries")).map(({ action }) => action));
  expect(rows).not.toContain("canary");
  expect(rows).toContain("why?");
});

test("an inspection in a named session leaves the client's own numbers free", async () => {
  await one.call("POST", "/v1/events", { records: [{ facts: factsOf("mix", "mix-1", 0, toolCall("read")) }] });
  const { body } = await one.call("POST", "/v1/inspect", { agent: "mix", session: "mix-1", action: toolCall("read"), at: new Date(START).toISOString() });
  expect(body).toMatchObject({ decision: "allow", action: "proceed", feed: "sdk" });
  expect((await one.call("POST", "/v1/events", { records: [{ facts: factsOf("mix", "mix-1", 1, toolCall("read")) }] })).body).toMatchObject({ accepted: 1 });
});

describe("hostile requests", () => {
  test("SQL and wildcards in q are looked for as they stand", async () => {
    for (const q of ["'; drop table verdicts; --", "' or '1'='1", "%", "_", "\\", "\u0000"]) {
      expect((await one.call("GET", `/v1/verdicts?q=${encodeURIComponent(q)}`)).status).toBe(200);
    }
    expect((await one.call("GET", "/v1/verdicts?q=%25%25%25")).body["total"]).toBe(0);
    expect((await one.call("GET", "/v1/integrity")).body).toMatchObject({ ok: true });
  });

  test("HTML in names comes back as data, never as a page", async () => {
    const agent = "<img src=x onerror=alert(1)>";
    await one.call("POST", "/v1/verdicts", report(agent, "<script>alert(1)</script>"));
    const [row] = await rowsOf(`agent=${encodeURIComponent(agent)}`);
    expect(row).toMatchObject({ agent });
    const { headers } = await one.call("GET", "/v1/verdicts");
    expect([headers.get("content-type"), headers.get("x-content-type-options")]).toEqual(["application/json; charset=utf-8", "nosniff"]);
    const page = await one.call("GET", "/", undefined, "");
    expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'nonce-/);
    expect(JSON.stringify(page.body)).not.toContain("onerror");
  });

  test("bodies that reach for prototypes, are no JSON or too large are refused, and the server goes on", async () => {
    const text = (inner: string): string => `{"agent":"proto","action":{"kind":"tool_call","tool":"x","metadata":${inner}}}`;
    expect((await one.call("POST", "/v1/verdicts", text('{"__proto__":{"polluted":1}}'))).body).toMatchObject({ error: { code: "bad-request" } });
    expect((await one.call("POST", "/v1/verdicts", text('{"constructor":{"prototype":{"polluted":1}}}'))).status).toBe(400);
    expect((await one.call("POST", "/v1/verdicts", text("{"))).status).toBe(400);
    expect((await one.call("POST", "/v1/verdicts", "[]")).status).toBe(400);
    expect((await one.call("POST", "/v1/verdicts", "null")).status).toBe(400);
    expect((await one.call("POST", "/v1/verdicts", text(`{"a":"${"x".repeat(17 * 1024 * 1024)}"}`)).catch(() => ({ status: 413 }))).status).toBe(413);
    expect((await one.call("POST", "/v1/verdicts", text("[".repeat(10_000) + "]".repeat(10_000)))).status).toBeLessThan(500);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect((await one.call("GET", "/v1/verdicts?limit=abc")).status).toBe(400);
    expect((await one.call("GET", "/v1/verdicts?agent=a&agent=b")).status).toBe(400);
    expect((await one.call("GET", "/v1/verdicts?status=everything")).status).toBe(400);
    expect((await one.call("GET", "/nowhere")).body).toMatchObject({ error: { code: "not-found" } });
    expect((await one.call("GET", "/healthz", undefined, "")).body).toMatchObject({ ok: true, store: "ok" });
  });
});
