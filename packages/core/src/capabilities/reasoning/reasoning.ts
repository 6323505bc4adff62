// Why an action is taken and what it lets out: puts the parts of the check together.
import { ATTRIBUTION_CODES } from "./attribution/codes.ts";
import { judgeAttribution } from "./attribution/find.ts";
import { loadAttribution, saveAttribution, startAttribution, type AttributionMemory } from "./attribution/memory.ts";
import { carryNotes } from "./attribution/own-notes.ts";
import { mergeCarried } from "./carried/merge.ts";
import { carryFlow } from "./flow/carry.ts";
import { FLOW_CODES } from "./flow/codes.ts";
import { judgeFlow } from "./flow/judge.ts";
import { loadMemory, saveMemory, startMemory } from "./flow/memory.ts";
import type { Degradation } from "../../words/verdict.ts";
import type { Capability } from "../capability.ts";
import type { FlowMemory } from "./flow/memory.ts";

export interface ReasoningState {
  readonly attribution: AttributionMemory;
  readonly flow: FlowMemory;
}

export const reasoning: Capability<ReasoningState> = {
  name: "reasoning",
  summary: "Tells who asked for an action, and follows secrets and personal data from what tools returned to the actions that let them out.",
  codes: [...Object.values(ATTRIBUTION_CODES), ...Object.values(FLOW_CODES)],
  start: () => ({ attribution: startAttribution(), flow: startMemory() }),
  save: ({ attribution, flow }) => ({ attribution: saveAttribution(attribution), flow: saveMemory(flow) }),
  load: (saved) => {
    const { attribution, flow } = saved as { readonly attribution: unknown; readonly flow: unknown };
    return { attribution: loadAttribution(attribution), flow: loadMemory(flow) };
  },
  carry: ({ attribution, flow }, identity) => mergeCarried(carryFlow(flow, identity), carryNotes(attribution)),
  judge(facts, context, { attribution, flow }) {
    const asked = judgeAttribution(facts, attribution, context.carried);
    const flown = judgeFlow(facts, context, flow);
    const degraded: readonly Degradation[] = attribution.hasForgotten ? ["session-truncated", ...(flown.degraded ?? [])] : (flown.degraded ?? []);
    return { findings: [...asked, ...flown.findings], degraded };
  },
};
