// Judges what was reported and stores event and verdict together: nothing is acknowledged before it is durable.
import type { Facts, Feed, Verdict } from "@kaizen/core";
import type { ClientVerdict } from "@kaizen/protocol";
import { StoreError } from "@kaizen/store";
import type { AppendItem, ClientAgreement, NewVerdict, SessionTouch, ShownAction, StoredVerdict } from "@kaizen/store";
import { ObserverError } from "../observer-error.ts";
import type { Service } from "../service.ts";
import type { HostedSession } from "./session-host.ts";

export interface Report {
  readonly session: string;
  readonly agent: string;
  readonly feed: Feed;
  /** Number that the client gave; absent = the observer numbers the event, from `firstSeq` on. */
  readonly seq?: number;
  readonly firstSeq?: number;
  readonly facts: (seq: number) => Facts;
  /** Who reported it, as it names itself. */
  readonly source: string;
  readonly shown: (facts: Facts) => ShownAction | undefined;
  readonly clientVerdict?: ClientVerdict;
  /** What the client said about it, bounded and redacted. */
  readonly claim?: unknown;
  readonly keyId?: string;
}

/** `verdict` and `stored` are absent for an event that was there already; `stored` also for observations. */
export interface Judged {
  readonly verdict?: Verdict;
  readonly stored?: StoredVerdict;
}

const ATTEMPTS = 4;
const MOST_EVENTS = 100_000;

/** Resolves once all reports are stored, in their order. Rejects with nothing of them acknowledged. */
export async function judgeEvents(service: Service, reports: readonly Report[]): Promise<readonly Judged[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await judgeOnce(service, reports);
    } catch (error) {
      // The memory of a session was behind the store (it was put away meanwhile): it was dropped, so judge on a rebuilt one.
      if (!(error instanceof StoreError && error.code === "conflict") || attempt === ATTEMPTS) throw error;
    }
  }
}

async function judgeOnce(service: Service, reports: readonly Report[]): Promise<readonly Judged[]> {
  const sessions = new Map<string, HostedSession>();
  for (const { session, agent } of reports) {
    const taken = sessions.get(session) ?? (await service.host.take(session, agent));
    if (taken.agent !== agent) throw new ObserverError("conflict", `session "${session}" belongs to another agent than "${agent}"`);
    sessions.set(session, taken);
  }
  // INVARIANT: from here to the append nothing waits, so that no other request comes between judging and numbering.
  const batch = judgeBatch(service, reports, sessions);
  const appended = batch.items.length === 0 ? Promise.resolve([]) : service.store.append({ sessions: batch.touches, items: batch.items });
  const touched = batch.touches.flatMap(({ id }) => sessions.get(id) ?? []);
  // A duplicate is acknowledged only when the first copy is stored.
  const earlier = Promise.all([...sessions.values()].map((session) => session.stored));
  for (const session of touched) {
    session.pending += 1;
    session.stored = Promise.all([session.stored, appended]);
    session.stored.catch(() => undefined);
  }
  try {
    const [stored] = await Promise.all([appended, earlier]);
    service.feed.publish(stored);
    const byEvent = new Map(stored.map((verdict) => [verdict.eventId, verdict]));
    return batch.judged.map((one) => {
      const row = one.verdict === undefined ? undefined : byEvent.get(one.verdict.id);
      return row === undefined ? one : { ...one, stored: row };
    });
  } catch (error) {
    for (const session of sessions.values()) service.host.drop(session.id);
    throw error;
  } finally {
    for (const session of touched) session.pending -= 1;
  }
}

interface Batch {
  readonly touches: SessionTouch[];
  readonly items: AppendItem[];
  readonly judged: Judged[];
}

function judgeBatch(service: Service, reports: readonly Report[], sessions: ReadonlyMap<string, HostedSession>): Batch {
  const receivedAt = service.now();
  const touches = new Map<string, SessionTouch>();
  const items: AppendItem[] = [];
  const judged: Judged[] = [];
  for (const report of reports) {
    const session = sessions.get(report.session);
    if (session === undefined) throw new ObserverError("internal", "expected the session to be taken up");
    const seq = report.seq ?? session.seen.next(report.feed, report.firstSeq ?? 0);
    if (session.seen.has(report.feed, seq)) {
      judged.push({});
      continue;
    }
    refuseEndless(session);
    const facts = report.facts(seq);
    touches.set(session.id, touches.get(session.id) ?? touchOf(facts, session, report, receivedAt));
    const verdict = session.engine.judge(facts);
    session.seen.add(report.feed, seq);
    session.events += 1;
    items.push(itemOf(service, report, session, facts, verdict, receivedAt));
    judged.push({ verdict });
  }
  return { touches: [...touches.values()], items, judged };
}

/** SECURITY: a session without end would be replayed in full each time it is taken up. */
function refuseEndless(session: HostedSession): void {
  if (session.events >= MOST_EVENTS) throw new ObserverError("conflict", `session "${session.id}" holds ${MOST_EVENTS} events: begin another`);
}

function touchOf({ identity }: Facts, session: HostedSession, report: Report, at: number): SessionTouch {
  return {
    id: session.id,
    agent: session.agent,
    ...(identity.role === undefined ? {} : { role: identity.role }),
    ...(identity.parent === undefined ? {} : { parent: identity.parent }),
    ...(identity.user === undefined ? {} : { user: identity.user }),
    ...(report.keyId === undefined ? {} : { keyId: report.keyId }),
    expectEvents: session.events,
    at,
  };
}

function itemOf(service: Service, report: Report, session: HostedSession, facts: Facts, verdict: Verdict, receivedAt: number): AppendItem {
  const said = report.claim ?? report.clientVerdict;
  const shown = report.shown(facts);
  const item: AppendItem = { facts, receivedAt, ...(said === undefined ? {} : { client: said }) };
  if (shown === undefined) return item;
  const row: NewVerdict = {
    id: service.newId(),
    decision: verdict.decision,
    attention: verdict.attention,
    verdictAction: verdict.action,
    reason: verdict.reason,
    evidence: verdict.evidence,
    degraded: verdict.degraded ?? [],
    ids: verdict.ids,
    confidence: confidenceOf(verdict),
    source: report.source,
    action: shown,
    paused: session.paused,
    client: report.clientVerdict === undefined ? null : agreement(report.clientVerdict, verdict),
  };
  return { ...item, verdict: row };
}

/** How sure the checks that weigh evidence are; rules and lists are not a matter of confidence. */
function confidenceOf({ evidence }: Verdict): number | null {
  const weighed = evidence.filter(({ capability }) => capability === "reasoning" || capability === "judge");
  return weighed.length === 0 ? null : Math.max(...weighed.map(({ confidence }) => confidence));
}

function agreement(client: ClientVerdict, own: Verdict): ClientAgreement {
  const { engine, weights, policy, declaration, baseline } = own.ids;
  const sameIds = client.ids.engine === engine && client.ids.weights === weights && client.ids.policy === policy && client.ids.declaration === declaration && client.ids.baseline === baseline;
  if (!sameIds) return "stale";
  const codes = JSON.stringify([...new Set(client.codes)].sort()) === JSON.stringify([...new Set(own.evidence.map(({ code }) => code))].sort());
  return codes && client.decision === own.decision && client.attention === own.attention ? "agrees" : "differs";
}
