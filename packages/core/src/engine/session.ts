// One run of one agent as the engine sees it: judges its events in order and can be put away and taken up at any event.
import type { CapabilityName, Mode, Verdict } from "../words/verdict.ts";
import type { Facts } from "../words/facts.ts";
import type { Baseline } from "../words/baseline.ts";
import type { Declaration } from "../words/declaration.ts";
import type { Policy } from "../words/policy.ts";

export interface EngineSettings {
  /** Direction of every check that cannot decide. Required: there is no safe default for somebody else's agent. */
  readonly onFailure: "open" | "closed";
  /** What to do with findings that bring no mode of their own. */
  readonly enforcement: Mode;
  /** The capabilities that are switched on; absent = all that exist. */
  readonly capabilities?: readonly CapabilityName[];
}

export interface EngineInputs {
  readonly policy?: Policy;
  /** Set when the policy is the last known one and could not be refreshed. */
  readonly policyIsStale?: true;
  readonly declaration?: Declaration;
  readonly baseline?: Baseline;
}

/** Serialised session: JSON text; `restoreSession` continues with byte-equal verdicts. */
export type SerialisedSession = string;

export interface EngineSession {
  /** Judges the next event. Observations get a verdict too: always `allow`, clean. Never throws. */
  judge(facts: Facts): Verdict;
  /** Replaces policy, declaration or baseline from the next event on. */
  update(inputs: EngineInputs): void;
  serialise(): SerialisedSession;
  /** What this session would teach: only meaningful when `isClean()`. */
  lesson(): Baseline;
  /** True while no verdict asked for attention. Only clean sessions teach. */
  isClean(): boolean;
}
