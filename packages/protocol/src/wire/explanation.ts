// One stored verdict with the events that it cites.
import { z } from "zod";
import type { Facts, Finding } from "@kaizen/core";
import { attentionSchema, decisionSchema } from "./words.ts";
import { factsSchema } from "./facts.ts";
import { findingSchema } from "./verdict.ts";

export interface ExplainedVerdict {
  readonly id: string;
  readonly event_id: string;
  readonly agent: string;
  readonly session: string;
  readonly decision: "allow" | "block";
  readonly attention: "none" | "confirm" | "flag";
  readonly reason: string;
  readonly evidence: readonly Finding[];
  /** RFC 3339. */
  readonly at: string;
  readonly degraded?: readonly string[] | null;
  /** The review at the end of the session. */
  readonly late?: true;
}
/** `GET /v1/verdicts/{id}`: the row; `facts` are those of the judged and the cited events that are stored. */
export type Explanation = ExplainedVerdict & { readonly facts?: readonly Facts[] };

export const explanationSchema: z.ZodType<Explanation> = z.object({
  id: z.string(),
  event_id: z.string(),
  agent: z.string(),
  session: z.string(),
  decision: decisionSchema,
  attention: attentionSchema,
  reason: z.string(),
  evidence: z.array(findingSchema),
  at: z.string(),
  degraded: z.array(z.string()).nullable().exactOptional(),
  late: z.literal(true).exactOptional(),
  facts: z.array(factsSchema).exactOptional(),
});
