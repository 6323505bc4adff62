// Opens the SQLite store of a data folder.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely } from "kysely";
import { StoreError } from "../error.ts";
import type { StoreErrorCode } from "../error.ts";
import { makeFolder } from "../make-folder.ts";
import type { Store } from "../port.ts";
import { auditQueries, keyQueries, policyQueries, settingQueries } from "../queries/administration.ts";
import { agentQueries } from "../queries/agents.ts";
import { baselineQueries } from "../queries/baselines.ts";
import type { QueryDatabase } from "../queries/database.ts";
import { eventQueries } from "../queries/events.ts";
import { leftLabelQueries } from "../queries/left-labels.ts";
import { sessionQueries } from "../queries/sessions.ts";
import { verdictQueries } from "../queries/verdicts.ts";
import { verifyChain } from "../queries/verify-chain.ts";
import { secretBox } from "../secret-box.ts";
import type { SecretBox } from "../secret-box.ts";
import type { Tables } from "../tables.ts";
import { appendValues, appendedVerdicts, unitBytes } from "./append-values.ts";
import { threadDialect, writeStatementOf } from "./dialect.ts";
import { failureOf } from "./sqlite-failure.ts";
import { startThread } from "./thread.ts";
import type { QueueBounds, StorageThread } from "./thread.ts";

export interface SqliteSettings {
  /** Made when it does not exist; `undefined` = a temporary folder that is removed on close. */
  readonly dataDir: string | undefined;
  /** Bytes that the database may take; a write beyond them fails with `disk-full`. Absent = as many as the disk has. */
  readonly maxBytes?: number;
  /** What may wait for the disk before callers get `overloaded`. */
  readonly queue?: QueueBounds;
}

/** The store, and what only this driver can do. */
export interface SqliteStore extends Store {
  /** Changes the size limit while the store is open. */
  limitSize(bytes: number): Promise<void>;
}

const PROBE_BYTES = 65_536;
const DEFAULT_QUEUE: QueueBounds = { requests: 10_000, bytes: 256 * 1024 * 1024 };

// Under a test runner this file is source, which a worker of Node 20 cannot load: the built thread is used there too.
const workerFile = new URL(import.meta.url.endsWith(".ts") ? "../../dist/sqlite/worker.js" : "./sqlite/worker.js", import.meta.url);

/** Rejects with a `StoreError` and leaves the folder as it was when it cannot be used. */
export async function openSqliteStore(settings: SqliteSettings): Promise<SqliteStore> {
  const { folder, box } = prepareFolder(settings.dataDir);
  const files = { databaseFile: join(folder, "kaizen.db"), lockFile: join(folder, "kaizen.lock"), keyFile: join(folder, "kaizen.key") };
  const thread = await startThread(workerFile, { ...files, maxBytes: settings.maxBytes ?? 0 }, settings.queue ?? DEFAULT_QUEUE);
  try {
    return storeOn(thread, box(), () => {
      if (settings.dataDir === undefined) rmSync(folder, { recursive: true, force: true });
    });
  } catch (error) {
    await thread.close();
    const { code, message } = failureOf(error);
    throw new StoreError(code, message, { cause: error });
  }
}

function prepareFolder(dataDir: string | undefined): { readonly folder: string; readonly box: () => SecretBox } {
  try {
    const folder = dataDir ?? mkdtempSync(join(tmpdir(), "kaizen-"));
    makeFolder(folder);
    return { folder, box: () => secretBox(join(folder, "kaizen.key")) };
  } catch (error) {
    const { code, message } = failureOf(error);
    throw new StoreError(code, message, { cause: error });
  }
}

function storeOn(thread: StorageThread, box: SecretBox, afterClose: () => void): SqliteStore {
  const builder = new Kysely<Tables>({ dialect: threadDialect(thread) });
  let diskFailure: StoreErrorCode | undefined;
  const watched = async <T>(writing: Promise<T>): Promise<T> => {
    try {
      const result = await writing;
      diskFailure = undefined;
      return result;
    } catch (error) {
      if (error instanceof StoreError && error.code !== "conflict" && error.code !== "overloaded") diskFailure = error.code;
      throw error;
    }
  };
  const database: QueryDatabase = {
    builder,
    write: (writes) => watched(thread.write(writes.map(writeStatementOf))),
  };
  // Large enough to need new room on the disk, gone again in the same transaction.
  const probe = [
    { query: builder.insertInto("settings").values({ name: "disk-probe", value: "x".repeat(PROBE_BYTES) }) },
    { query: builder.deleteFrom("settings").where("name", "=", "disk-probe") },
  ];
  let closed: Promise<void> | undefined;
  return {
    async append(request) {
      const unit = appendValues(request);
      return appendedVerdicts(request, await watched(thread.append(unit, unitBytes(unit))));
    },
    events: eventQueries(database),
    verdicts: verdictQueries(database),
    sessions: sessionQueries(database),
    agents: agentQueries(database),
    baselines: baselineQueries(database),
    leftLabels: leftLabelQueries(database),
    policies: policyQueries(database),
    keys: keyQueries(database),
    settings: settingQueries(database, box),
    audit: auditQueries(database),
    verifyChain: () => verifyChain(database, box),
    async health() {
      const queued = thread.queued();
      const down = thread.down();
      if (down !== undefined) return { ok: false, queued, code: down.code };
      // Only a write can tell whether a disk that failed takes writes again.
      if (diskFailure !== undefined) await database.write(probe).catch(() => undefined);
      return diskFailure === undefined ? { ok: true, queued } : { ok: false, queued, code: diskFailure };
    },
    limitSize: (bytes) => thread.limitSize(bytes),
    close: () => (closed ??= thread.close().then(afterClose)),
  };
}
