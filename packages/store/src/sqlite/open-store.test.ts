// The SQLite driver: the laws of every store, what it refuses, full disks, and a process that is killed.
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { Kysely, Migrator, SqliteDialect } from "kysely";
import { afterEach, describe, expect, test } from "vitest";
import { CHAIN_START, chainHash, sha256 } from "../chain.ts";
import { storeLaws } from "../conformance/store-laws.ts";
import { up as first } from "../migrations/0001-first.ts";
import type { AppendRequest, AuditEntry } from "../port.ts";
import { openSqliteStore } from "./open-store.ts";

const folders: string[] = [];
const audit: AuditEntry = { at: 1, by: "k", role: "admin", act: "test", subject: "test" };

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "kaizen-store-"));
  folders.push(path);
  return path;
}

afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

describe("SQLite keeps the laws of every store", () => {
  for (const { name, check } of storeLaws) {
    test(name, async () => {
      const dataDir = folder();
      await check({ open: () => openSqliteStore({ dataDir }) });
    });
  }
});

describe("a folder that cannot be used is refused and left as it is", () => {
  test("a file that is not SQLite", async () => {
    const dataDir = folder();
    writeFileSync(join(dataDir, "kaizen.db"), "this is a diary, not a database");
    await expect(openSqliteStore({ dataDir })).rejects.toMatchObject({ code: "not-a-database" });
    expect(readFileSync(join(dataDir, "kaizen.db"), "utf8")).toBe("this is a diary, not a database");
  });

  test("an SQLite file of another program", async () => {
    const dataDir = folder();
    const other = new Database(join(dataDir, "kaizen.db"));
    other.exec("create table recipes (name text)");
    other.close();
    await expect(openSqliteStore({ dataDir })).rejects.toMatchObject({ code: "foreign-database" });
  });

  test("a newer schema", async () => {
    const dataDir = folder();
    await (await openSqliteStore({ dataDir })).close();
    const file = new Database(join(dataDir, "kaizen.db"));
    file.pragma("user_version = 9999");
    file.close();
    await expect(openSqliteStore({ dataDir })).rejects.toMatchObject({ code: "newer-schema" });
  });

  test("a folder that another store holds, until that one closes", async () => {
    const dataDir = folder();
    const first = await openSqliteStore({ dataDir });
    await expect(openSqliteStore({ dataDir })).rejects.toMatchObject({ code: "locked" });
    await first.close();
    await (await openSqliteStore({ dataDir })).close();
  });

  test("a path that is a file", async () => {
    const dataDir = join(folder(), "file");
    writeFileSync(dataDir, "");
    await expect(openSqliteStore({ dataDir })).rejects.toMatchObject({ name: "StoreError" });
  });

  test("a folder without write permission", async ({ skip }) => {
    if (process.getuid?.() === 0) skip("permissions do not stop root");
    const dataDir = folder();
    chmodSync(dataDir, 0o500);
    await expect(openSqliteStore({ dataDir })).rejects.toMatchObject({ code: "read-only" });
  });

  test("a damaged file", async () => {
    const dataDir = folder();
    const store = await openSqliteStore({ dataDir });
    await store.append(request("s", 0, 50));
    await store.close();
    const file = join(dataDir, "kaizen.db");
    const bytes = readFileSync(file);
    bytes.fill(0xaa, 4096, bytes.length);
    writeFileSync(file, bytes);
    const damaged = openSqliteStore({ dataDir }).then(async (again) => {
      try {
        return await again.verdicts.list({ limit: 10, offset: 0 });
      } finally {
        await again.close();
      }
    });
    await expect(damaged).rejects.toMatchObject({ code: "corrupt" });
  });
});

test("a full disk acknowledges nothing, and writing goes on when space returns", async () => {
  const store = await openSqliteStore({ dataDir: folder() });
  await store.append(request("s", 0, 1));
  await store.limitSize(1);
  const refused = await Promise.allSettled([store.append(request("full", 0, 200)), store.append(request("full2", 0, 200))]);
  expect(refused.map((one) => (one.status === "rejected" ? one.reason.code : one.status))).toEqual(["disk-full", "disk-full"]);
  expect(await store.health()).toMatchObject({ ok: false, code: "disk-full" });
  expect(await store.events.ofSession("a", "full", 0, 10)).toEqual([]);
  expect((await store.verdicts.list({ limit: 1, offset: 0 })).total).toBe(1);
  await store.limitSize(1e9);
  expect((await store.append(request("full", 0, 200))).length).toBe(200);
  expect((await store.health()).ok).toBe(true);
  expect(await store.verifyChain()).toEqual({ ok: true, rows: 201 });
  await store.close();
});

test("the chains verify at any moment while others write", async () => {
  const store = await openSqliteStore({ dataDir: undefined });
  for (let n = 0; n < 60; n++) {
    const writing = Promise.all([store.append(request(`w${n}`, 0, 20)), store.settings.put("n", n, audit)]);
    expect((await store.verifyChain()).ok).toBe(true);
    await writing;
  }
  expect(await store.verifyChain()).toEqual({ ok: true, rows: 1_200 });
  await store.close();
});

test("a full queue refuses at once, what it took is written", async () => {
  const store = await openSqliteStore({ dataDir: undefined, queue: { requests: 2, bytes: 1e9 } });
  const outcomes = await Promise.allSettled(["a", "b", "c"].map((session) => store.append(request(session, 0, 1))));
  expect(outcomes.map((one) => (one.status === "rejected" ? one.reason.code : one.value.length))).toEqual([1, 1, "overloaded"]);
  await store.close();
});

test("what was judged cannot be changed, and a change behind our back is found", async () => {
  const dataDir = folder();
  const store = await openSqliteStore({ dataDir });
  await store.append(request("s", 0, 20));
  await store.close();
  const file = new Database(join(dataDir, "kaizen.db"));
  for (const table of ["events", "verdicts"]) {
    expect(() => file.prepare(`update ${table} set agent = 'x'`).run()).toThrow("append-only");
    expect(() => file.prepare(`delete from ${table}`).run()).toThrow("append-only");
  }
  file.exec("drop trigger verdicts_no_update; drop trigger verdicts_no_delete; drop trigger events_no_update");
  const verify = async (): Promise<unknown> => {
    const again = await openSqliteStore({ dataDir });
    const report = await again.verifyChain();
    await again.close();
    return report;
  };
  file.exec("update verdicts set reason = 'nothing to see' where n = 7");
  expect(await verify()).toMatchObject({ ok: false, rows: 6, firstBad: "v-s-6" });
  file.exec("update verdicts set reason = 'as declared' where n = 7");
  expect(await verify()).toEqual({ ok: true, rows: 20 });
  file.exec("update events set facts = replace(facts, 'tool_call', 'connect') where seq = 3");
  expect(await verify()).toMatchObject({ ok: false, firstBad: "v-s-3" });
  file.exec("update events set facts = replace(facts, 'connect', 'tool_call') where seq = 3; delete from verdicts where n = 10");
  expect(await verify()).toMatchObject({ ok: false, firstBad: "v-s-10" });
  file.close();
});

describe("what an attacker does to a closed file is found, also after the observer wrote on", () => {
  const attacks: readonly (readonly [what: string, statements: string, firstBad: string])[] = [
    ["the last verdict and its event are deleted", "delete from verdicts where n = 20; delete from events where n = 20; update sqlite_sequence set seq = 19 where seq = 20", "end of events"],
    ["an event's facts and hash are rewritten", "update events set facts = replace(facts, 'tool_call', 'connect'), hash = 'x' where n = 20", "v-s-19"],
    ["what clients said is removed", "update events set client = null", "s/sdk/0"],
    ["the audit is emptied", "delete from audit; delete from sqlite_sequence where name = 'audit'", "end of audit"],
    ["an entry of the audit is changed", "update audit set by = 'nobody' where n = 1", "audit 1"],
    ["the seal is removed", "delete from seal", "seal"],
    ["the seal is written by somebody without the key", "update seal set verdicts = 19", "seal"],
  ];
  test.each(attacks)("%s", async (_what, statements, firstBad) => {
    const dataDir = folder();
    const store = await openSqliteStore({ dataDir });
    const { sessions, items } = request("s", 0, 20);
    await store.append({ sessions, items: items.map((item) => ({ ...item, client: { said: "allow" } })) });
    await store.settings.put("a", 1, audit);
    await store.settings.put("a", 2, audit);
    expect(await store.verifyChain()).toEqual({ ok: true, rows: 20 });
    await store.close();
    const file = new Database(join(dataDir, "kaizen.db"));
    for (const name of file.prepare("select name from sqlite_schema where type = 'trigger'").pluck().all()) file.exec(`drop trigger ${String(name)}`);
    file.exec(statements);
    file.close();
    const again = await openSqliteStore({ dataDir });
    await again.append(request("t", 0, 3));
    await again.settings.put("a", 3, audit);
    expect(await again.verifyChain()).toMatchObject({ ok: false, firstBad });
    await again.close();
  });
});

test("a database of the first schema is brought up to date with all it holds, and its chains verify from then on", async () => {
  const dataDir = folder();
  const facts = request("old", 0, 3).items.map((item) => JSON.stringify(item.facts));
  await firstSchema(join(dataDir, "kaizen.db"), facts);
  const store = await openSqliteStore({ dataDir });
  expect(await store.verifyChain()).toEqual({ ok: true, rows: 3 });
  expect((await store.events.ofSession("a", "old", 0, 10)).map((event) => JSON.stringify(event.facts))).toEqual(facts);
  expect(await store.verdicts.get("v-old-1")).toMatchObject({ n: 2, status: "acknowledged", reason: "as declared" });
  expect(await store.sessions.get("a", "old")).toMatchObject({ events: 3, keyId: "k1", taughtAt: 9 });
  expect(await store.audit.list(9)).toMatchObject([{ act: "first" }]);
  await store.append(request("old", 3, 1));
  await store.append({ sessions: [{ id: "old", agent: "b", expectEvents: 0, at: 1 }], items: [] });
  await store.close();
  const again = await openSqliteStore({ dataDir });
  expect(await again.verifyChain()).toEqual({ ok: true, rows: 4 });
  expect(await again.sessions.withId("old")).toHaveLength(2);
  await again.close();
});

/** A database as the first version wrote it: a verdict an event, one of them triaged. */
async function firstSchema(path: string, facts: readonly string[]): Promise<void> {
  const file = new Database(path);
  const provider = { getMigrations: async () => ({ "0001-first": { up: first } }) };
  const { error } = await new Migrator({ db: new Kysely<unknown>({ dialect: new SqliteDialect({ database: file }) }), provider }).migrateToLatest();
  expect(error).toBeUndefined();
  file.pragma(`application_id = ${0x4b5a3031}`);
  file.pragma("user_version = 1");
  let prev_hash = CHAIN_START;
  for (const [seq, text] of facts.entries()) {
    file.prepare("insert into events (session, feed, seq, agent, event, facts, at, received_at) values ('old', 'sdk', ?, 'a', 'action', ?, 1, 1)").run(seq, text);
    const same = { agent: "a", session: "old", feed: "sdk", source: "sdk", decision: "allow", attention: "none", verdict_action: "proceed", reason: "as declared" };
    const row = { ...same, id: `v-old-${seq}`, event_id: `old/sdk/${seq}`, seq, evidence: "[]", degraded: "[]", ids: "{}", confidence: null, shown: "{}", paused: 0, client: null, at: 1, received_at: 1, v: 1, facts_hash: sha256(text), prev_hash };
    prev_hash = chainHash(row);
    file.prepare(`insert into verdicts (${Object.keys(row).join(", ")}, hash) values (${Object.keys(row).map((name) => `@${name}`).join(", ")}, @hash)`).run({ ...row, hash: prev_hash });
  }
  file.exec(`insert into triage values ('v-old-1', 'acknowledged', 'k', 1);
    insert into sessions (id, agent, key_id, started_at, last_at, events, flagged, unclean, taught_at) values ('old', 'a', 'k1', 1, 1, 3, 0, 0, 9);
    insert into audit (at, by, role, act, subject) values (1, 'k', 'admin', 'first', 'x')`);
  file.close();
}

test("files in a folder that was there already are readable by their owner only", async () => {
  const dataDir = folder();
  chmodSync(dataDir, 0o755);
  const store = await openSqliteStore({ dataDir });
  await store.append(request("s", 0, 1));
  const modes = readdirSync(dataDir).map((name) => [name, (statSync(join(dataDir, name)).mode & 0o777).toString(8)]);
  expect(modes).toEqual(["kaizen.db", "kaizen.db-shm", "kaizen.db-wal", "kaizen.key", "kaizen.lock", "kaizen.lock-journal"].map((name) => [name, "600"]));
  await store.close();
});

test("a folder that cannot be made is refused, also where making never says why", async () => {
  await expect(openSqliteStore({ dataDir: "/proc/kaizen/data" })).rejects.toMatchObject({ name: "StoreError" });
});

test("secrets are encrypted, bound to their name, and need the key file", async () => {
  const dataDir = folder();
  const store = await openSqliteStore({ dataDir });
  await store.settings.putSecret("llm-key", Buffer.from("canary-4711-secret"), audit);
  await store.settings.put("other-key", await store.settings.get("llm-key"), audit);
  await expect(store.settings.getSecret("other-key")).rejects.toMatchObject({ code: "sealed" });
  await store.close();
  expect(statSync(join(dataDir, "kaizen.key")).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(dataDir, "kaizen.db")).includes("canary-4711-secret")).toBe(false);
  writeFileSync(join(dataDir, "kaizen.key"), Buffer.alloc(32));
  const again = await openSqliteStore({ dataDir });
  await expect(again.settings.getSecret("llm-key")).rejects.toMatchObject({ code: "sealed" });
  await again.close();
});

test("what a killed process had acknowledged is there, and the chain verifies", async () => {
  const dataDir = folder();
  for (let round = 0; round < 3; round++) {
    const acknowledged = await appendUntilKilled(dataDir, `r${round}`, 40 + Math.floor(Math.random() * 400));
    const store = await openSqliteStore({ dataDir });
    for (const id of acknowledged) expect((await store.verdicts.get(id))?.id).toBe(id);
    expect(acknowledged.length).toBeGreaterThan(0);
    expect((await store.verifyChain()).ok).toBe(true);
    await store.close();
  }
});

/** Runs a writer in a process of its own, kills it once it acknowledged `enough` verdicts, and gives the acknowledged ids. */
function appendUntilKilled(dataDir: string, prefix: string, enough: number): Promise<string[]> {
  const script = new URL("../conformance/append-forever.mjs", import.meta.url);
  const child = spawn(process.execPath, [script.pathname, dataDir, prefix], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    if (text.split("\n").length > enough) child.kill("SIGKILL");
  });
  return new Promise((resolve) => child.on("close", () => resolve(text.split("\n").slice(0, -1))));
}

test("a process that exits without closing leaves a folder that opens", async () => {
  const dataDir = folder();
  const built = JSON.stringify(new URL("../../dist/index.js", import.meta.url).href);
  execFileSync(process.execPath, ["--input-type=module", "-e", `import { openSqliteStore } from ${built}; await openSqliteStore({ dataDir: ${JSON.stringify(dataDir)} }); process.exit(0)`]);
  const store = await openSqliteStore({ dataDir });
  expect(await store.health()).toMatchObject({ ok: true });
  await store.close();
});

function request(session: string, expectEvents: number, count: number): AppendRequest {
  return {
    sessions: [{ id: session, agent: "a", expectEvents, at: 1 }],
    items: Array.from({ length: count }, (_, index) => {
      const seq = expectEvents + index;
      return {
        receivedAt: 1,
        facts: {
          v: 3,
          id: `${session}/sdk/${seq}`,
          identity: { agent: "a", session },
          position: { feed: "sdk", seq, at: 1 },
          keyId: "k",
          unread: [],
          event: "action",
          kind: "tool_call",
          destinations: [],
          paths: [],
          arguments: [],
          commands: [],
          recipients: [],
          amounts: [],
          shape: "",
          content: { bytes: 0, labelled: [], fingerprints: [], excerpt: "" },
        },
        verdict: {
          id: `v-${session}-${seq}`,
          decision: "allow",
          attention: "none",
          verdictAction: "proceed",
          reason: "as declared",
          evidence: [],
          degraded: [],
          ids: { engine: "e", weights: "w", policy: "p", declaration: "d", baseline: "b" },
          confidence: null,
          source: "sdk",
          action: { kind: "tool_call", tool: null, publisher: null, target: null, hash: null, metadata: {} },
          paused: false,
          client: null,
        },
      };
    }),
  };
}
