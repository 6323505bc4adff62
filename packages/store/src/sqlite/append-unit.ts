// Writes one append inside the running transaction: session and agent projections, and events and verdicts at the ends of their chains.
import { auditHash, chainHash, eventHash, sha256 } from "../chain.ts";
import { StoreError } from "../error.ts";
import type { AuditValues } from "../queries/database.ts";
import type { ChainEnd, ChainEnds } from "../seal.ts";
import type { AgentChange, AppendUnit, ChainPlace, EventValues, SessionChange, VerdictValues } from "./messages.ts";
import type { Statements } from "./statements.ts";

const eventColumns = ["session", "feed", "seq", "agent", "event", "facts", "client", "at", "received_at", "prev_hash", "hash"];
const verdictColumns = [
  "id", "event_id", "late", "agent", "session", "feed", "seq", "source", "decision", "attention", "verdict_action", "reason", "evidence", "degraded",
  "ids", "confidence", "shown", "paused", "client", "at", "received_at", "v", "facts_hash", "prev_hash", "hash",
];
const sessionColumns = ["id", "agent", "role", "parent", "user", "key_id", "started_at", "last_at", "events", "flagged", "unclean"];

const insertEvent = insertInto("events", eventColumns);
const insertVerdict = insertInto("verdicts", verdictColumns);
const insertAudit = insertInto("audit", ["at", "by", "role", "act", "subject", "detail", "prev_hash", "hash"]);
const insertSession = insertInto("sessions", sessionColumns);
const growSession = `update sessions set events = events + @events, flagged = flagged + @flagged, unclean = unclean + @unclean,
  last_at = max(last_at, @last_at) where id = @id and agent = @agent and events = @expect`;
const upsertAgent = `insert into agents (name, first_seen, last_seen, actions, flagged) values (@name, @at, @at, @actions, @flagged)
  on conflict (name) do update set last_seen = max(last_seen, @at), actions = actions + @actions, flagged = flagged + @flagged`;
const selectFacts = "select facts from events where agent = @agent and session = @session and feed = @feed and seq = @seq";
const insertFeed = "insert into agent_feeds (agent, feed) values (?, ?) on conflict do nothing";

/** Where the new verdicts stand, and where the chains end now. */
export interface AppendedUnit {
  readonly places: readonly ChainPlace[];
  readonly ends: ChainEnds;
}

export function appendUnit(statements: Statements, unit: AppendUnit, ends: ChainEnds): AppendedUnit {
  for (const change of unit.sessions) changeSession(statements, change);
  for (const change of unit.agents) changeAgent(statements, change);
  const places: ChainPlace[] = [];
  let { events, verdicts } = ends;
  for (const { event, verdict } of unit.items) {
    const factsHash = sha256(event.facts);
    events = addEvent(statements, event, factsHash, events.hash);
    if (verdict === undefined) continue;
    const place = addVerdict(statements, verdict, factsHash, verdicts.hash);
    places.push(place);
    verdicts = { n: place.n, hash: place.hash };
  }
  for (const review of unit.reviews) {
    const place = addVerdict(statements, review, storedFactsHash(statements, review), verdicts.hash);
    places.push(place);
    verdicts = { n: place.n, hash: place.hash };
  }
  return { places, ends: { ...ends, events, verdicts } };
}

/** Gives the new end of the audit. */
export function addAudit(statements: Statements, entry: AuditValues, end: ChainEnd): ChainEnd {
  const fields = { ...entry, prev_hash: end.hash };
  const hash = auditHash(fields);
  return { n: Number(statements.prepared(insertAudit).run({ ...fields, hash }).lastInsertRowid), hash };
}

function addEvent(statements: Statements, event: EventValues, factsHash: string, prevHash: string): ChainEnd {
  const fields = { ...event, prev_hash: prevHash };
  const hash = eventHash(fields, factsHash);
  return { n: Number(statements.prepared(insertEvent).run({ ...fields, hash }).lastInsertRowid), hash };
}

function addVerdict(statements: Statements, verdict: VerdictValues, factsHash: string, prevHash: string): ChainPlace {
  const fields = { ...verdict, facts_hash: factsHash, prev_hash: prevHash };
  const hash = chainHash(fields);
  const { lastInsertRowid } = statements.prepared(insertVerdict).run({ ...fields, hash });
  return { n: Number(lastInsertRowid), prevHash, hash };
}

function storedFactsHash(statements: Statements, { agent, session, feed, seq, event_id }: VerdictValues): string {
  const row = statements.prepared(selectFacts).get({ agent, session, feed, seq }) as { readonly facts: string } | undefined;
  if (row === undefined) throw new StoreError("conflict", `event "${event_id}" of agent "${agent}", which a review is of, is not stored`);
  return sha256(row.facts);
}

function changeSession(statements: Statements, { expect, row }: SessionChange): void {
  if (expect === 0) {
    statements.prepared(insertSession).run(row);
    return;
  }
  const { changes } = statements.prepared(growSession).run({ ...row, expect });
  if (changes !== 1) throw new StoreError("conflict", `session "${row.id}" does not hold the expected ${expect} events of agent "${row.agent}"`);
}

function changeAgent(statements: Statements, change: AgentChange): void {
  statements.prepared(upsertAgent).run({ name: change.name, at: change.at, actions: change.actions, flagged: change.flagged });
  for (const feed of change.feeds) statements.prepared(insertFeed).run(change.name, feed);
}

function insertInto(table: string, columns: readonly string[]): string {
  return `insert into ${table} (${columns.join(", ")}) values (${columns.map((column) => `@${column}`).join(", ")})`;
}
