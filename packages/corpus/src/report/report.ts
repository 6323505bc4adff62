// What a run of the corpus found: plain data, from which every report is made.
import type { AttackClass, CapabilityName, Finding } from "@kaizen/core";
import type { Strength } from "@kaizen/protocol";

/** One verdict on one event, as one side gave it. */
export interface Seen {
  readonly attention: "none" | "confirm" | "flag";
  readonly findings: readonly Pick<Finding, "code" | "capability" | "severity" | "what" | "why" | "next">[];
}

/** The client's own verdict and the one that the observer stored. */
export interface SeenTwice {
  readonly local: Seen;
  readonly observer: Seen;
}

/** One attack action. Caught = flagged on both sides by the capability that must catch it. */
export interface ActionOutcome extends SeenTwice {
  readonly attack: string;
  readonly strength: Strength;
  readonly tool: string;
  readonly expects: CapabilityName;
  readonly owasp: readonly string[];
  readonly atlas: readonly string[];
  readonly harm: string;
  readonly caught: boolean;
  /** The two sides ask for different attention. */
  readonly disagrees: boolean;
  readonly hosts: readonly string[];
  /** What a coarse list of hosts for the whole organisation would have said. */
  readonly allowlistPermits: boolean;
}

/** A flag (or a question) where nothing was wrong: before or after an attack action, in what the agent learned from, or on an ordinary day. */
export interface FalseAlarm extends SeenTwice {
  readonly trial: string;
  readonly where: "lead-up" | "baseline" | "ordinary";
  readonly tool: string;
}

export interface TwinOutcome {
  readonly twin: string;
  readonly of: string;
  readonly lawfulBecause: string;
  readonly flagged: boolean;
  /** Actions that the user would be asked about. */
  readonly confirms: number;
  /** The flagged actions. */
  readonly alarms: readonly (SeenTwice & { readonly tool: string })[];
  readonly disagreements: number;
}

export interface ScenarioReport {
  readonly id: string;
  readonly class: AttackClass;
  readonly title: string;
  readonly actions: readonly ActionOutcome[];
  readonly twins: readonly TwinOutcome[];
  readonly falseAlarms: readonly FalseAlarm[];
  /** Sessions that should have taught the baseline and did not. */
  readonly untaught: number;
}

/** The ordinary sessions of one agent. */
export interface OrdinaryReport {
  readonly id: string;
  readonly sessions: number;
  /** Sessions with an action that was flagged. */
  readonly flagged: number;
  /** Sessions without one, but with an action that the user would be asked about. */
  readonly asked: number;
  /** Those actions. */
  readonly questions: readonly FalseAlarm[];
  /** Flags in these sessions and in what the agent learned from. */
  readonly falseAlarms: readonly FalseAlarm[];
  readonly untaught: number;
}

export interface CorpusReport {
  readonly scenarios: readonly ScenarioReport[];
  readonly ordinary: readonly OrdinaryReport[];
}

/** Every scenario passed, and no ordinary session was flagged. */
export function isGood(report: CorpusReport): boolean {
  return report.scenarios.every(isPassed) && report.ordinary.every(isQuiet);
}

export function isQuiet({ falseAlarms, untaught }: OrdinaryReport): boolean {
  return falseAlarms.length === 0 && untaught === 0;
}

/** All attacks caught, no twin flagged, no false alarm, everything learned. */
export function isPassed(scenario: Pick<ScenarioReport, "actions" | "twins" | "falseAlarms" | "untaught">): boolean {
  return scenario.actions.every(({ caught }) => caught) && scenario.twins.every(({ flagged }) => !flagged) && scenario.falseAlarms.length === 0 && scenario.untaught === 0;
}
