// Opens the database file in the storage thread: takes the lock, refuses what is not ours, brings the schema up to date.
import { chmodSync, closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import Database from "better-sqlite3";
import { Kysely, Migrator, SqliteDialect } from "kysely";
import { StoreError } from "../error.ts";
import { SCHEMA_VERSION, migrations } from "../migrations/list.ts";
import type { Seal } from "../seal.ts";
import { secretBox } from "../secret-box.ts";
import type { SecretBox } from "../secret-box.ts";
import { checkedSeal, newSeal } from "./open-seal.ts";
import type { WorkerSettings } from "./messages.ts";

export interface OpenDatabase {
  readonly writer: Database.Database;
  readonly reader: Database.Database;
  readonly lock: Database.Database;
  readonly seal: Seal;
  readonly box: SecretBox;
}

/** "KZ01": marks a file as ours in the header of SQLite. */
const APPLICATION_ID = 0x4b5a3031;
/** Schema version from which on a file without a good seal was tampered with. */
const FIRST_SEALED = 2;
const MAGIC = "SQLite format 3\0";

export async function openDatabase(settings: WorkerSettings): Promise<OpenDatabase> {
  const lock = takeLock(settings.lockFile);
  const opened: Database.Database[] = [lock];
  try {
    refuseOtherFiles(settings.databaseFile);
    const writer = new Database(settings.databaseFile, { timeout: 0 });
    opened.push(writer);
    refuseForeign(writer, settings.databaseFile);
    onlyForOwner(settings.databaseFile);
    writer.pragma("journal_mode = WAL");
    writer.pragma("synchronous = FULL");
    writer.pragma("recursive_triggers = ON");
    writer.pragma("trusted_schema = OFF");
    const box = secretBox(settings.keyFile);
    const seal = (await migrate(writer, box)) ?? checkedSeal(writer, box);
    writer.pragma("foreign_keys = ON");
    if (settings.maxBytes > 0) limitSize(writer, settings.maxBytes);
    const reader = new Database(settings.databaseFile, { readonly: true, timeout: 0 });
    opened.push(reader);
    return { writer, reader, lock, seal, box };
  } catch (error) {
    for (const database of opened.reverse()) database.close();
    throw error;
  }
}

/** SECURITY: in a folder that was there already, files would get the mode of the process. New files beside a database take its mode. */
function onlyForOwner(database: string): void {
  for (const file of [database, `${database}-wal`, `${database}-shm`, `${database}-journal`]) if (existsSync(file)) chmodSync(file, 0o600);
}

/** The file may hold this many bytes; a write beyond them fails like a full disk. */
export function limitSize(writer: Database.Database, bytes: number): void {
  const pageSize = Number(writer.pragma("page_size", { simple: true }));
  writer.pragma(`max_page_count = ${Math.max(1, Math.floor(bytes / pageSize))}`);
}

/**
 * A transaction that stays open on a small file of its own.
 * INVARIANT: the operating system drops the lock when the process dies, however it dies; a file with a process number would not.
 */
function takeLock(file: string): Database.Database {
  closeSync(openSync(file, "a", 0o600));
  onlyForOwner(file);
  const lock = new Database(file, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    if (String((error as { code?: unknown }).code).startsWith("SQLITE_BUSY")) {
      throw new StoreError("locked", `the data folder is in use by another kaizen process (lock file "${file}")`);
    }
    throw error;
  }
}

function refuseOtherFiles(file: string): void {
  if (!existsSync(file) || statSync(file).size === 0) return;
  const head = Buffer.alloc(MAGIC.length);
  const handle = openSync(file, "r");
  try {
    readSync(handle, head, 0, head.length, 0);
  } finally {
    closeSync(handle);
  }
  if (head.toString("latin1") !== MAGIC) {
    throw new StoreError("not-a-database", `expected a kaizen database, "${file}" is not an SQLite file`);
  }
}

function refuseForeign(writer: Database.Database, file: string): void {
  const mark = Number(writer.pragma("application_id", { simple: true }));
  const tables = Number(writer.prepare("select count(*) from sqlite_schema").pluck().get());
  if (mark !== APPLICATION_ID && (mark !== 0 || tables > 0)) {
    throw new StoreError("foreign-database", `expected a kaizen database, "${file}" belongs to another program`);
  }
  const version = Number(writer.pragma("user_version", { simple: true }));
  if (version > SCHEMA_VERSION) {
    throw new StoreError("newer-schema", `"${file}" has schema version ${version}, this kaizen knows ${SCHEMA_VERSION}: use a newer kaizen`);
  }
}

/**
 * All missing migrations, the marks and the first seal in one transaction: a crash in the middle leaves the old schema, and
 * never a database that should have a seal and has none. Gives the seal when it made one.
 */
async function migrate(writer: Database.Database, box: SecretBox): Promise<Seal | undefined> {
  const from = Number(writer.pragma("user_version", { simple: true }));
  if (from === SCHEMA_VERSION) return undefined;
  // A migration that replaces a table would otherwise empty those that refer to it. Takes no effect inside a transaction.
  writer.pragma("foreign_keys = OFF");
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: writer }) });
  const provider = { getMigrations: async () => Object.fromEntries(migrations.map(({ name, up }) => [name, { up }])) };
  writer.exec("BEGIN EXCLUSIVE");
  try {
    const { error } = await new Migrator({ db, provider }).migrateToLatest();
    if (error !== undefined) throw error;
    writer.pragma(`application_id = ${APPLICATION_ID}`);
    writer.pragma(`user_version = ${SCHEMA_VERSION}`);
    const seal = from < FIRST_SEALED ? newSeal(writer, box) : undefined;
    writer.exec("COMMIT");
    return seal;
  } catch (error) {
    if (writer.inTransaction) writer.exec("ROLLBACK");
    throw error;
  }
}
