// Findings and verdicts as they stand on the wire.
import { z } from "zod";
import { ATTACK_CLASSES, MAX_CHAIN, MAX_LINK_TEXT, MAX_ORIGINS } from "@kaizen/core";
import type { ChainLink, Degradation, Derivation, Finding, LinkAct, ValueOrigin, Verdict, VerdictIds } from "@kaizen/core";
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

const LINK_ACTS = ["asked", "read", "steered", "carried", "wrote", "sent", "acts"] as const satisfies readonly LinkAct[];
const DERIVATIONS = ["copied", "decoded", "joined", "shortened", "computed"] as const satisfies readonly Derivation[];

const chainLinkSchema: z.ZodType<ChainLink> = z.strictObject({
  event: eventIdSchema,
  did: z.enum(LINK_ACTS),
  how: z.enum(DERIVATIONS).exactOptional(),
  what: z.string().max(MAX_LINK_TEXT),
});

const valueOriginSchema: z.ZodType<ValueOrigin> = z.strictObject({
  at: z.string().max(128),
  author: z.enum(["user", "instructions", "agent", "result"]),
  event: eventIdSchema.exactOptional(),
  how: z.enum(DERIVATIONS).exactOptional(),
  what: z.string().max(MAX_LINK_TEXT),
});

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
  chain: z.array(chainLinkSchema).max(MAX_CHAIN).exactOptional(),
  origins: z.array(valueOriginSchema).max(MAX_ORIGINS).exactOptional(),
  mode: modeSchema.exactOptional(),
});

/** What `POST /v1/inspect` answers. */
export const verdictSchema: z.ZodType<Verdict> = z.strictObject({
  id: eventIdSchema,
  late: z.literal(true).exactOptional(),
  decision: decisionSchema,
  reason: z.string().max(8_192),
  evidence: z.array(findingSchema).max(1_000),
  attention: attentionSchema,
  action: verdictActionSchema,
  feed: feedSchema,
  degraded: z.array(z.enum(DEGRADATIONS)).exactOptional(),
  ids: verdictIdsSchema,
});
