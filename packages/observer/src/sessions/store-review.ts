// Stores what the end of a session shows: a late verdict beside that of the session's last event.
import type { Verdict } from "@kaizen/core";
import { StoreError } from "@kaizen/store";
import type { NewVerdict, ShownAction, StoredSession } from "@kaizen/store";
import { ObserverError } from "../observer-error.ts";
import type { Service } from "../service.ts";
import type { HostedSession } from "./session-host.ts";
import { shownFromFacts } from "./shown-action.ts";

/** Who reports it. */
const SOURCE = "review";
const NO_ACTION: ShownAction = { kind: "session", tool: null, publisher: null, target: null, hash: null, metadata: {} };

/** Told to everybody who listens once it is durable. A review that is there already stays. */
export async function storeReview(service: Service, row: StoredSession, session: HostedSession, review: Verdict, at: number): Promise<void> {
  const [last] = await service.store.events.byIds(row.agent, [review.id]);
  if (last === undefined) throw new ObserverError("internal", "expected the last event of a session to be stored");
  const verdict: NewVerdict = {
    id: service.newId(),
    decision: review.decision,
    attention: review.attention,
    verdictAction: review.action,
    reason: review.reason,
    evidence: review.evidence,
    degraded: review.degraded ?? [],
    ids: review.ids,
    confidence: Math.max(...review.evidence.map(({ confidence }) => confidence)),
    source: SOURCE,
    action: await shownOf(service, row.agent, review),
    paused: session.paused,
    client: null,
  };
  try {
    const touch = { id: row.id, agent: row.agent, expectEvents: session.events, at: row.lastAt };
    service.feed.publish(await service.store.append({ sessions: [touch], items: [], reviews: [{ facts: last.facts, receivedAt: at, verdict }] }));
  } catch (error) {
    // It was stored before, or an event came meanwhile and the session goes on.
    if (!(error instanceof StoreError && error.code === "conflict")) throw error;
  }
}

/** The last action that its worst finding rests on. */
async function shownOf({ store }: Service, agent: string, { evidence }: Verdict): Promise<ShownAction> {
  const [worst] = evidence;
  const cited = await store.events.byIds(agent, worst?.cites ?? []);
  const actions = cited.filter(({ facts }) => facts.event === "action").sort((a, b) => a.n - b.n);
  const last = actions.at(-1);
  return (last === undefined ? undefined : shownFromFacts(last.facts)) ?? NO_ACTION;
}
