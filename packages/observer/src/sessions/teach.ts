// Ends sessions and lets them teach the agent's baseline: clean ones by themselves, others when a person says so.
import { baselineId, emptyBaseline, mergeBaseline, sessionLimits, startSession } from "@kaizen/core";
import type { ActionFacts, Baseline } from "@kaizen/core";
import { StoreError } from "@kaizen/store";
import type { AuditEntry, BaselineOrigin, StoredSession } from "@kaizen/store";
import { engineInputs } from "./agent-states.ts";
import type { Service } from "../service.ts";
import { storeReview } from "./store-review.ts";

export interface EndedSession {
  readonly id: string;
  readonly clean: boolean;
  readonly taught: boolean;
}

const DUE_AT_ONCE = 200;
const ENGINE = { onFailure: "closed", enforcement: "observe" } as const;

/** Reviews the session as a whole, teaches if it is clean, leaves its labels, then ends it; doing it again changes nothing. A session without events is clean and teaches nothing. */
export async function endSession(service: Service, id: string, agent: string, at: number): Promise<EndedSession> {
  const row = await service.store.sessions.get(agent, id);
  if (row === undefined) return { id, clean: true, taught: false };
  const session = await service.host.take(id, agent);
  await session.stored;
  const review = row.endedAt === undefined ? session.engine.end() : undefined;
  if (review !== undefined) await storeReview(service, row, session, review, at);
  const clean = session.engine.isClean() && row.unclean === 0;
  const taught = clean && (await teach(service, row, "rules", { at, by: "rules", role: "observer", act: "teach-session", subject: id }));
  await service.labels.left(agent, id, session.engine.carried(), at);
  await service.store.sessions.end(agent, id, at);
  service.keySessions.ended(agent, id);
  return { id, clean, taught };
}

/** What the session holds goes into the agent's baseline, once. False when it has nothing to teach. */
export async function teach(service: Service, row: StoredSession, by: string, audit: AuditEntry): Promise<boolean> {
  if (row.taughtAt !== undefined) return true;
  const session = await service.host.take(row.id, row.agent);
  const lesson = session.engine.lesson();
  if (lesson.actions === 0) return false;
  try {
    await growBaseline(service, row.agent, lesson, { kind: "session", session: row.id, by }, audit);
    return true;
  } catch (error) {
    // Two calls at once: the other one taught.
    if (error instanceof StoreError && error.code === "conflict") return (await service.store.sessions.get(row.agent, row.id))?.taughtAt !== undefined;
    throw error;
  }
}

/** What the baseline would learn from one action alone. */
export function lessonOfAction(facts: ActionFacts): Baseline {
  const session = startSession(ENGINE, {});
  session.judge(facts);
  return session.lesson();
}

/** Adds a version of the baseline; tries again when another lesson came first. */
export async function growBaseline(service: Service, agent: string, lesson: Baseline, origin: BaselineOrigin, audit: AuditEntry): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    service.agents.changed(agent);
    const { baseline, baselineVersion } = await service.agents.get(agent);
    const next = mergeBaseline(baseline ?? emptyBaseline(agent), lesson);
    try {
      await service.store.baselines.put({ agent, version: baselineVersion + 1, id: baselineId(next), baseline: next, origin, at: audit.at }, audit);
      return;
    } catch (error) {
      const taught = origin.kind === "session" && (await service.store.sessions.get(agent, origin.session))?.taughtAt !== undefined;
      if (!(error instanceof StoreError && error.code === "conflict") || taught || attempt >= 10) throw error;
    } finally {
      service.agents.changed(agent);
    }
  }
}

/** Ends what the rules say has ended. Gives how many. */
export async function endDueSessions(service: Service, now: number): Promise<number> {
  const rule = { idleBefore: now - sessionLimits.idleMs, startedBefore: now - sessionLimits.maxAgeMs, events: sessionLimits.maxEvents };
  const due = await service.store.sessions.due({ ...rule, limit: DUE_AT_ONCE });
  for (const { id, agent } of due) await endSession(service, id, agent, now);
  return due.length;
}

/** Judges an action as if it were the first of a session under the given declaration: true when the declaration objects. */
export function declarationObjects(facts: ActionFacts, declaration: NonNullable<Parameters<typeof engineInputs>[1]>): boolean {
  const session = startSession({ ...ENGINE, capabilities: ["declaration"] }, engineInputs({ rules: [] }, declaration, undefined));
  return session.judge(facts).evidence.length > 0;
}
