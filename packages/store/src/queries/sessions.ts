// Reads and ends sessions; their counters grow with each append.
import { sql } from "kysely";
import type { Selectable } from "kysely";
import type { Store, StoredSession } from "../port.ts";
import type { SessionsTable } from "../tables.ts";
import { given } from "./database.ts";
import type { QueryDatabase } from "./database.ts";

const newSessions = sql`insert into sessions (id, agent, role, parent, user, started_at, last_at, events, flagged, unclean)
  select session, agent, json_extract(facts, '$.identity.role'), json_extract(facts, '$.identity.parent'), json_extract(facts, '$.identity.user'),
    received_at, received_at, 0, 0, 0
  from events where n in (select min(n) from events group by agent, session) on conflict (agent, id) do nothing`;
const countEvents = sql`update sessions set events = counted.events, started_at = counted.started_at, last_at = counted.last_at
  from (select agent, session, count(*) as events, min(received_at) as started_at, max(received_at) as last_at from events group by agent, session) as counted
  where counted.agent = sessions.agent and counted.session = sessions.id`;
const countVerdicts = sql`update sessions set flagged = counted.flagged, unclean = counted.unclean
  from (select agent, session, sum(attention = 'flag' and not paused) as flagged, sum(attention <> 'none') as unclean from verdicts group by agent, session) as counted
  where counted.agent = sessions.agent and counted.session = sessions.id`;

export function sessionQueries({ builder, write }: QueryDatabase): Store["sessions"] {
  const all = builder.selectFrom("sessions").selectAll();
  return {
    async get(agent, id) {
      const row = await all.where("agent", "=", agent).where("id", "=", id).executeTakeFirst();
      return row === undefined ? undefined : sessionOf(row);
    },
    async withId(id) {
      return (await all.where("id", "=", id).orderBy("agent").limit(100).execute()).map(sessionOf);
    },
    async list({ agent, limit, offset }) {
      const some = agent === undefined ? all : all.where("agent", "=", agent);
      const rows = await some.orderBy("started_at", "desc").orderBy("id", "desc").limit(limit).offset(offset).execute();
      return rows.map(sessionOf);
    },
    async openFor(agent, keyId) {
      const open = all.where("agent", "=", agent).where("key_id", "=", keyId).where("ended_at", "is", null);
      const row = await open.orderBy("started_at", "desc").orderBy("id", "desc").limit(1).executeTakeFirst();
      return row === undefined ? undefined : sessionOf(row);
    },
    async due({ idleBefore, startedBefore, events, limit }) {
      const rows = await all
        .where("ended_at", "is", null)
        .where((e) => e.or([e("last_at", "<=", idleBefore), e("started_at", "<=", startedBefore), e("events", ">=", events)]))
        .orderBy("last_at")
        .limit(limit)
        .execute();
      return rows.map(sessionOf);
    },
    async end(agent, id, at) {
      const [ended] = await write([{ query: builder.updateTable("sessions").set({ ended_at: at }).where("agent", "=", agent).where("id", "=", id).where("ended_at", "is", null) }]);
      return ended === 1;
    },
    async rebuild() {
      await write([newSessions, countEvents, countVerdicts].map((statement) => ({ query: { compile: () => statement.compile(builder) } })));
    },
  };
}

function sessionOf(row: Selectable<SessionsTable>): StoredSession {
  return {
    id: row.id,
    agent: row.agent,
    ...given("role", row.role),
    ...given("parent", row.parent),
    ...given("user", row.user),
    ...given("keyId", row.key_id),
    startedAt: row.started_at,
    lastAt: row.last_at,
    ...given("endedAt", row.ended_at),
    events: row.events,
    flagged: row.flagged,
    unclean: row.unclean,
    ...given("taughtAt", row.taught_at),
  };
}
