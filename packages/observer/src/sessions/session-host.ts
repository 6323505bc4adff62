// The sessions that are being judged, in memory; a session that is not there is rebuilt by replaying its stored facts.
import { startSession } from "@kaizen/core";
import type { Baseline, CarriedLabels, EngineSession, EngineSettings } from "@kaizen/core";
import type { Store } from "@kaizen/store";
import { boundedMap } from "../bounded-map.ts";
import type { DeploymentLabels } from "./carried-labels.ts";
import { eventDigest, renumbered } from "./event-digest.ts";
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
  /** What others had left when the session was taken up. */
  readonly carried: CarriedLabels;
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
  /** Takes an agent's session up. */
  take(id: string, agent: string): Promise<HostedSession>;
  /** Forgets a session whose memory and store may differ. */
  drop(session: Pick<HostedSession, "id" | "agent">): void;
  /** Policy, declaration or pause of an agent (or, without a name, of all) changed: in force from the next event on. */
  refresh(agent?: string, withBaseline?: "with-baseline"): Promise<void>;
}

interface HostSettings {
  readonly engine: EngineSettings;
  readonly sessionsInMemory: number;
  /**
   * Events of a session that are judged again when it is taken up: its last ones.
   * SECURITY: a session without end would be replayed in full each time; one that refused events when it is full could be
   * filled by a thief, and what the agent does then would not be recorded.
   */
  readonly mostReplayed: number;
}

const PAGE = 500;

export function sessionHost(store: Store, agents: AgentStates, labels: Pick<DeploymentLabels, "known">, settings: HostSettings): SessionHost {
  const loading = new Map<string, Promise<HostedSession>>();
  const sessions = boundedMap<string, HostedSession>(settings.sessionsInMemory, (session) => session.pending === 0);

  const load = async (id: string, agent: string): Promise<HostedSession> => {
    const row = await store.sessions.get(agent, id);
    const { declaration, baseline, paused } = await agents.get(agent);
    const carried = labels.known();
    const engine = startSession(settings.engine, engineInputs(agents.policy(), declaration, baseline, carried));
    const session: HostedSession = { id, agent, engine, seen: seenPositions(), baseline, carried, keyId: row?.keyId, events: 0, paused, stored: Promise.resolve(), pending: 0 };
    if (row !== undefined) await replay(store, session, row.events - settings.mostReplayed);
    sessions.set(sessionKey(agent, id), session);
    return session;
  };

  return {
    async take(id, agent) {
      const key = sessionKey(agent, id);
      const known = sessions.get(key) ?? loading.get(key);
      if (known !== undefined) return known;
      const started = load(id, agent).finally(() => loading.delete(key));
      loading.set(key, started);
      return started;
    },
    drop: ({ agent, id }) => sessions.delete(sessionKey(agent, id)),
    async refresh(agent, withBaseline) {
      for (const session of [...sessions.values()]) {
        if (agent !== undefined && session.agent !== agent) continue;
        const state = await agents.get(session.agent);
        if (withBaseline !== undefined) session.baseline = state.baseline;
        session.paused = state.paused;
        session.engine.update(engineInputs(agents.policy(), state.declaration, session.baseline, session.carried));
      }
    },
  };
}

/** SECURITY: clients choose session ids: the name of a session is agent and id, or one agent could take another's. */
export function sessionKey(agent: string, id: string): string {
  return JSON.stringify([agent, id]);
}

/** The first `unjudged` events only take their numbers. */
async function replay(store: Store, session: HostedSession, unjudged: number): Promise<void> {
  for (let after = 0; ; ) {
    const page = await store.events.ofSession(session.agent, session.id, after, PAGE);
    for (const { facts, client, n } of page) {
      if (session.events >= unjudged) session.engine.judge(facts);
      const { feed, seq } = facts.position;
      session.seen.add(feed, seq, eventDigest(facts));
      const asked = takenSeq(client);
      if (asked !== undefined) session.seen.addOther(feed, asked, eventDigest(renumbered(facts, asked)));
      session.events += 1;
      after = n;
    }
    if (page.length < PAGE) return;
  }
}

/** What is kept with an event whose number was taken. */
export function takenNote(seq: number, said: unknown): unknown {
  return { takenSeq: seq, ...(said === undefined ? {} : { said }) };
}

function takenSeq(client: unknown): number | undefined {
  const seq: unknown = typeof client === "object" && client !== null ? Reflect.get(client, "takenSeq") : undefined;
  return typeof seq === "number" ? seq : undefined;
}
