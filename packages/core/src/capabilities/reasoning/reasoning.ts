// Why an action is taken and what it lets out: puts the parts of the check together.
import { FLOW_CODES } from "./flow/codes.ts";
import { judgeFlow } from "./flow/judge.ts";
import { loadMemory, saveMemory, startMemory } from "./flow/memory.ts";
import type { Capability } from "../capability.ts";
import type { FlowMemory } from "./flow/memory.ts";

export interface ReasoningState {
  readonly flow: FlowMemory;
}

export const reasoning: Capability<ReasoningState> = {
  name: "reasoning",
  summary: "Follows secrets and personal data from what tools returned to the actions that let them out.",
  codes: Object.values(FLOW_CODES),
  start: () => ({ flow: startMemory() }),
  save: ({ flow }) => ({ flow: saveMemory(flow) }),
  load: (saved) => ({ flow: loadMemory((saved as { readonly flow: unknown }).flow) }),
  judge: (facts, context, { flow }) => judgeFlow(facts, context, flow),
};
