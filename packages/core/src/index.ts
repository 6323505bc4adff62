// The engine's promise to the other packages. Everything that is not named here may change.
export type * from "./words/event.ts";
export type * from "./words/facts.ts";
export type * from "./words/passage.ts";
export type * from "./words/verdict.ts";
export type * from "./words/policy.ts";
export type * from "./words/declaration.ts";
export type * from "./words/baseline.ts";
export type * from "./words/carried.ts";
export { eventId, trustTier } from "./words/event.ts";
export { ATTACK_CLASSES, CAPABILITIES, MAX_CHAIN, MAX_LINK_TEXT, MAX_ORIGINS } from "./words/verdict.ts";
export { CARRIED_LIMITS } from "./words/carried.ts";
export { BASELINE_DIMENSIONS } from "./words/baseline.ts";

export { createNormaliser, type Normaliser } from "./normalise/normaliser.ts";
export { parseHost, type HostFacts } from "./normalise/host.ts";
export { parseDestination, type DestinationParts } from "./normalise/destination.ts";
export { normaliseName } from "./normalise/name.ts";

export { startSession, restoreSession } from "./engine/session.ts";
export type { EngineInputs, EngineSession, EngineSettings, SerialisedSession } from "./engine/session.ts";
export { sessionLimits } from "./engine/limits.ts";
export type { SessionLimits } from "./engine/limits.ts";
export { canonicalJson } from "./engine/canonical-json.ts";
export { baselineId, carriedId, contentId, declarationId, ENGINE_ID, policyId, WEIGHTS_ID } from "./engine/ids.ts";

export { capabilities } from "./capabilities/pipeline.ts";
export type { Capability, FindingCode, JudgeContext, Judgement } from "./capabilities/capability.ts";
export { expireCarried, isNothingCarried, mergeCarried, NOTHING_CARRIED } from "./capabilities/reasoning/carried/merge.ts";
export { emptyBaseline, mergeBaseline } from "./capabilities/baseline/merge.ts";
export { intersect, narrows } from "./capabilities/declaration/compare.ts";
export { checkDeclaration } from "./capabilities/declaration/check.ts";
export type { DeclarationProblem, DeclarationProblemCode } from "./capabilities/declaration/check-list.ts";
export { writtenDeclaration, type WrittenDeclaration } from "./capabilities/declaration/written-form.ts";
export { checkPolicy } from "./capabilities/policy/check.ts";
export type { PolicyProblem, PolicyProblemCode } from "./capabilities/policy/check.ts";
export { isFor as isRuleFor } from "./capabilities/policy/compile.ts";
export { didYouMean, nearestName } from "./capabilities/nearest-name.ts";
export type { RuleProblem } from "./capabilities/problem.ts";
