// Reads stored events: those of one session in order, or single ones by id.
import type { Selectable } from "kysely";
import type { Facts } from "@kaizen/core";
import type { Store, StoredEvent } from "../port.ts";
import type { EventsTable } from "../tables.ts";
import type { QueryDatabase } from "./database.ts";

/** More ids than this are not asked for in one statement. */
const IDS_AT_ONCE = 200;

export function eventQueries({ builder }: QueryDatabase): Store["events"] {
  return {
    async ofSession(agent, session, afterN, limit) {
      const rows = await builder.selectFrom("events").selectAll().where("agent", "=", agent).where("session", "=", session).where("n", ">", afterN).orderBy("n").limit(limit).execute();
      return rows.map(eventOf);
    },
    async byIds(agent, ids) {
      const positions = ids.map(positionOf).filter((position) => position !== undefined);
      const found: StoredEvent[] = [];
      for (let start = 0; start < positions.length; start += IDS_AT_ONCE) {
        const some = positions.slice(start, start + IDS_AT_ONCE);
        const rows = await builder
          .selectFrom("events")
          .selectAll()
          .where("agent", "=", agent)
          .where((e) => e.or(some.map(({ session, feed, seq }) => e.and([e("session", "=", session), e("feed", "=", feed), e("seq", "=", seq)]))))
          .execute();
        found.push(...rows.map(eventOf));
      }
      return found;
    },
  };
}

/** A session id may hold slashes: feed and number are the last two parts. */
function positionOf(id: string): { readonly session: string; readonly feed: string; readonly seq: number } | undefined {
  const parts = id.split("/");
  const seq = Number(parts.pop());
  const feed = parts.pop();
  if (feed === undefined || parts.length === 0 || !Number.isSafeInteger(seq)) return undefined;
  return { session: parts.join("/"), feed, seq };
}

function eventOf(row: Selectable<EventsTable>): StoredEvent {
  return {
    n: row.n,
    facts: JSON.parse(row.facts) as Facts,
    client: row.client === null ? undefined : (JSON.parse(row.client) as unknown),
    receivedAt: row.received_at,
  };
}
