// The checks of the engine, in the order in which they run. Adding one: its folder and its line here.
import { baseline } from "./baseline/baseline.ts";
import { declaration } from "./declaration/declaration.ts";
import { egress } from "./egress/egress.ts";
import { policy } from "./policy/policy.ts";
import { reasoning } from "./reasoning/reasoning.ts";
import type { Capability } from "./capability.ts";

export const capabilities: readonly Capability<unknown>[] = [policy, egress, declaration, baseline, reasoning];
