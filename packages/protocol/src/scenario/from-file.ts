// Turns the corpus as written in files into the words that everything else uses.
import { policyPart } from "./policy-part.ts";
import type { AgentFile, ChangeFile, EventFile, MarkFile, OrdinaryFile, ScenarioFile, SessionFile, TwinFile } from "./scenario-file.ts";
import type { AttackMark, EventChange, OrdinaryAgent, Scenario, ScenarioAgent, ScenarioEvent, SessionTemplate, Twin, TwinFact } from "./scenario.ts";
import { effectFromFile, worldChangeFromFile, worldFromFile } from "./world-file.ts";

export function scenarioFromFile(file: ScenarioFile): Scenario {
  return {
    id: file.id,
    class: file.class,
    title: file.title,
    story: file.story.trim(),
    agent: agent(file.agent),
    declaration: file.declaration,
    policy: policyPart(file.policy),
    baseline: file.baseline.map(session),
    world: worldFromFile(file.world ?? {}),
    attacks: file.attacks.map((attack) => ({ id: attack.id, strength: attack.strength, events: attack.events.map(event) })),
    twins: file.twins.map(twin),
    fixed: file.fixed ?? [],
  };
}

/** `id`: the name of its file. */
export function ordinaryFromFile(file: OrdinaryFile, id: string): OrdinaryAgent {
  return {
    id,
    story: file.story.trim(),
    agent: agent(file.agent),
    declaration: file.declaration,
    policy: policyPart(file.policy),
    baseline: file.baseline.map(session),
    sessions: file.sessions.map(session),
    fixed: file.fixed ?? [],
  };
}

function agent({ name, role, peers }: AgentFile): ScenarioAgent {
  return { name, role, peers: peers ?? [] };
}

function session(file: SessionFile): SessionTemplate {
  return {
    repeat: file.repeat ?? 1,
    values: new Map(Object.entries(file.values ?? {})),
    ...(file.by === undefined ? {} : { by: file.by }),
    events: file.events.map(event),
  };
}

// INVARIANT: the schema made sure that exactly one of the five kinds is there.
function event(file: EventFile): ScenarioEvent {
  const name = { ...(file.name === undefined ? {} : { name: file.name }), ...(file.after === undefined ? {} : { afterMs: milliseconds(file.after) }) };
  if (file.request !== undefined) return { ...name, kind: "request", text: file.request };
  if (file.instructions !== undefined) return { ...name, kind: "instructions", text: file.instructions };
  if (file.reply !== undefined) return { ...name, kind: "reply", text: file.reply };
  if (file.catalogue !== undefined) return { ...name, kind: "catalogue", tools: file.catalogue };
  return {
    ...name,
    kind: "call",
    action: { ...file.call, kind: file.call?.kind ?? "tool_call" },
    ...(file.fails !== undefined
      ? { result: { kind: "failed", error: file.fails } }
      : file.returns !== undefined
        ? { result: { kind: "returned", content: file.returns } }
        : {}),
    ...(file.attack === undefined ? {} : { attack: mark(file.attack) }),
  };
}

const UNITS: ReadonlyMap<string, number> = new Map([["s", 1_000], ["m", 60_000], ["h", 3_600_000]]);

function milliseconds(time: string): number {
  return Number(time.slice(0, -1)) * (UNITS.get(time.slice(-1)) ?? 0);
}

function mark({ does, ...file }: MarkFile): AttackMark {
  return { ...file, does: (does ?? []).map(effectFromFile) };
}

function twin(file: TwinFile): Twin {
  return { id: file.id, of: file.of, lawfulBecause: file.lawful_because, fact: fact(file), world: worldChangeFromFile(file.world ?? {}) };
}

function fact(file: TwinFile): TwinFact {
  if (file.declaration !== undefined) return { kind: "declaration", add: file.declaration };
  if (file.policy !== undefined) return { kind: "policy", policy: policyPart(file.policy) };
  if (file.baseline !== undefined) return { kind: "baseline", sessions: file.baseline.map(session) };
  if (file.request !== undefined) return { kind: "request", changes: file.request.map(change) };
  return { kind: "data", changes: (file.data ?? []).map(change) };
}

function change(file: ChangeFile): EventChange {
  const events = file.with.map(event);
  if (file.before !== undefined) return { how: "before", name: file.before, with: events };
  if (file.after !== undefined) return { how: "after", name: file.after, with: events };
  return { how: "replace", name: file.replace ?? "", with: events };
}
