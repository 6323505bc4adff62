// Sessions belong to their agent, events and audit are chained like verdicts, and a seal holds the ends of the three chains.
import { sql } from "kysely";
import type { Kysely, Selectable } from "kysely";
import { CHAIN_START, auditHash, eventHash } from "../chain.ts";
import type { AuditTable, EventsTable } from "../tables.ts";

const PAGE = 500;

const eventColumns = "n, session, feed, seq, agent, event, facts, client, at, received_at";
const verdictColumns =
  "n, id, event_id, agent, session, feed, seq, source, decision, attention, verdict_action, reason, evidence, degraded, ids, confidence, shown, paused, client, at, received_at, v, facts_hash, prev_hash, hash";
const sessionColumns = "id, agent, role, parent, user, key_id, started_at, last_at, ended_at, events, flagged, unclean, taught_at";
const auditColumns = "n, at, by, role, act, subject, detail";

const made = [
  `create table events_2 (
    n integer primary key autoincrement, session text not null, feed text not null, seq integer not null, agent text not null,
    event text not null, facts text not null, client text, at integer not null, received_at integer not null,
    prev_hash text not null, hash text not null, unique (agent, session, feed, seq))`,
  `create table verdicts_2 (
    n integer primary key autoincrement, id text not null unique, event_id text not null, agent text not null,
    session text not null, feed text not null, seq integer not null, source text not null, decision text not null, attention text not null,
    verdict_action text not null, reason text not null, evidence text not null, degraded text not null, ids text not null,
    confidence real, shown text not null, paused integer not null, client text, at integer not null,
    received_at integer not null, v integer not null, facts_hash text not null, prev_hash text not null, hash text not null unique,
    unique (agent, event_id))`,
  `create table sessions_2 (
    id text not null, agent text not null, role text, parent text, user text, key_id text, started_at integer not null,
    last_at integer not null, ended_at integer, events integer not null, flagged integer not null, unclean integer not null, taught_at integer,
    primary key (agent, id))`,
  `create table audit_2 (
    n integer primary key autoincrement, at integer not null, by text not null, role text not null, act text not null,
    subject text not null, detail text, prev_hash text not null, hash text not null)`,
  `create table seal (
    id integer primary key check (id = 1), events integer not null, events_hash text not null, verdicts integer not null, verdicts_hash text not null,
    audit integer not null, audit_hash text not null, broken text, mac text not null)`,
  `insert into verdicts_2 (${verdictColumns}) select ${verdictColumns} from verdicts order by n`,
  `insert into sessions_2 (${sessionColumns}) select ${sessionColumns} from sessions`,
];

const replaced = ["events", "verdicts", "sessions", "audit"].flatMap((table) => [`drop table ${table}`, `alter table ${table}_2 rename to ${table}`]);

const indexed = [
  `create index events_session on events (agent, session, n)`,
  `create index verdicts_agent on verdicts (agent, n)`,
  `create index verdicts_session on verdicts (session, n)`,
  `create index verdicts_received on verdicts (received_at)`,
  `create index sessions_id on sessions (id)`,
  `create index sessions_agent on sessions (agent, started_at)`,
  `create index sessions_open on sessions (last_at) where ended_at is null`,
];

// SECURITY: what was judged and done cannot be changed through this file, whatever a statement of ours does by mistake.
const appendOnly = ["events", "verdicts", "audit"].flatMap((table) =>
  ["update", "delete"].map((verb) => `create trigger ${table}_no_${verb} before ${verb} on ${table} begin select raise(abort, '${table} is append-only'); end`),
);

/** INVARIANT: foreign keys are off while this runs, or dropping a table would empty those that refer to it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of made) await sql.raw(statement).execute(db);
  await chained<Selectable<EventsTable>>(db, "events", eventColumns, eventHash);
  await chained<Selectable<AuditTable>>(db, "audit", auditColumns, auditHash);
  for (const statement of [...replaced, ...indexed, ...appendOnly]) await sql.raw(statement).execute(db);
}

type Chained<R> = Omit<R, "n" | "hash">;

async function chained<R extends { readonly n: number }>(db: Kysely<unknown>, table: string, columns: string, hashOf: (row: Chained<R>) => string): Promise<void> {
  let last = { n: 0, hash: CHAIN_START };
  for (;;) {
    const { rows } = await sql<Omit<R, "prev_hash" | "hash">>`select ${sql.raw(columns)} from ${sql.table(table)} where n > ${last.n} order by n limit ${PAGE}`.execute(db);
    for (const row of rows) {
      const whole = { ...row, prev_hash: last.hash } as unknown as Chained<R> & R;
      const hash = hashOf(whole);
      const values = [...columns.split(", ").map((column): unknown => Reflect.get(row, column)), last.hash, hash];
      await sql`insert into ${sql.table(`${table}_2`)} (${sql.raw(columns)}, prev_hash, hash) values (${sql.join(values)})`.execute(db);
      last = { n: whole.n, hash };
    }
    if (rows.length < PAGE) return;
  }
}
