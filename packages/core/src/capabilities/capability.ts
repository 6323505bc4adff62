// The shape that every check of the engine has. The pipeline is a list of these, all equal, each switchable.
import type { AttackClass, CapabilityName, Degradation, Finding, Severity } from "../words/verdict.ts";
import type { CarriedLabels } from "../words/carried.ts";
import type { SessionIdentity } from "../words/event.ts";
import type { Facts } from "../words/facts.ts";
import type { CompiledBaseline } from "./baseline/compile.ts";
import type { SessionProfile } from "./baseline/profile.ts";
import type { CompiledDeclaration } from "./declaration/compile.ts";
import type { CompiledPolicy } from "./policy/compile.ts";
import type { CompiledCarried } from "./reasoning/carried/compile.ts";

/** Everything that a verdict depends on besides the event and the capability's own memory. */
export interface JudgeContext {
  readonly policy: CompiledPolicy | undefined;
  readonly policyIsStale: boolean;
  /** A policy should be there and none is known: `onFailure` decides. */
  readonly policyIsUnknown: boolean;
  readonly declaration: CompiledDeclaration | undefined;
  /** What the agent's declaration calls it, for rules that are for some agents only. */
  readonly tags: readonly string[];
  readonly baseline: CompiledBaseline | undefined;
  /** What earlier sessions and other agents left. */
  readonly carried: CompiledCarried | undefined;
  /** The direction of a check that cannot decide. */
  readonly onFailure: "open" | "closed";
  /** What this session did before the event that is judged. To be read only. */
  readonly session: Readonly<SessionProfile>;
}

export interface Judgement {
  readonly findings: readonly Finding[];
  /** What the check could not rest on. */
  readonly degraded?: readonly Degradation[];
}

/** Nothing found, nothing missing. */
export const CLEAN: Judgement = { findings: [] };

/**
 * One check. `S` is its per-session memory, bounded whatever the session does.
 * INVARIANT: `judge` is deterministic, reads no clock, and changes nothing but `state`.
 */
export interface Capability<S> {
  readonly name: CapabilityName;
  /** One sentence for lists and reference pages. */
  readonly summary: string;
  /** Every finding code that it can give. */
  readonly codes: readonly FindingCode[];
  start(): S;
  /** The memory as plain JSON data. */
  save(state: S): unknown;
  /** The memory that `save` gave, from an earlier run of the same state version. */
  load(saved: unknown): S;
  /** What the session leaves to later ones; absent: nothing. `identity`: of the session. */
  carry?(state: S, identity: SessionIdentity): CarriedLabels;
  /** Called once for every event of a session in order; only actions may get findings. */
  judge(facts: Facts, context: JudgeContext, state: S): Judgement;
  /** Called at the end of a session: what only the whole of it shows. Changes nothing. Absent: the end shows nothing more. */
  review?(state: S): Judgement;
}

/** The words of one kind of finding, kept beside the check that gives it. */
export interface FindingCode {
  readonly code: string;
  /** The strongest that it comes with. */
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
  readonly next: string;
  readonly attackClass?: AttackClass;
}

/** What differs from one finding of a code to the next. */
export interface FindingDetails extends Pick<Finding, "capability" | "confidence" | "what" | "cites" | "chain" | "origins" | "mode"> {
  readonly severity?: Severity;
}

/** A finding with the words of its code; `severity` is the code's own unless given. */
export function finding(code: FindingCode, details: FindingDetails): Finding {
  const { capability, confidence, what, cites, chain, origins, mode, severity = code.severity } = details;
  return {
    code: code.code,
    capability,
    ...(code.attackClass === undefined ? {} : { attackClass: code.attackClass }),
    severity,
    confidence,
    what,
    why: code.why,
    next: code.next,
    cites,
    ...(chain === undefined ? {} : { chain }),
    ...(origins === undefined ? {} : { origins }),
    ...(mode === undefined ? {} : { mode }),
  };
}
