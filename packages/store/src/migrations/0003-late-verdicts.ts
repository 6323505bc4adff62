// A session may get a review at its end: a second verdict about its last event. Hashes of earlier verdicts stay as they are.
import { sql } from "kysely";
import type { Kysely } from "kysely";

const columns =
  "n, id, event_id, agent, session, feed, seq, source, decision, attention, verdict_action, reason, evidence, degraded, ids, confidence, shown, paused, client, at, received_at, v, facts_hash, prev_hash, hash";

const statements = [
  `create table verdicts_3 (
    n integer primary key autoincrement, id text not null unique, event_id text not null, late integer not null default 0, agent text not null,
    session text not null, feed text not null, seq integer not null, source text not null, decision text not null, attention text not null,
    verdict_action text not null, reason text not null, evidence text not null, degraded text not null, ids text not null,
    confidence real, shown text not null, paused integer not null, client text, at integer not null,
    received_at integer not null, v integer not null, facts_hash text not null, prev_hash text not null, hash text not null unique,
    unique (agent, event_id, late))`,
  `insert into verdicts_3 (${columns}) select ${columns} from verdicts order by n`,
  `drop table verdicts`,
  `alter table verdicts_3 rename to verdicts`,
  `create index verdicts_agent on verdicts (agent, n)`,
  `create index verdicts_session on verdicts (session, n)`,
  `create index verdicts_received on verdicts (received_at)`,
  // SECURITY: what was judged cannot be changed through this file, whatever a statement of ours does by mistake.
  ...["update", "delete"].map((verb) => `create trigger verdicts_no_${verb} before ${verb} on verdicts begin select raise(abort, 'verdicts is append-only'); end`),
];

/** INVARIANT: foreign keys are off while this runs, or dropping a table would empty those that refer to it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
