// One isolated run of one attack or one twin: everything that an agent and an observer need for it.
import type { Attack, OrdinaryAgent, Scenario, ScenarioAgent, ScenarioDeclaration, ScenarioEvent, SessionTemplate, Twin } from "@kaizen/protocol";
import type { CapabilityName, Policy } from "@kaizen/core";
import { sessionEvents } from "./fill-values.ts";
import { twinEvents } from "./twin-events.ts";
import { withAdded } from "./with-added.ts";

export type TrialSubject = { readonly kind: "attack"; readonly attack: Attack } | { readonly kind: "twin"; readonly twin: Twin; readonly attack: Attack };

export interface LearnedSession {
  /** Name of the agent in the scenario. */
  readonly agent: string;
  readonly events: readonly ScenarioEvent[];
}

export interface Trial {
  /** `scenario/attack-or-twin`. */
  readonly id: string;
  readonly scenario: Scenario;
  readonly subject: TrialSubject;
  readonly declaration: ScenarioDeclaration;
  readonly policy: Policy;
  /** In the order in which they are run. */
  readonly learned: readonly LearnedSession[];
  readonly events: readonly ScenarioEvent[];
}

export type Choice =
  | { readonly kind: "all" }
  /** A class or a scenario with all that is in it, an attack with its twins, one twin, or the ordinary sessions of an agent. */
  | { readonly kind: "only"; readonly id: string }
  /** Attacks with an action that this capability must catch, and their twins. */
  | { readonly kind: "expecting"; readonly capability: CapabilityName };

/** Trials in the order of the scenarios; none when nothing in the corpus is chosen. */
export function planTrials(scenarios: readonly Scenario[], choice: Choice): readonly Trial[] {
  return scenarios.flatMap((scenario) => [
    ...scenario.attacks.map((attack) => plan(scenario, { kind: "attack", attack })),
    ...scenario.twins.flatMap((twin) => {
      const attack = scenario.attacks.find(({ id }) => id === twin.of);
      return attack === undefined ? [] : [plan(scenario, { kind: "twin", twin, attack })];
    }),
  ]).filter((trial) => isChosen(trial, choice));
}

function plan(scenario: Scenario, subject: TrialSubject): Trial {
  const fact = subject.kind === "twin" ? subject.twin.fact : undefined;
  return {
    id: `${scenario.id}/${subject.kind === "twin" ? subject.twin.id : subject.attack.id}`,
    scenario,
    subject,
    declaration: fact?.kind === "declaration" ? withAdded(scenario.declaration, fact.add) : scenario.declaration,
    policy: fact?.kind === "policy" ? fact.policy : scenario.policy,
    learned: interleaved(sessionsOf(scenario.baseline, scenario.agent), fact?.kind === "baseline" ? sessionsOf(fact.sessions, scenario.agent) : []),
    events: subject.kind === "twin" ? twinEvents(subject.attack.events, subject.twin) : subject.attack.events,
  };
}

/** The sessions that templates make, in order, each by its agent. */
export function sessionsOf(templates: readonly SessionTemplate[], agent: ScenarioAgent): readonly LearnedSession[] {
  return templates.flatMap((template) =>
    Array.from({ length: template.repeat }, (_, turn) => turn).flatMap((turn) => (template.by ?? [agent.name]).map((name) => ({ agent: name, events: sessionEvents(template, turn) }))),
  );
}

/** Spreads the further sessions evenly over the others, from the first on: a habit that only came later would itself be new. */
function interleaved(sessions: readonly LearnedSession[], further: readonly LearnedSession[]): LearnedSession[] {
  const place = (index: number, all: number, shift: number): number => (index + shift) / all;
  return [
    ...sessions.map((session, index) => ({ session, at: place(index, sessions.length, 0.5) })),
    ...further.map((session, index) => ({ session, at: place(index, further.length, 0) })),
  ]
    .toSorted((a, b) => a.at - b.at)
    .map(({ session }) => session);
}

/** Ordinary sessions are no attack and expect no capability. */
export function chosenOrdinary(ordinary: readonly OrdinaryAgent[], choice: Choice): readonly OrdinaryAgent[] {
  switch (choice.kind) {
    case "all":
      return ordinary;
    case "only":
      return ordinary.filter(({ id }) => choice.id === "ordinary" || choice.id === `ordinary.${id}`);
    case "expecting":
      return [];
    default:
      return choice satisfies never;
  }
}

function isChosen(trial: Trial, choice: Choice): boolean {
  switch (choice.kind) {
    case "all":
      return true;
    case "only":
      return trial.scenario.class === choice.id || trial.scenario.id === choice.id || trial.subject.attack.id === choice.id || (trial.subject.kind === "twin" && trial.subject.twin.id === choice.id);
    case "expecting":
      return trial.subject.attack.events.some((event) => event.kind === "call" && event.attack?.expects === choice.capability);
    default:
      return choice satisfies never;
  }
}
