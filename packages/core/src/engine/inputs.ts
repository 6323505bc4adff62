// Policy, declaration, baseline and carried labels made ready for judging, once for each object however many sessions use it.
import { compileBaseline } from "../capabilities/baseline/compile.ts";
import { compileDeclaration } from "../capabilities/declaration/compile.ts";
import { compilePolicy } from "../capabilities/policy/compile.ts";
import { compileCarried } from "../capabilities/reasoning/carried/compile.ts";
import { isNothingCarried } from "../capabilities/reasoning/carried/merge.ts";
import { baselineId, carriedId, contentId, declarationId, ENGINE_ID, NO_ID, policyId, WEIGHTS_ID } from "./ids.ts";
import type { JudgeContext } from "../capabilities/capability.ts";
import type { CarriedLabels } from "../words/carried.ts";
import type { CapabilityName, VerdictIds } from "../words/verdict.ts";
import type { EngineInputs } from "./session.ts";

/** The part of the context that comes from outside the session. */
export type OuterContext = Pick<JudgeContext, "policy" | "policyIsStale" | "policyIsUnknown" | "declaration" | "tags" | "baseline" | "carried">;

export function contextOf(inputs: EngineInputs): OuterContext {
  const carried = carriedIn(inputs);
  return {
    policy: inputs.policy && compiledPolicy(inputs.policy),
    policyIsStale: inputs.policyIsStale === true,
    policyIsUnknown: inputs.policyIsUnknown === true,
    declaration: inputs.declaration && compiledDeclaration(inputs.declaration),
    tags: inputs.declaration?.tags ?? [],
    baseline: inputs.baseline && compiledBaseline(inputs.baseline),
    carried: carried && compiledCarried(carried),
  };
}

/** `only`: the capabilities that are on, where some are off; then the engine is another one and has another id. */
export function idsOf(inputs: EngineInputs, only: readonly CapabilityName[] | undefined): VerdictIds {
  const carried = carriedIn(inputs);
  return {
    engine: only === undefined ? ENGINE_ID : contentId({ engine: ENGINE_ID, only }),
    weights: WEIGHTS_ID,
    policy: inputs.policy === undefined ? NO_ID : policyId(inputs.policy),
    declaration: inputs.declaration === undefined ? NO_ID : declarationId(inputs.declaration),
    baseline: inputs.baseline === undefined ? NO_ID : baselineId(inputs.baseline),
    ...(carried === undefined ? {} : { carried: carriedId(carried) }),
  };
}

/** An empty one is none. */
function carriedIn({ carried }: EngineInputs): CarriedLabels | undefined {
  return carried === undefined || isNothingCarried(carried) ? undefined : carried;
}

const compiledPolicy = oncePerObject(compilePolicy);
const compiledDeclaration = oncePerObject(compileDeclaration);
const compiledBaseline = oncePerObject(compileBaseline);
const compiledCarried = oncePerObject(compileCarried);

/** INVARIANT: the objects handed in are immutable, so a compiled form stays right as long as its source lives. */
function oncePerObject<Source extends object, Compiled>(compile: (source: Source) => Compiled): (source: Source) => Compiled {
  const made = new WeakMap<Source, Compiled>();
  return (source) => {
    const known = made.get(source);
    if (known !== undefined) return known;
    const compiled = compile(source);
    made.set(source, compiled);
    return compiled;
  };
}
