// Reads verdicts with their triage, and writes triage.
import { sql } from "kysely";
import type { Kysely, Selectable } from "kysely";
import { StoreError } from "../error.ts";
import type { DayCount } from "../figures.ts";
import type { Store, StoredVerdict, TriageStatus, VerdictQuery } from "../port.ts";
import type { Tables, VerdictsTable } from "../tables.ts";
import { auditWrite } from "./database.ts";
import type { QueryDatabase } from "./database.ts";

const DAY_MS = 86_400_000;

export function verdictQueries({ builder, write }: QueryDatabase): Store["verdicts"] {
  return {
    async list(query) {
      const counted = await filtered(builder, query)
        .select((e) => e.fn.countAll<number>().as("total"))
        .executeTakeFirst();
      const rows = await withStatus(filtered(builder, query)).orderBy("verdicts.n", "desc").limit(query.limit).offset(query.offset).execute();
      return { verdicts: rows.map(verdictOf), total: Number(counted?.total ?? 0) };
    },
    async get(id) {
      const row = await withStatus(joined(builder)).where("verdicts.id", "=", id).executeTakeFirst();
      return row === undefined ? undefined : verdictOf(row);
    },
    async after(n, limit) {
      const rows = await withStatus(joined(builder)).where("verdicts.n", ">", n).orderBy("verdicts.n").limit(limit).execute();
      return rows.map(verdictOf);
    },
    async setStatus(id, status, audit) {
      const row = { verdict: id, status, by: audit.by, at: audit.at };
      const triage = builder
        .insertInto("triage")
        .values(row)
        .onConflict((clash) => clash.column("verdict").doUpdateSet({ status, by: audit.by, at: audit.at }));
      try {
        await write([{ query: triage, expect: 1 }, auditWrite(audit)]);
        return true;
      } catch (error) {
        if (error instanceof StoreError && error.code === "conflict") return false;
        throw error;
      }
    },
    daily: (sinceDay) => daily(builder, sinceDay),
  };
}

type Joined = ReturnType<typeof joined>;

// eslint-disable-next-line @typescript-eslint/explicit-function-return-type -- the builder's type is the point
function joined(builder: Kysely<Tables>) {
  return builder.selectFrom("verdicts").leftJoin("triage", "triage.verdict", "verdicts.id");
}

// eslint-disable-next-line @typescript-eslint/explicit-function-return-type -- the builder's type is the point
function withStatus(query: Joined) {
  return query.selectAll("verdicts").select("triage.status");
}

function filtered(builder: Kysely<Tables>, query: VerdictQuery): Joined {
  let rows = joined(builder);
  if (query.agent !== undefined) rows = rows.where("verdicts.agent", "=", query.agent);
  if (query.session !== undefined) rows = rows.where("verdicts.session", "=", query.session);
  if (query.decision !== undefined) rows = rows.where("verdicts.decision", "=", query.decision);
  if (query.source !== undefined) rows = rows.where("verdicts.source", "=", query.source);
  if (query.since !== undefined) rows = rows.where("verdicts.received_at", ">=", query.since);
  if (query.status === "open") rows = rows.where((e) => e.or([e("triage.status", "is", null), e("triage.status", "=", "open")]));
  else if (query.status !== undefined) rows = rows.where("triage.status", "=", query.status);
  if (query.q !== undefined && query.q !== "") rows = rows.where(holdsText(query.q));
  return rows;
}

/** SECURITY: the text is a parameter and its wildcards are escaped: it is looked for as it stands. */
function holdsText(text: string): ReturnType<typeof sql<boolean>> {
  const pattern = `%${text.replaceAll("\\", "\\\\").replaceAll("%", "\\%").replaceAll("_", "\\_")}%`;
  return sql<boolean>`(lower(verdicts.agent) like lower(${pattern}) escape '\\' or lower(verdicts.reason) like lower(${pattern}) escape '\\' or lower(verdicts.shown) like lower(${pattern}) escape '\\')`;
}

async function daily(builder: Kysely<Tables>, sinceDay: number): Promise<readonly DayCount[]> {
  const since = sinceDay * DAY_MS;
  const day = sql<number>`verdicts.received_at / ${sql.lit(DAY_MS)}`;
  const acted = await builder
    .selectFrom("verdicts")
    .select([day.as("day"), sql<number>`sum(late = 0)`.as("actions"), sql<number>`sum(attention <> 'none')`.as("anomalies")])
    .where("received_at", ">=", since)
    .groupBy(day)
    .execute();
  const reviewDay = sql<number>`triage.at / ${sql.lit(DAY_MS)}`;
  const reviewed = await builder
    .selectFrom("triage")
    .select([reviewDay.as("day"), sql<number>`count(*)`.as("reviews")])
    .where("at", ">=", since)
    .groupBy(reviewDay)
    .execute();
  const days = new Map<number, DayCount>();
  for (const row of acted) days.set(row.day, { day: row.day, actions: row.actions, anomalies: row.anomalies, reviews: 0 });
  for (const row of reviewed) {
    const known = days.get(row.day) ?? { day: row.day, actions: 0, anomalies: 0, reviews: 0 };
    days.set(row.day, { ...known, reviews: row.reviews });
  }
  return [...days.values()].sort((a, b) => a.day - b.day);
}

/** INVARIANT: the columns were written by `append` from the port's own types, so that reading them back needs no check. */
export function verdictOf(row: Selectable<VerdictsTable> & { readonly status: string | null }): StoredVerdict {
  return {
    n: row.n,
    id: row.id,
    eventId: row.event_id,
    ...(row.late === 1 ? { late: true as const } : {}),
    agent: row.agent,
    session: row.session,
    feed: row.feed as StoredVerdict["feed"],
    source: row.source,
    decision: row.decision as StoredVerdict["decision"],
    attention: row.attention as StoredVerdict["attention"],
    verdictAction: row.verdict_action as StoredVerdict["verdictAction"],
    reason: row.reason,
    evidence: JSON.parse(row.evidence) as StoredVerdict["evidence"],
    degraded: JSON.parse(row.degraded) as StoredVerdict["degraded"],
    ids: JSON.parse(row.ids) as StoredVerdict["ids"],
    confidence: row.confidence,
    action: JSON.parse(row.shown) as StoredVerdict["action"],
    paused: row.paused === 1,
    client: row.client as StoredVerdict["client"],
    at: row.at,
    receivedAt: row.received_at,
    v: row.v,
    status: (row.status ?? "open") as TriageStatus,
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}
