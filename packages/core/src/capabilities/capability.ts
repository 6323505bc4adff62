// The shape that every check of the engine has. The pipeline is a list of these, all equal, each switchable.
import type { AttackClass, CapabilityName, Degradation, Finding, Mode, Severity } from "../words/verdict.ts";
import type { Baseline } from "../words/baseline.ts";
import type { Declaration } from "../words/declaration.ts";
import type { Facts } from "../words/facts.ts";
import type { CompiledPolicy } from "./policy/compile.ts";
import type { CompiledDeclaration } from "./declaration/compile.ts";

/** Everything outside the session that a verdict depends on. Immutable; replaced as a whole when a part changes. */
export interface JudgeContext {
  readonly policy: CompiledPolicy | undefined;
  readonly declaration: CompiledDeclaration | undefined;
  readonly baseline: Baseline | undefined;
}

export interface Judgement {
  readonly findings: readonly Finding[];
  /** What the check could not rest on. */
  readonly degraded?: readonly Degradation[];
}

/**
 * One check. `S` is its per-session memory: plain JSON data, bounded whatever the session does.
 * INVARIANT: `judge` is deterministic, reads no clock, and changes nothing but `state`.
 */
export interface Capability<S> {
  readonly name: CapabilityName;
  /** One sentence for lists and reference pages. */
  readonly summary: string;
  /** Every finding code that it can give. */
  readonly codes: readonly FindingCode[];
  start(): S;
  /** Called once for every event of a session in order; only actions may get findings. */
  judge(facts: Facts, context: JudgeContext, state: S): Judgement;
}

/** The words of one kind of finding, kept beside the check that gives it. */
export interface FindingCode {
  readonly code: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
  readonly next: string;
  readonly attackClass?: AttackClass;
}

export type { Declaration, Mode };
