// A group judged by the engine alone, without client, observer and HTTP: fast enough to try many variants of the corpus.
import { createNormaliser, emptyBaseline, mergeBaseline, mergeCarried, NOTHING_CARRIED, startSession, type Baseline, type CapabilityName, type Declaration, type EngineInputs, type EventBody, type Normaliser, type Verdict } from "@kaizen/core";
import { parseDeclarationShort, type ScenarioDeclaration, type ScenarioEvent } from "@kaizen/protocol";
import type { Group, JudgedSession } from "../plan/group.ts";
import { judgedStart, learnedStart, USUAL_PAUSE_MS } from "../runner/session-clock.ts";

export interface EngineAction {
  readonly event: Extract<ScenarioEvent, { kind: "call" }>;
  readonly verdict: Verdict;
}

export interface EngineOutcome {
  /** Actions of each judged session, in order, by its id. */
  readonly actions: ReadonlyMap<string, readonly EngineAction[]>;
  readonly learned: readonly EngineAction[];
  readonly untaught: number;
}

/** A Wednesday, nine in the morning, UTC. */
const MORNING = Date.UTC(2031, 2, 5, 9);

/** What clients and observer do over HTTP, with which a test of `kaizen corpus` compares it: learn session by session, then judge each session by that. */
export function judgeGroup(group: Group, capabilities?: readonly CapabilityName[]): EngineOutcome {
  const normaliser = createNormaliser({ key: new Uint8Array(32) });
  const first = group.phases[0]?.declaration ?? {};
  const baselines = new Map<string, Baseline>();
  let untaught = 0;
  let carried = NOTHING_CARRIED;
  const declarationOf = declarationReader(group);
  const run = (session: Pick<JudgedSession, "agent" | "events">, id: string, at: number, declared: ScenarioDeclaration): { readonly actions: readonly EngineAction[]; readonly engine: ReturnType<typeof startSession> } => {
    const { agent } = session;
    const baseline = baselines.get(agent);
    const inputs: EngineInputs = { policy: group.policy, declaration: declarationOf(agent, declared), carried, ...(baseline === undefined ? {} : { baseline }) };
    const engine = startSession({ onFailure: "closed", enforcement: "observe", ...(capabilities === undefined ? {} : { capabilities }) }, inputs);
    return { engine, actions: play(session.events, { agent, session: id, role: group.agent.role }, at, normaliser, engine) };
  };
  const learned = group.learned.flatMap((session, turn) => {
    const { actions, engine } = run(session, `learned-${turn + 1}`, learnedStart(MORNING, turn), first);
    const lesson = engine.lesson();
    carried = mergeCarried(carried, engine.carried());
    if (engine.isClean() && lesson.actions > 0) baselines.set(session.agent, mergeBaseline(baselines.get(session.agent) ?? emptyBaseline(session.agent), lesson));
    else untaught += 1;
    return actions;
  });
  const actions = new Map(group.phases.flatMap(({ declaration, judged }) => judged.map((session) => [session.id, run(session, session.id, judgedStart(MORNING), declaration).actions] as const)));
  return { actions, learned, untaught };
}

/** Reads each once: the engine prepares a declaration once for each object. */
function declarationReader(group: Group): (agent: string, declared: ScenarioDeclaration) => Declaration {
  const known = new Map<string, Declaration>();
  return (agent, declared) => {
    const key = JSON.stringify([agent, declared]);
    const found = known.get(key);
    if (found !== undefined) return found;
    const parsed = parseDeclarationShort({ ...declared, agent });
    if (!parsed.ok) throw new Error(`expected a valid declaration of ${group.id}, got: ${parsed.error.map(({ message }) => message).join("; ")}`);
    known.set(key, parsed.value);
    return parsed.value;
  };
}

function play(events: readonly ScenarioEvent[], identity: { readonly agent: string; readonly session: string; readonly role: string }, start: number, normaliser: Normaliser, engine: ReturnType<typeof startSession>): readonly EngineAction[] {
  let [at, seq] = [start, 0];
  const judge = (body: EventBody): Verdict => engine.judge(normaliser.facts({ identity, position: { feed: "sdk", seq: seq++, at }, body }));
  return events.flatMap((event): EngineAction[] => {
    at += event.afterMs ?? USUAL_PAUSE_MS;
    if (event.kind !== "call") {
      judge({ event: "observation", observation: event.kind === "catalogue" ? { kind: "catalogue", tools: event.tools } : { kind: event.kind, content: event.text } });
      return [];
    }
    const verdict = judge({ event: "action", action: event.action });
    const tool = event.action.tool === undefined ? {} : { tool: event.action.tool };
    if (event.result?.kind === "returned") judge({ event: "observation", observation: { kind: "result", ...tool, content: event.result.content } });
    if (event.result?.kind === "failed") judge({ event: "observation", observation: { kind: "result", ...tool, content: "", error: event.result.error } });
    return [{ event, verdict }];
  });
}
