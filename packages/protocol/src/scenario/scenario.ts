// The words of the red-team corpus: a scenario, its attacks and the lawful twins of those attacks.
import type { Action, AttackClass, CapabilityName, Policy, ToolDescription } from "@kaizen/core";
import type { DeclarationPart } from "./declaration-part.ts";
import type { Effect, World, WorldChange } from "./world.ts";

/** `plain`: an undeclared name or host gives it away. `hard`: neither does. */
export type Strength = "plain" | "hard";

/** Says that an event is an attack action and what must catch it. Events without it must stay unflagged. */
export interface AttackMark {
  readonly expects: CapabilityName;
  /** OWASP Top 10 for agentic applications, `ASI01` to `ASI10`. */
  readonly owasp: readonly string[];
  /** MITRE ATLAS techniques, `AML.T0000` or `AML.T0000.000`. */
  readonly atlas: readonly string[];
  /** One sentence: what is lost when the action runs. */
  readonly harm: string;
  /** What the simulated world must find that the action does. */
  readonly does: readonly Effect[];
}

export type ScenarioResult = { readonly kind: "returned"; readonly content: unknown } | { readonly kind: "failed"; readonly error: string };

/** One event of a session. `name` lets a twin say which event it changes. Strings may hold `{{value}}` places. */
export type ScenarioEvent = {
  readonly name?: string;
  /** Milliseconds since the event before it; a few seconds when absent. */
  readonly afterMs?: number;
} & (
  | { readonly kind: "request"; readonly text: string }
  | { readonly kind: "instructions"; readonly text: string }
  | { readonly kind: "reply"; readonly text: string }
  | { readonly kind: "catalogue"; readonly tools: readonly ToolDescription[] }
  | { readonly kind: "call"; readonly action: Action; readonly result?: ScenarioResult; readonly attack?: AttackMark }
);

export type ScenarioValue = string | number | boolean;

/** A session, or with `repeat` as many of them, the i-th with the i-th member (counted around) of every value list. */
export interface SessionTemplate {
  readonly repeat: number;
  readonly values: ReadonlyMap<string, readonly ScenarioValue[]>;
  /** The agents that run it: the scenario's own when absent, else some of it and its peers, each `repeat` times. */
  readonly by?: readonly string[];
  readonly events: readonly ScenarioEvent[];
}

export interface Attack {
  readonly id: string;
  readonly strength: Strength;
  readonly events: readonly ScenarioEvent[];
}

/** Changes one place of the attack's events: the named event gives way to `with`, or gets events before or after it. */
export interface EventChange {
  readonly how: "replace" | "before" | "after";
  readonly name: string;
  readonly with: readonly ScenarioEvent[];
}

/** The one fact in which a twin differs from its attack. */
export type TwinFact =
  /** Entries that are declared besides, or in the place of those with their name. */
  | { readonly kind: "declaration"; readonly add: ScenarioDeclaration }
  /** The policy that is in force instead. */
  | { readonly kind: "policy"; readonly policy: Policy }
  /** Sessions that were learned besides. */
  | { readonly kind: "baseline"; readonly sessions: readonly SessionTemplate[] }
  /** The user asked for something else. */
  | { readonly kind: "request"; readonly changes: readonly EventChange[] }
  /** What a tool returned, or where the data goes, is something else. */
  | { readonly kind: "data"; readonly changes: readonly EventChange[] };

export interface Twin {
  readonly id: string;
  /** The attack that it is the twin of. */
  readonly of: string;
  /** One sentence that names the one fact. */
  readonly lawfulBecause: string;
  readonly fact: TwinFact;
  /** What is different in the world because of the fact. */
  readonly world: WorldChange;
}

/** A declaration as it is written, without the agent's name, which the runner gives. Absent = not stated. */
export type ScenarioDeclaration = DeclarationPart;

/** Who plays: the agent's name and role, and others of the same role. */
export interface ScenarioAgent {
  readonly name: string;
  readonly role: string;
  readonly peers: readonly string[];
}

export interface Scenario {
  /** The attack class, and behind a dot the name of its file where that is not `scenario.yaml`. */
  readonly id: string;
  readonly class: AttackClass;
  readonly title: string;
  readonly story: string;
  readonly agent: ScenarioAgent;
  readonly declaration: ScenarioDeclaration;
  readonly policy: Policy;
  readonly baseline: readonly SessionTemplate[];
  readonly world: World;
  readonly attacks: readonly Attack[];
  readonly twins: readonly Twin[];
  /** Texts that a consistent renaming must leave as they are, e.g. well-known paths. */
  readonly fixed: readonly string[];
}

/** An agent and its ordinary days: none of these sessions may be flagged. */
export interface OrdinaryAgent {
  /** The name of its file. */
  readonly id: string;
  readonly story: string;
  readonly agent: ScenarioAgent;
  readonly declaration: ScenarioDeclaration;
  readonly policy: Policy;
  readonly baseline: readonly SessionTemplate[];
  readonly sessions: readonly SessionTemplate[];
  readonly fixed: readonly string[];
}

/** The coarse, organisation-wide list that a sandbox or gateway would enforce: hosts, `*.` for any sub-domain. */
export interface Organisation {
  readonly hosts: readonly string[];
}

/** An attack or a twin that is known to be judged wrongly. */
export interface KnownMiss {
  readonly scenario: string;
  /** Id of the attack that is missed or of the twin that is flagged. */
  readonly id: string;
  readonly why: string;
}
