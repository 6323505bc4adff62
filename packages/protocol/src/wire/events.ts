// `POST /v1/events`: batches of facts with the verdict that the client gave.
import { z } from "zod";
import type { Facts, Verdict } from "@kaizen/core";
import { attentionSchema, decisionSchema, eventIdSchema, verdictActionSchema } from "./words.ts";
import { factsSchema } from "./facts.ts";
import { verdictIdsSchema } from "./verdict.ts";

/** What the client decided, to compare with the observer's own verdict. `codes` are those of the findings. */
export type ClientVerdict = Pick<Verdict, "decision" | "attention" | "action" | "ids"> & { readonly codes: readonly string[] };

export interface EventRecord {
  readonly facts: Facts;
  readonly verdict?: ClientVerdict;
}
export interface EventsRequest {
  /** 1 to 1,000. */
  readonly records: readonly EventRecord[];
}
export interface EventsResponse {
  readonly accepted: number;
  /** Records that were there already: sending again is harmless. */
  readonly duplicates: number;
  /** The observer's own verdicts of this batch's actions, as far as they are ready. */
  readonly verdicts?: readonly Pick<Verdict, "id" | "decision" | "attention">[];
}

export const MOST_RECORDS = 1_000;

const clientVerdictSchema: z.ZodType<ClientVerdict> = z.strictObject({
  decision: decisionSchema,
  attention: attentionSchema,
  action: verdictActionSchema,
  ids: verdictIdsSchema,
  codes: z.array(z.string().max(64)).max(256),
});

export const eventRecordSchema: z.ZodType<EventRecord> = z.strictObject({ facts: factsSchema, verdict: clientVerdictSchema.exactOptional() });

export const eventsRequestSchema: z.ZodType<EventsRequest> = z.strictObject({ records: z.array(eventRecordSchema).min(1).max(MOST_RECORDS) });

export const eventsResponseSchema: z.ZodType<EventsResponse> = z.object({
  accepted: z.int().min(0),
  duplicates: z.int().min(0),
  verdicts: z.array(z.object({ id: eventIdSchema, decision: decisionSchema, attention: attentionSchema })).exactOptional(),
});
