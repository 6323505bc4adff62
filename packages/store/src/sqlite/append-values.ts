// Turns the port's append into the rows that the storage thread writes.
import type { AppendItem, AppendRequest, NewVerdict, SessionTouch, StoredVerdict } from "../port.ts";
import type { AgentChange, AppendUnit, ChainPlace, SessionChange, VerdictValues } from "./messages.ts";

/** Version of the form of a verdict's row. */
const ROW_VERSION = 1;

export function appendValues({ sessions, items, reviews = [] }: AppendRequest): AppendUnit {
  const counts = new Map(sessions.map((session) => [sessionKey(session.agent, session.id), { events: 0, flagged: 0, unclean: 0 }]));
  const agents = new Map<string, { name: string; at: number; actions: number; flagged: number; feeds: Set<string> }>();
  for (const { facts, verdict, receivedAt } of items) {
    const { agent, session } = facts.identity;
    const flagged = Number(verdict !== undefined && isFlagged(verdict));
    const count = counts.get(sessionKey(agent, session));
    if (count !== undefined) {
      count.events += 1;
      count.flagged += flagged;
      count.unclean += Number(verdict !== undefined && verdict.attention !== "none");
    }
    const change = agents.get(agent) ?? { name: agent, at: receivedAt, actions: 0, flagged: 0, feeds: new Set<string>() };
    change.at = Math.max(change.at, receivedAt);
    change.actions += Number(verdict !== undefined);
    change.flagged += flagged;
    change.feeds.add(facts.position.feed);
    agents.set(agent, change);
  }
  for (const { facts, verdict } of reviews) {
    const count = counts.get(sessionKey(facts.identity.agent, facts.identity.session));
    if (count === undefined) continue;
    count.flagged += Number(isFlagged(verdict));
    count.unclean += Number(verdict.attention !== "none");
    // INVARIANT: the agent is known, its event is stored; the end of a session is no sign of life.
    const { agent } = facts.identity;
    const change = agents.get(agent) ?? { name: agent, at: 0, actions: 0, flagged: 0, feeds: new Set<string>() };
    change.flagged += Number(isFlagged(verdict));
    agents.set(agent, change);
  }
  return {
    sessions: sessions.map((session) => sessionChange(session, counts.get(sessionKey(session.agent, session.id)) ?? { events: 0, flagged: 0, unclean: 0 })),
    agents: [...agents.values()].map((change): AgentChange => ({ ...change, feeds: [...change.feeds] })),
    items: items.map((item) => ({ event: eventValues(item), ...(item.verdict === undefined ? {} : { verdict: verdictValues(item, item.verdict, 0) }) })),
    reviews: reviews.map((review) => verdictValues(review, review.verdict, 1)),
  };
}

/** The verdicts as they now stand in the store. */
export function appendedVerdicts({ items, reviews = [] }: AppendRequest, places: readonly ChainPlace[]): readonly StoredVerdict[] {
  const judged = items.filter((item) => item.verdict !== undefined);
  return [...judged, ...reviews].flatMap(({ facts, verdict, receivedAt }, index) => {
    const place = places[index];
    if (verdict === undefined || place === undefined) return [];
    const { identity, position } = facts;
    return [
      {
        ...verdict,
        ...place,
        eventId: facts.id,
        ...(index < judged.length ? {} : { late: true as const }),
        agent: identity.agent,
        session: identity.session,
        feed: position.feed,
        at: position.at,
        receivedAt,
        v: ROW_VERSION,
        status: "open" as const,
      },
    ];
  });
}

/** About how many bytes the unit takes while it waits. */
export function unitBytes(unit: AppendUnit): number {
  let bytes = 0;
  for (const review of unit.reviews) bytes += 1_024 + review.evidence.length + review.reason.length;
  for (const { event, verdict } of unit.items) {
    bytes += 512 + event.facts.length + (event.client?.length ?? 0);
    if (verdict !== undefined) bytes += 1_024 + verdict.evidence.length + verdict.reason.length + verdict.shown.length;
  }
  return bytes;
}

function sessionKey(agent: string, id: string): string {
  return JSON.stringify([agent, id]);
}

function isFlagged(verdict: NewVerdict): boolean {
  return verdict.attention === "flag" && !verdict.paused;
}

function sessionChange(touch: SessionTouch, counts: { readonly events: number; readonly flagged: number; readonly unclean: number }): SessionChange {
  const { id, agent, at } = touch;
  const optional = { role: touch.role ?? null, parent: touch.parent ?? null, user: touch.user ?? null, key_id: touch.keyId ?? null };
  return { expect: touch.expectEvents, row: { id, agent, ...optional, started_at: at, last_at: at, ...counts } };
}

function eventValues({ facts, client, receivedAt }: AppendItem): AppendUnit["items"][number]["event"] {
  return {
    session: facts.identity.session,
    feed: facts.position.feed,
    seq: facts.position.seq,
    agent: facts.identity.agent,
    event: facts.event,
    facts: JSON.stringify(facts),
    client: client === undefined ? null : JSON.stringify(client),
    at: facts.position.at,
    received_at: receivedAt,
  };
}

function verdictValues({ facts, receivedAt }: Pick<AppendItem, "facts" | "receivedAt">, verdict: NewVerdict, late: 0 | 1): VerdictValues {
  return {
    id: verdict.id,
    event_id: facts.id,
    late,
    agent: facts.identity.agent,
    session: facts.identity.session,
    feed: facts.position.feed,
    seq: facts.position.seq,
    source: verdict.source,
    decision: verdict.decision,
    attention: verdict.attention,
    verdict_action: verdict.verdictAction,
    reason: verdict.reason,
    evidence: JSON.stringify(verdict.evidence),
    degraded: JSON.stringify(verdict.degraded),
    ids: JSON.stringify(verdict.ids),
    confidence: verdict.confidence,
    shown: JSON.stringify(verdict.action),
    paused: Number(verdict.paused),
    client: verdict.client,
    at: facts.position.at,
    received_at: receivedAt,
    v: ROW_VERSION,
  };
}
