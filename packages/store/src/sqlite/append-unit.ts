// Writes one append inside the running transaction: session and agent projections, events, and verdicts at the end of the chain.
import { chainHash, sha256 } from "../chain.ts";
import { StoreError } from "../error.ts";
import type { AgentChange, AppendUnit, ChainPlace, SessionChange, VerdictValues } from "./messages.ts";
import type { Statements } from "./statements.ts";

const eventColumns = ["session", "feed", "seq", "agent", "event", "facts", "client", "at", "received_at"];
const verdictColumns = [
  "id", "event_id", "agent", "session", "feed", "seq", "source", "decision", "attention", "verdict_action", "reason", "evidence", "degraded",
  "ids", "confidence", "shown", "paused", "client", "at", "received_at", "v", "facts_hash", "prev_hash", "hash",
];
const sessionColumns = ["id", "agent", "role", "parent", "user", "key_id", "started_at", "last_at", "events", "flagged", "unclean"];

const insertEvent = insertInto("events", eventColumns);
const insertVerdict = insertInto("verdicts", verdictColumns);
const insertSession = insertInto("sessions", sessionColumns);
const growSession = `update sessions set events = events + @events, flagged = flagged + @flagged, unclean = unclean + @unclean,
  last_at = max(last_at, @last_at) where id = @id and agent = @agent and events = @expect`;
const upsertAgent = `insert into agents (name, first_seen, last_seen, actions, flagged) values (@name, @at, @at, @actions, @flagged)
  on conflict (name) do update set last_seen = max(last_seen, @at), actions = actions + @actions, flagged = flagged + @flagged`;
const insertFeed = "insert into agent_feeds (agent, feed) values (?, ?) on conflict do nothing";

/** Gives the places of the new verdicts; `tip` is the hash of the last verdict so far. */
export function appendUnit(statements: Statements, unit: AppendUnit, tip: string): readonly ChainPlace[] {
  for (const change of unit.sessions) changeSession(statements, change);
  for (const change of unit.agents) changeAgent(statements, change);
  const places: ChainPlace[] = [];
  let last = tip;
  for (const { event, verdict } of unit.items) {
    statements.prepared(insertEvent).run(event);
    if (verdict === undefined) continue;
    const place = addVerdict(statements, verdict, sha256(event.facts), last);
    places.push(place);
    last = place.hash;
  }
  return places;
}

function addVerdict(statements: Statements, verdict: VerdictValues, factsHash: string, prevHash: string): ChainPlace {
  const fields = { ...verdict, facts_hash: factsHash, prev_hash: prevHash };
  const hash = chainHash(fields);
  const { lastInsertRowid } = statements.prepared(insertVerdict).run({ ...fields, hash });
  return { n: Number(lastInsertRowid), prevHash, hash };
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
