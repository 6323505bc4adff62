// Every number and word list that a verdict depends on, gathered so that one id names them all.
import { BASELINE_WEIGHTS } from "../capabilities/baseline/weights.ts";
import { EGRESS_WEIGHTS } from "../capabilities/egress/weights.ts";
import { FLOW_WEIGHTS } from "../capabilities/reasoning/flow/weights.ts";
import { POLICY_WEIGHTS } from "../capabilities/policy/weights.ts";
import { sessionLimits } from "./limits.ts";

export const WEIGHTS: Readonly<Record<string, unknown>> = {
  baseline: BASELINE_WEIGHTS,
  egress: EGRESS_WEIGHTS,
  policy: POLICY_WEIGHTS,
  reasoning: FLOW_WEIGHTS,
  session: sessionLimits,
};
