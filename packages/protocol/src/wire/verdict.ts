// Findings and verdicts as they stand on the wire.
import { z } from "zod";
import { ATTACK_CLASSES } from "@kaizen/core";
import type { Degradation, Finding, Verdict, VerdictIds } from "@kaizen/core";
import { attentionSchema, capabilitySchema, decisionSchema, eventIdSchema, feedSchema, modeSchema, verdictActionSchema } from "./words.ts";

const DEGRADATIONS = [
  "no-baseline",
  "baseline-incomplete",
  "no-policy",
  "stale-policy",
  "no-declaration",
  "unread-input",
  "check-failed",
  "session-truncated",
  "memory-spool",
  "spool-full",
  "observer-unreachable",
  "memory-state",
  "records-refused",
] as const satisfies readonly Degradation[];

const id: z.ZodType<string> = z.string().max(64);
export const verdictIdsSchema: z.ZodType<VerdictIds> = z.strictObject({ engine: id, weights: id, policy: id, declaration: id, baseline: id, carried: id.exactOptional() });

export const findingSchema: z.ZodType<Finding> = z.strictObject({
  code: z.string().max(64),
  capability: capabilitySchema,
  attackClass: z.enum(ATTACK_CLASSES).exactOptional(),
  severity: z.enum(["info", "low", "medium", "high", "critical"]),
  confidence: z.number().min(0).max(1),
  what: z.string().max(4_096),
  why: z.string().max(4_096),
  next: z.string().max(4_096),
  cites: z.array(eventIdSchema).max(1_000),
  mode: modeSchema.exactOptional(),
});

/** What `POST /v1/inspect` answers. */
export const verdictSchema: z.ZodType<Verdict> = z.strictObject({
  id: eventIdSchema,
  decision: decisionSchema,
  reason: z.string().max(8_192),
  evidence: z.array(findingSchema).max(1_000),
  attention: attentionSchema,
  action: verdictActionSchema,
  feed: feedSchema,
  degraded: z.array(z.enum(DEGRADATIONS)).exactOptional(),
  ids: verdictIdsSchema,
});
