// Policy, declaration and baseline made ready for judging, once for each object however many sessions use it.
import { compileBaseline } from "../capabilities/baseline/compile.ts";
import { compileDeclaration } from "../capabilities/declaration/compile.ts";
import { compilePolicy } from "../capabilities/policy/compile.ts";
import { baselineId, contentId, declarationId, ENGINE_ID, NO_ID, policyId, WEIGHTS_ID } from "./ids.ts";
import type { JudgeContext } from "../capabilities/capability.ts";
import type { CapabilityName, VerdictIds } from "../words/verdict.ts";
import type { EngineInputs } from "./session.ts";

/** The part of the context that comes from outside the session. */
export type OuterContext = Pick<JudgeContext, "policy" | "policyIsStale" | "policyIsUnknown" | "declaration" | "tags" | "baseline">;

export function contextOf(inputs: EngineInputs): OuterContext {
  return {
    policy: inputs.policy && compiledPolicy(inputs.policy),
    policyIsStale: inputs.policyIsStale === true,
    policyIsUnknown: inputs.policyIsUnknown === true,
    declaration: inputs.declaration && compiledDeclaration(inputs.declaration),
    tags: inputs.declaration?.tags ?? [],
    baseline: inputs.baseline && compiledBaseline(inputs.baseline),
  };
}

/** `only`: the capabilities that are on, where some are off; then the engine is another one and has another id. */
export function idsOf(inputs: EngineInputs, only: readonly CapabilityName[] | undefined): VerdictIds {
  return {
    engine: only === undefined ? ENGINE_ID : contentId({ engine: ENGINE_ID, only }),
    weights: WEIGHTS_ID,
    policy: inputs.policy === undefined ? NO_ID : policyId(inputs.policy),
    declaration: inputs.declaration === undefined ? NO_ID : declarationId(inputs.declaration),
    baseline: inputs.baseline === undefined ? NO_ID : baselineId(inputs.baseline),
  };
}

const compiledPolicy = oncePerObject(compilePolicy);
const compiledDeclaration = oncePerObject(compileDeclaration);
const compiledBaseline = oncePerObject(compileBaseline);

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
