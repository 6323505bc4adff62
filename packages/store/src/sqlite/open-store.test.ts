// The SQLite driver: the laws of every store, what it refuses, full disks, and a process that is killed.
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, describe, expect, test } from "vitest";
import { storeLaws } from "../conformance/store-laws.ts";
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
  expect(await store.events.ofSession("full", 0, 10)).toEqual([]);
  expect((await store.verdicts.list({ limit: 1, offset: 0 })).total).toBe(1);
  await store.limitSize(1e9);
  expect((await store.append(request("full", 0, 200))).length).toBe(200);
  expect((await store.health()).ok).toBe(true);
  expect(await store.verifyChain()).toEqual({ ok: true, rows: 201 });
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
          v: 1,
          id: `${session}/sdk/${seq}`,
          identity: { agent: "a", session },
          position: { feed: "sdk", seq, at: 1 },
          keyId: "k",
          unread: [],
          event: "action",
          kind: "tool_call",
          destinations: [],
          paths: [],
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
