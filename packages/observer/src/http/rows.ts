// How stored things look on the wire: snake case for what existing clients read, times as RFC 3339 UTC with milliseconds.
import type { SessionRow } from "@kaizen/protocol";
import type { StoredSession, StoredVerdict } from "@kaizen/store";

export function wireTime(at: number): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? new Date(0).toISOString() : time.toISOString();
}

export function verdictRow(verdict: StoredVerdict): Readonly<Record<string, unknown>> {
  return {
    id: verdict.id,
    event_id: verdict.eventId,
    ...(verdict.late === undefined ? {} : { late: verdict.late }),
    agent: verdict.agent,
    session: verdict.session,
    action: verdict.action,
    decision: verdict.decision,
    reason: verdict.reason,
    evidence: verdict.evidence,
    attention: attentionOf(verdict),
    verdict_action: verdict.verdictAction,
    confidence: verdict.confidence,
    status: verdict.status,
    source: verdict.source,
    feed: verdict.feed,
    at: wireTime(verdict.at),
    received_at: wireTime(verdict.receivedAt),
    ids: verdict.ids,
    degraded: verdict.degraded,
    ...(verdict.paused ? { paused: true } : {}),
    ...(verdict.client === null ? {} : { client: verdict.client }),
  };
}

/** A paused agent disturbs nobody; what was decided about its action stays as it is. */
export function attentionOf({ attention, paused }: Pick<StoredVerdict, "attention" | "paused">): StoredVerdict["attention"] {
  return paused ? "none" : attention;
}

export function sessionRow(session: StoredSession): SessionRow {
  return {
    id: session.id,
    agent: session.agent,
    ...(session.role === undefined ? {} : { role: session.role }),
    ...(session.parent === undefined ? {} : { parent: session.parent }),
    ...(session.user === undefined ? {} : { user: session.user }),
    startedAt: wireTime(session.startedAt),
    lastAt: wireTime(session.lastAt),
    ...(session.endedAt === undefined ? {} : { endedAt: wireTime(session.endedAt) }),
    events: session.events,
    flagged: session.flagged,
    clean: session.unclean === 0,
    taught: session.taughtAt !== undefined,
  };
}
