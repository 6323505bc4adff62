// Why an action is taken and what it lets out: puts the parts of the check together.
import { ATTRIBUTION_CODES } from "./attribution/codes.ts";
import { attribute } from "./attribution/find.ts";
import { loadAttribution, saveAttribution, startAttribution, type AttributionMemory } from "./attribution/memory.ts";
import { carryNotes } from "./attribution/own-notes.ts";
import { authorsIn } from "./attribution/standing.ts";
import { mergeCarried } from "./carried/merge.ts";
import { carryFlow } from "./flow/carry.ts";
import { FLOW_CODES } from "./flow/codes.ts";
import { judgeFlow } from "./flow/judge.ts";
import { loadMemory, saveMemory, startMemory } from "./flow/memory.ts";
import { REVIEW_CODES } from "./review/codes.ts";
import { loadReview, rememberAct, saveReview, startReview, type ReviewMemory } from "./review/memory.ts";
import { reviewActs } from "./review/review.ts";
import type { Degradation } from "../../words/verdict.ts";
import type { Capability } from "../capability.ts";
import type { FlowMemory } from "./flow/memory.ts";

export interface ReasoningState {
  readonly attribution: AttributionMemory;
  readonly flow: FlowMemory;
  readonly review: ReviewMemory;
}

export const reasoning: Capability<ReasoningState> = {
  name: "reasoning",
  summary: "Tells who asked for an action, and follows secrets and personal data from what tools returned to the actions that let them out.",
  codes: [...Object.values(ATTRIBUTION_CODES), ...Object.values(FLOW_CODES), ...Object.values(REVIEW_CODES)],
  start: () => ({ attribution: startAttribution(), flow: startMemory(), review: startReview() }),
  save: ({ attribution, flow, review }) => ({ attribution: saveAttribution(attribution), flow: saveMemory(flow), review: saveReview(review) }),
  load: (saved) => {
    const { attribution, flow, review } = saved as { readonly attribution: unknown; readonly flow: unknown; readonly review: unknown };
    return { attribution: loadAttribution(attribution), flow: loadMemory(flow), review: loadReview(review) };
  },
  carry: ({ attribution, flow }, identity) => mergeCarried(carryFlow(flow, identity), carryNotes(attribution)),
  judge(facts, context, { attribution, flow, review }) {
    const { findings: asked, passage } = attribute(facts, attribution, context.declaration, context.carried);
    const flown = judgeFlow(facts, context, flow, authorsIn(attribution));
    if (facts.event === "action") rememberAct(review, facts, attribution, [...asked, ...flown.findings], passage);
    const degraded: readonly Degradation[] = attribution.hasForgotten ? ["session-truncated", ...(flown.degraded ?? [])] : (flown.degraded ?? []);
    return { findings: [...asked, ...flown.findings], degraded };
  },
  review: ({ attribution, review }) => ({
    findings: reviewActs(review, attribution),
    ...(attribution.hasForgotten || review.hasForgotten ? { degraded: ["session-truncated"] } : {}),
  }),
};
