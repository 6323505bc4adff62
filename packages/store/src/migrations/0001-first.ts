// The first schema: append-only events, chained verdicts, projections, administration.
import { sql } from "kysely";
import type { Kysely } from "kysely";

const statements = [
  `create table events (
    n integer primary key autoincrement, session text not null, feed text not null, seq integer not null, agent text not null,
    event text not null, facts text not null, client text, at integer not null, received_at integer not null,
    unique (session, feed, seq))`,
  `create table verdicts (
    n integer primary key autoincrement, id text not null unique, event_id text not null unique, agent text not null,
    session text not null, feed text not null, seq integer not null, source text not null, decision text not null, attention text not null,
    verdict_action text not null, reason text not null, evidence text not null, degraded text not null, ids text not null,
    confidence real, shown text not null, paused integer not null, client text, at integer not null,
    received_at integer not null, v integer not null, facts_hash text not null, prev_hash text not null, hash text not null unique)`,
  `create index verdicts_agent on verdicts (agent, n)`,
  `create index verdicts_session on verdicts (session, n)`,
  `create index verdicts_received on verdicts (received_at)`,
  `create table triage (
    verdict text primary key references verdicts (id), status text not null check (status in ('open', 'acknowledged', 'resolved', 'false_positive')),
    by text not null, at integer not null)`,
  `create table sessions (
    id text primary key, agent text not null, role text, parent text, user text, key_id text, started_at integer not null,
    last_at integer not null, ended_at integer, events integer not null, flagged integer not null, unclean integer not null, taught_at integer)`,
  `create index sessions_agent on sessions (agent, started_at)`,
  `create index sessions_open on sessions (last_at) where ended_at is null`,
  `create table agents (
    name text primary key, paused integer not null default 0, judge_enabled integer not null default 1, declaration text,
    declared_by text, declared_at integer, baseline_reset_at integer, first_seen integer not null, last_seen integer not null,
    actions integer not null default 0, flagged integer not null default 0)`,
  `create table agent_feeds (agent text not null references agents (name), feed text not null, primary key (agent, feed)) without rowid`,
  `create table proposals (
    id text primary key, agent text not null references agents (name), declaration text not null, by text not null, at integer not null,
    status text not null check (status in ('open', 'approved', 'rejected')), decided_by text, decided_at integer)`,
  `create index proposals_agent on proposals (agent, at)`,
  `create table baselines (
    agent text not null references agents (name), version integer not null, id text not null, snapshot text, origin text not null,
    at integer not null, primary key (agent, version))`,
  `create table policies (version integer primary key autoincrement, id text not null, policy text not null, by text not null, at integer not null)`,
  `create table keys (
    id text primary key, hash text not null unique, role text not null check (role in ('agent', 'reader', 'operator', 'admin')), agent text,
    name text not null, last4 text not null, created_at integer not null, created_by text not null, revoked_at integer)`,
  `create table settings (name text primary key, value text not null)`,
  `create table audit (
    n integer primary key autoincrement, at integer not null, by text not null, role text not null, act text not null,
    subject text not null, detail text)`,
];

// SECURITY: what was judged and done cannot be changed through this file, whatever a statement of ours does by mistake.
const appendOnly = ["events", "verdicts", "audit"].flatMap((table) =>
  ["update", "delete"].map(
    (verb) => `create trigger ${table}_no_${verb} before ${verb} on ${table} begin select raise(abort, '${table} is append-only'); end`,
  ),
);

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...statements, ...appendOnly]) await sql.raw(statement).execute(db);
}
