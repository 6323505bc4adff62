// Runs one group as its agents would: declares, learns session by session, then does every session that is to be judged.
import { randomFillSync } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { CapabilityName, Observation, Verdict } from "@kaizen/core";
import { isKaizenError, Kaizen, type KaizenSession } from "@kaizen/sdk";
import type { ScenarioEvent } from "@kaizen/protocol";
import type { Group, JudgedSession, Phase } from "../plan/group.ts";
import { CorpusError } from "./corpus-error.ts";
import type { CreatedKey, ObserverClient, StoredVerdict } from "./observer-client.ts";
import { agentNames, runAgentName } from "./run-names.ts";
import { createSessionClock, firstMorning, judgedStart, learnedStart, USUAL_PAUSE_MS, type SessionClock } from "./session-clock.ts";

export interface GroupSurroundings {
  readonly observer: ObserverClient;
  /** For tidying up, which must also happen after the run was stopped. */
  readonly tidy: () => ObserverClient;
  readonly baseUrl: string;
  readonly run: string;
  /** An empty folder of this run. */
  readonly stateDir: string;
  /** Capabilities that are switched on; absent = all. */
  readonly capabilities?: readonly CapabilityName[];
  readonly signal: AbortSignal;
}

/** An action with the verdicts of both sides. */
export interface JudgedAction {
  readonly event: Extract<ScenarioEvent, { kind: "call" }>;
  readonly local: Verdict;
  readonly stored: StoredVerdict;
}

export interface GroupOutcome {
  readonly group: Group;
  /** Actions of each judged session, in order, by its id. */
  readonly actions: ReadonlyMap<string, readonly JudgedAction[]>;
  /** Actions that the agents learned from. */
  readonly learned: readonly JudgedAction[];
  readonly untaught: number;
}

/** A server that is gone should not be waited for as long as a client in the field would. */
const DELIVERY_TIMEOUT_MS = 10_000;

type LocalAction = Omit<JudgedAction, "stored">;

interface RunningAgent {
  /** Its name in this run. */
  readonly name: string;
  readonly kaizen: Kaizen;
  readonly clock: SessionClock;
}

export async function runGroup(group: Group, around: GroupSurroundings): Promise<GroupOutcome> {
  const keys: CreatedKey[] = [];
  const agents = new Map<string, RunningAgent>();
  try {
    for (const name of agentNames(group)) {
      const agent = runAgentName(name, group, around.run);
      const key = await around.observer.createAgentKey(agent);
      keys.push(key);
      await around.observer.declare(agent, group.phases[0]?.declaration ?? {});
      const clock = createSessionClock();
      agents.set(name, { name: agent, clock, kaizen: await attach(agent, key, clock, group, around) });
    }
    const learned = await learn(group, agents, around);
    const untaught = await countUntaught(group, around);
    const judged = await judge(group, agents, around);
    const stored = await storedVerdicts(group, around);
    return { group, actions: new Map([...judged].map(([id, actions]) => [id, actions.map(withStored(stored))])), learned: learned.map(withStored(stored)), untaught };
  } catch (error) {
    throw readable(error);
  } finally {
    await Promise.allSettled([...agents.values()].map(({ kaizen }) => kaizen.close()));
    const tidy = around.tidy();
    await Promise.allSettled(keys.map(({ id }) => tidy.revokeKey(id)));
    await rm(groupFolder(group, around), { recursive: true, force: true });
  }
}

async function attach(agent: string, { key }: CreatedKey, clock: SessionClock, group: Group, around: GroupSurroundings): Promise<Kaizen> {
  // A folder for each client: the state of one must not help the other.
  const stateDir = join(groupFolder(group, around), agent);
  await mkdir(stateDir, { recursive: true });
  const platform = { now: clock.now, random: (length: number) => randomFillSync(new Uint8Array(length)), warn: () => undefined, environment: {} };
  return startClient(platform, {
    agent,
    apiKey: key,
    baseUrl: around.baseUrl,
    role: group.agent.role,
    onFailure: "closed",
    stateDir,
    ...(around.capabilities === undefined ? {} : { capabilities: around.capabilities }),
  });
}

/** One session after the other: the observer judges each by what those before it taught, the client by what it knew first. */
async function learn(group: Group, agents: ReadonlyMap<string, RunningAgent>, around: GroupSurroundings): Promise<LocalAction[]> {
  const actions: LocalAction[] = [];
  const morning = firstMorning(Date.now());
  for (const { clock, kaizen } of agents.values()) {
    clock.startAt(learnedStart(morning, 0));
    await unlessStopped(kaizen.ready(), around.signal);
  }
  for (const [turn, session] of group.learned.entries()) {
    const { name, kaizen, clock } = agentOf(session, agents);
    clock.startAt(learnedStart(morning, turn));
    const run = kaizen.session({ id: `${name}.learned-${turn + 1}` });
    actions.push(...session.events.flatMap((event) => playEvent(run, event, clock)));
    await unlessStopped(run.end().then(() => undefined), around.signal);
  }
  return actions;
}

/**
 * INVARIANT: a session teaches only when it ends, and none ends before all were judged and delivered: so each meets the
 * same baseline, and a lawful twin cannot teach what makes its attack look usual. A test of `kaizen corpus` holds that
 * against runs of one trial alone.
 */
async function judge(group: Group, agents: ReadonlyMap<string, RunningAgent>, around: GroupSurroundings): Promise<ReadonlyMap<string, LocalAction[]>> {
  const runs: PlayedSession[] = [];
  for (const [index, phase] of group.phases.entries()) {
    if (index > 0) for (const { name } of agents.values()) await around.observer.declare(name, phase.declaration);
    runs.push(...(await judgePhase(phase, agents, around)));
  }
  await unlessStopped(Promise.all(runs.map(({ run }) => run.end())).then(() => undefined), around.signal);
  return new Map(runs.map(({ id, actions }) => [id, actions]));
}

interface PlayedSession {
  readonly id: string;
  readonly run: KaizenSession;
  readonly actions: LocalAction[];
}

/** Delivered when it resolves: the next phase has another declaration. */
async function judgePhase(phase: Phase, agents: ReadonlyMap<string, RunningAgent>, around: GroupSurroundings): Promise<PlayedSession[]> {
  const noon = judgedStart(firstMorning(Date.now()));
  for (const { clock, kaizen } of agents.values()) {
    clock.startAt(noon);
    await unlessStopped(kaizen.ready(), around.signal);
  }
  const runs = phase.judged.map((session) => {
    const { name, kaizen, clock } = agentOf(session, agents);
    clock.startAt(noon);
    const run = kaizen.session({ id: `${name}.${session.id.replaceAll("/", ".")}` });
    return { id: session.id, run, actions: session.events.flatMap((event) => playEvent(run, event, clock)) };
  });
  for (const { kaizen } of agents.values()) await unlessStopped(kaizen.flush({ timeoutMs: DELIVERY_TIMEOUT_MS }), around.signal);
  return runs;
}

function agentOf({ agent }: Pick<JudgedSession, "agent">, agents: ReadonlyMap<string, RunningAgent>): RunningAgent {
  const found = agents.get(agent);
  if (found === undefined) throw new Error(`expected the agent ${agent} to be attached`);
  return found;
}

/** The client has no signal of its own, and waits long for a server that may come back. */
function unlessStopped(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new CorpusError("aborted", "the run was stopped"));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

function startClient(platform: ConstructorParameters<typeof Kaizen>[1], options: ConstructorParameters<typeof Kaizen>[0]): Kaizen {
  try {
    return new Kaizen(options, platform);
  } catch (error) {
    throw readable(error);
  }
}

/** What the client says is meant for its user; everything else is a fault of ours and stays as it is. */
function readable(error: unknown): unknown {
  return isKaizenError(error) ? new CorpusError("client-failed", error.message) : error;
}

function groupFolder(group: Group, { stateDir }: GroupSurroundings): string {
  return join(stateDir, group.id);
}

function playEvent(session: KaizenSession, event: ScenarioEvent, clock: SessionClock): LocalAction[] {
  clock.pass(event.afterMs ?? USUAL_PAUSE_MS);
  if (event.kind !== "call") {
    session.observe(observationOf(event));
    return [];
  }
  const local = session.inspect(event.action);
  const tool = event.action.tool === undefined ? {} : { tool: event.action.tool };
  if (event.result?.kind === "returned") session.observe({ kind: "result", ...tool, content: event.result.content });
  if (event.result?.kind === "failed") session.observe({ kind: "result", ...tool, content: "", error: event.result.error });
  return [{ event, local }];
}

function observationOf(event: Exclude<ScenarioEvent, { kind: "call" }>): Observation {
  return event.kind === "catalogue" ? { kind: "catalogue", tools: event.tools } : { kind: event.kind, content: event.text };
}

async function countUntaught(group: Group, { observer, run }: GroupSurroundings): Promise<number> {
  const lists = await Promise.all(agentNames(group).map((name) => observer.sessions(runAgentName(name, group, run))));
  return group.learned.length - lists.flat().filter(({ taught }) => taught).length;
}

async function storedVerdicts(group: Group, { observer, run }: GroupSurroundings): Promise<ReadonlyMap<string, StoredVerdict>> {
  const lists = await Promise.all(agentNames(group).map((name) => observer.verdicts(runAgentName(name, group, run))));
  return new Map(lists.flat().map((row) => [row.event_id, row]));
}

function withStored(stored: ReadonlyMap<string, StoredVerdict>): (action: LocalAction) => JudgedAction {
  return (action) => {
    const found = stored.get(action.local.id);
    if (found === undefined) throw new CorpusError("no-verdict", `expected the observer to hold a verdict on ${action.local.id} after the flush, got none`);
    return { ...action, stored: found };
  };
}
