// What a client's sessions are judged by: its own options, what the observer says, and what was learned and left on this machine.
import type { Baseline, CarriedLabels, Declaration, EngineInputs, Policy } from "@kaizen/core";
import { intersect } from "@kaizen/core";
import type { BundleSource } from "./bundle.ts";
import { defined } from "./defined.ts";

export interface OwnInputs {
  readonly policy: Policy | undefined;
  readonly declaration: Declaration | undefined;
  readonly baseline: Baseline | undefined;
  readonly carried: CarriedLabels | undefined;
}

/** `bundle`: undefined where there is no observer. */
export function clientInputs({ policy, declaration: mine, baseline, carried }: OwnInputs, bundle: BundleSource | undefined): EngineInputs {
  const known = bundle?.known;
  const rules = [...(policy?.rules ?? []), ...(known?.policy.rules ?? [])];
  const approved = known?.declaration;
  return {
    ...(policy === undefined && known === undefined ? {} : { policy: { rules } }),
    ...(bundle === undefined || known === undefined || bundle.isFresh ? {} : { policyIsStale: true as const }),
    ...(bundle !== undefined && known === undefined ? { policyIsUnknown: true as const } : {}),
    ...defined("declaration", mine === undefined || approved === undefined ? (mine ?? approved) : intersect(mine, approved)),
    ...defined("carried", carried),
    ...defined("baseline", known?.baseline ?? baseline),
  };
}
