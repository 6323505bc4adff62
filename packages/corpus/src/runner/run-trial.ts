// Runs one trial as an agent would: declares, learns session by session, then attacks or does the lawful twin.
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { CapabilityName, Observation, Verdict } from "@kaizen/core";
import { isKaizenError, Kaizen, type KaizenSession } from "@kaizen/sdk";
import type { ScenarioEvent } from "@kaizen/protocol";
import type { LearnedSession, Trial } from "../plan/trial.ts";
import { CorpusError } from "./corpus-error.ts";
import type { CreatedKey, ObserverClient, StoredVerdict } from "./observer-client.ts";
import { agentNames, runAgentName } from "./run-names.ts";

export interface TrialSurroundings {
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

/** An action of the trial with the verdicts of both sides. */
export interface JudgedAction {
  readonly event: Extract<ScenarioEvent, { kind: "call" }>;
  readonly local: Verdict;
  readonly stored: StoredVerdict;
}

export interface TrialOutcome {
  readonly trial: Trial;
  /** Actions of the attack or twin session, in order. */
  readonly actions: readonly JudgedAction[];
  /** Actions that the agents learned from. */
  readonly learned: readonly JudgedAction[];
  readonly untaught: number;
}

/** A server that is gone should not be waited for as long as a client in the field would. */
const DELIVERY_TIMEOUT_MS = 10_000;

type LocalAction = Omit<JudgedAction, "stored">;

export async function runTrial(trial: Trial, around: TrialSurroundings): Promise<TrialOutcome> {
  const keys = new Map<string, CreatedKey>();
  try {
    for (const name of agentNames(trial)) {
      const agent = runAgentName(name, trial, around.run);
      keys.set(name, await around.observer.createAgentKey(agent));
      await around.observer.declare(agent, trial.declaration);
    }
    const learned: LocalAction[] = [];
    for (const [turn, session] of trial.learned.entries()) {
      learned.push(...(await runSession(session, `learned-${turn + 1}`, trial, around, keys)));
    }
    const untaught = await countUntaught(trial, around);
    const actions = await runSession({ agent: trial.scenario.agent.name, events: trial.events }, "judged", trial, around, keys);
    const stored = await storedVerdicts(trial, around);
    return { trial, actions: actions.map(withStored(stored)), learned: learned.map(withStored(stored)), untaught };
  } finally {
    const tidy = around.tidy();
    await Promise.allSettled([...keys.values()].map(({ id }) => tidy.revokeKey(id)));
    await rm(trialFolder(trial, around), { recursive: true, force: true });
  }
}

async function runSession(session: LearnedSession, part: string, trial: Trial, around: TrialSurroundings, keys: ReadonlyMap<string, CreatedKey>): Promise<LocalAction[]> {
  if (around.signal.aborted) throw new CorpusError("aborted", "the run was stopped");
  // A folder for each client: the state of one must not help the next.
  const stateDir = join(trialFolder(trial, around), part);
  await mkdir(stateDir, { recursive: true });
  const agent = runAgentName(session.agent, trial, around.run);
  const kaizen = startClient({
    agent,
    apiKey: keys.get(session.agent)?.key ?? "",
    baseUrl: around.baseUrl,
    role: trial.scenario.agent.role,
    onFailure: "closed",
    stateDir,
    ...(around.capabilities === undefined ? {} : { capabilities: around.capabilities }),
  });
  try {
    await unlessStopped(kaizen.ready(), around.signal);
    const run = kaizen.session({ id: `${agent}.${part}` });
    const actions = session.events.flatMap((event) => playEvent(run, event));
    await unlessStopped(kaizen.flush({ timeoutMs: DELIVERY_TIMEOUT_MS }), around.signal);
    await unlessStopped(run.end(), around.signal);
    return actions;
  } catch (error) {
    throw readable(error);
  } finally {
    await kaizen.close();
  }
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

function startClient(options: ConstructorParameters<typeof Kaizen>[0]): Kaizen {
  try {
    return new Kaizen(options);
  } catch (error) {
    throw readable(error);
  }
}

/** What the client says is meant for its user; everything else is a fault of ours and stays as it is. */
function readable(error: unknown): unknown {
  return isKaizenError(error) ? new CorpusError("client-failed", error.message) : error;
}

function trialFolder(trial: Trial, { stateDir }: TrialSurroundings): string {
  return join(stateDir, trial.id.replaceAll("/", "."));
}

function playEvent(session: KaizenSession, event: ScenarioEvent): LocalAction[] {
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

async function countUntaught(trial: Trial, { observer, run }: TrialSurroundings): Promise<number> {
  const lists = await Promise.all(agentNames(trial).map((name) => observer.sessions(runAgentName(name, trial, run))));
  return trial.learned.length - lists.flat().filter(({ taught }) => taught).length;
}

async function storedVerdicts(trial: Trial, { observer, run }: TrialSurroundings): Promise<ReadonlyMap<string, StoredVerdict>> {
  const lists = await Promise.all(agentNames(trial).map((name) => observer.verdicts(runAgentName(name, trial, run))));
  return new Map(lists.flat().map((row) => [row.event_id, row]));
}

function withStored(stored: ReadonlyMap<string, StoredVerdict>): (action: LocalAction) => JudgedAction {
  return (action) => {
    const found = stored.get(action.local.id);
    if (found === undefined) throw new CorpusError("no-verdict", `expected the observer to hold a verdict on ${action.local.id} after the flush, got none`);
    return { ...action, stored: found };
  };
}
