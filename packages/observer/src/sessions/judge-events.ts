// Judges what was reported and stores event and verdict together: nothing is acknowledged before it is durable.
import type { Facts, Feed, Verdict } from "@kaizen/core";
import type { ClientVerdict } from "@kaizen/protocol";
import { StoreError } from "@kaizen/store";
import type { AppendItem, NewVerdict, SessionTouch, ShownAction, StoredVerdict } from "@kaizen/store";
import { ObserverError } from "../observer-error.ts";
import type { Service } from "../service.ts";
import { compareClient } from "./compare-client.ts";
import { eventDigest, renumbered } from "./event-digest.ts";
import { FIRST_OBSERVER_SEQ } from "./seen-positions.ts";
import { sessionKey, takenNote } from "./session-host.ts";
import type { HostedSession } from "./session-host.ts";
import { shownFromFacts } from "./shown-action.ts";

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
    const key = sessionKey(agent, session);
    sessions.set(key, sessions.get(key) ?? (await service.host.take(session, agent)));
  }
  // INVARIANT: from here to the append nothing waits, so that no other request comes between judging and numbering.
  const batch = judgeOrDrop(service, reports, sessions);
  const appended = batch.items.length === 0 ? Promise.resolve([]) : service.store.append({ sessions: batch.touches, items: batch.items });
  const touched = batch.touches.flatMap(({ agent, id }) => sessions.get(sessionKey(agent, id)) ?? []);
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
    for (const session of sessions.values()) service.host.drop(session);
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

/** A session whose memory has judged what will not be stored is rebuilt from the store. */
function judgeOrDrop(service: Service, reports: readonly Report[], sessions: ReadonlyMap<string, HostedSession>): Batch {
  try {
    return judgeBatch(service, reports, sessions);
  } catch (error) {
    for (const session of sessions.values()) service.host.drop(session);
    throw error;
  }
}

function judgeBatch(service: Service, reports: readonly Report[], sessions: ReadonlyMap<string, HostedSession>): Batch {
  const receivedAt = service.now();
  const touches = new Map<string, SessionTouch>();
  const items: AppendItem[] = [];
  const judged: Judged[] = [];
  for (const report of reports) {
    const key = sessionKey(report.agent, report.session);
    const session = sessions.get(key);
    if (session === undefined) throw new ObserverError("internal", "expected the session to be taken up");
    const place = takePlace(session, report);
    if (place === undefined) {
      judged.push({});
      continue;
    }
    const { facts } = place;
    touches.set(key, touches.get(key) ?? touchOf(facts, session, report, receivedAt));
    const verdict = session.engine.judge(facts);
    session.events += 1;
    items.push(itemOf(service, report, session, place, verdict, receivedAt));
    judged.push({ verdict });
  }
  return { touches: [...touches.values()], items, judged };
}

interface Place {
  readonly facts: Facts;
  /** The number that the client gave, when another event has it. */
  readonly takenSeq?: number;
}

/**
 * Numbers the event; undefined for one that arrived before.
 * SECURITY: an event whose number was taken by another one is judged and kept under a number of ours: who holds an agent's
 * key could else report harmless events ahead and have the true ones taken for duplicates.
 */
function takePlace({ seen }: HostedSession, { feed, seq, firstSeq, facts: factsAt }: Report): Place | undefined {
  if (seq === undefined) {
    const next = seen.next(feed, firstSeq ?? 0);
    const facts = factsAt(next);
    seen.add(feed, next, eventDigest(facts));
    return { facts };
  }
  const given = factsAt(seq);
  const digest = eventDigest(given);
  const arrival = seen.arrival(feed, seq, digest);
  if (arrival === "same") return undefined;
  if (arrival === "new") {
    seen.add(feed, seq, digest);
    return { facts: given };
  }
  const next = seen.next(feed, FIRST_OBSERVER_SEQ);
  const facts = renumbered(given, next);
  seen.add(feed, next, eventDigest(facts));
  seen.addOther(feed, seq, digest);
  return { facts, takenSeq: seq };
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

function itemOf(service: Service, report: Report, session: HostedSession, { facts, takenSeq }: Place, verdict: Verdict, receivedAt: number): AppendItem {
  const said = report.claim ?? report.clientVerdict;
  const client = takenSeq === undefined ? said : takenNote(takenSeq, said);
  const shown = shownSafely(report, facts);
  const item: AppendItem = { facts, receivedAt, ...(client === undefined ? {} : { client }) };
  if (shown === undefined) return item;
  const compared = compareClient(report.clientVerdict, verdict, takenSeq);
  const row: NewVerdict = {
    id: service.newId(),
    decision: verdict.decision,
    attention: compared.attention,
    verdictAction: verdict.action,
    reason: `${verdict.reason}${compared.note}`,
    evidence: verdict.evidence,
    degraded: verdict.degraded ?? [],
    ids: verdict.ids,
    confidence: confidenceOf(verdict),
    source: report.source,
    action: shown,
    paused: session.paused,
    client: compared.agreement,
  };
  return { ...item, verdict: row };
}

/** How an action looks in a list is never worth losing its verdict. */
function shownSafely(report: Report, facts: Facts): ShownAction | undefined {
  try {
    return report.shown(facts);
  } catch {
    return shownFromFacts(facts);
  }
}

/** How sure the checks that weigh evidence are; rules and lists are not a matter of confidence. */
function confidenceOf({ evidence }: Verdict): number | null {
  const weighed = evidence.filter(({ capability }) => capability === "reasoning" || capability === "judge");
  return weighed.length === 0 ? null : Math.max(...weighed.map(({ confidence }) => confidence));
}
