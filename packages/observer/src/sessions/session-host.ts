// The sessions that are being judged, in memory; a session that is not there is rebuilt by replaying its stored facts.
import { startSession } from "@kaizen/core";
import type { Baseline, EngineSession, EngineSettings } from "@kaizen/core";
import type { Store, StoredSession } from "@kaizen/store";
import { boundedMap } from "../bounded-map.ts";
import { ObserverError } from "../observer-error.ts";
import { engineInputs } from "./agent-states.ts";
import type { AgentStates } from "./agent-states.ts";
import { seenPositions } from "./seen-positions.ts";
import type { SeenPositions } from "./seen-positions.ts";

export interface HostedSession {
  readonly id: string;
  readonly agent: string;
  readonly engine: EngineSession;
  readonly seen: SeenPositions;
  /** The baseline in force when the session was taken up. */
  baseline: Baseline | undefined;
  /** The key that it is bound to, for clients that name no session. */
  keyId: string | undefined;
  /** Events judged, stored or on their way to the store. */
  events: number;
  paused: boolean;
  /** Settles when everything that was judged so far is stored, or rejects. */
  stored: Promise<unknown>;
  /** Appends on their way. */
  pending: number;
}

export interface SessionHost {
  /** Takes a session up. Rejects with `conflict` when it belongs to another agent. */
  take(id: string, agent: string): Promise<HostedSession>;
  /** Forgets a session whose memory and store may differ. */
  drop(id: string): void;
  /** Policy, declaration or pause of an agent (or, without a name, of all) changed: in force from the next event on. */
  refresh(agent?: string, withBaseline?: "with-baseline"): Promise<void>;
}

interface HostSettings {
  readonly engine: EngineSettings;
  readonly sessionsInMemory: number;
}

const PAGE = 500;

export function sessionHost(store: Store, agents: AgentStates, settings: HostSettings): SessionHost {
  const loading = new Map<string, Promise<HostedSession>>();
  const sessions = boundedMap<string, HostedSession>(settings.sessionsInMemory, (session) => session.pending === 0);

  const load = async (id: string, agent: string): Promise<HostedSession> => {
    const row = await store.sessions.get(id);
    if (row !== undefined) refuseOtherAgent(row, agent);
    const { declaration, baseline, paused } = await agents.get(agent);
    const engine = startSession(settings.engine, engineInputs(agents.policy(), declaration, baseline));
    const session: HostedSession = { id, agent, engine, seen: seenPositions(), baseline, keyId: row?.keyId, events: 0, paused, stored: Promise.resolve(), pending: 0 };
    if (row !== undefined) await replay(store, session);
    sessions.set(id, session);
    return session;
  };

  return {
    async take(id, agent) {
      const known = sessions.get(id);
      if (known !== undefined) return refuseOtherAgent(known, agent);
      const already = loading.get(id);
      if (already !== undefined) return refuseOtherAgent(await already, agent);
      const started = load(id, agent).finally(() => loading.delete(id));
      loading.set(id, started);
      return started;
    },
    drop: (id) => sessions.delete(id),
    async refresh(agent, withBaseline) {
      for (const session of [...sessions.values()]) {
        if (agent !== undefined && session.agent !== agent) continue;
        const state = await agents.get(session.agent);
        if (withBaseline !== undefined) session.baseline = state.baseline;
        session.paused = state.paused;
        session.engine.update(engineInputs(agents.policy(), state.declaration, session.baseline));
      }
    },
  };
}

function refuseOtherAgent<S extends HostedSession | StoredSession>(session: S, agent: string): S {
  if (session.agent === agent) return session;
  throw new ObserverError("conflict", `session "${session.id}" belongs to another agent than "${agent}"`);
}

async function replay(store: Store, session: HostedSession): Promise<void> {
  for (let after = 0; ; ) {
    const page = await store.events.ofSession(session.id, after, PAGE);
    for (const { facts, n } of page) {
      session.engine.judge(facts);
      session.seen.add(facts.position.feed, facts.position.seq);
      session.events += 1;
      after = n;
    }
    if (page.length < PAGE) return;
  }
}
