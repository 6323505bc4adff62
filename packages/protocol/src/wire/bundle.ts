// `GET /v1/bundle`: everything that a client needs to judge as the observer does.
import { z } from "zod";
import type { Baseline, BaselineDimension, CarriedLabels, CorrelationStep, Declaration, DimensionProfile, Policy, PolicyRule } from "@kaizen/core";
import { carriedSchema } from "./carried.ts";
import { declarationSchema } from "./declaration.ts";
import { modeSchema, nameSchema } from "./words.ts";

export interface Bundle {
  readonly agent: string;
  readonly policy: Policy;
  readonly policyId: string;
  readonly declaration?: Declaration;
  readonly declarationId?: string;
  readonly baseline?: Baseline;
  readonly baselineId?: string;
  /** What ended sessions of all agents left; absent: nothing. */
  readonly carried?: CarriedLabels;
  /** 32 bytes, base64: all clients of one deployment make comparable fingerprints. */
  readonly fingerprintKey: string;
  /** RFC 3339. */
  readonly serverTime: string;
}

const id: z.ZodType<string> = z.string().max(64);
const pattern: z.ZodType<string> = z.string().min(1).max(512);
const patterns = z.array(pattern).max(100_000);

const ruleBase = {
  name: z.string().min(1).max(256),
  mode: modeSchema,
  agents: patterns.exactOptional(),
  tags: patterns.exactOptional(),
};
const lists = {
  publishers: patterns.exactOptional(),
  tools: patterns.exactOptional(),
  domains: patterns.exactOptional(),
  ips: patterns.exactOptional(),
};
const expression = z.string().min(1).max(10_000);
const stepSchema: z.ZodType<CorrelationStep> = z.strictObject({
  event: z.enum(["action", "result"]).exactOptional(),
  kinds: z.array(z.enum(["tool_call", "connect", "file", "exec", "skill_load", "message"])).max(16).exactOptional(),
  tools: patterns.exactOptional(),
  domains: patterns.exactOptional(),
  ips: patterns.exactOptional(),
  paths: patterns.exactOptional(),
  labels: z.array(z.enum(["secret", "personal", "internal", "untrusted"])).max(16).exactOptional(),
  failed: z.boolean().exactOptional(),
  when: expression.exactOptional(),
});
const ruleSchema: z.ZodType<PolicyRule> = z.discriminatedUnion("rule", [
  z.strictObject({ rule: z.literal("blocklist"), ...ruleBase, ...lists, hashes: patterns.exactOptional(), patterns: patterns.exactOptional() }),
  z.strictObject({ rule: z.literal("allowlist"), ...ruleBase, ...lists }),
  z.strictObject({ rule: z.literal("condition"), ...ruleBase, when: expression }),
  z.strictObject({
    rule: z.literal("correlation"),
    ...ruleBase,
    steps: z.array(stepSchema).max(16),
    count: z.int().exactOptional(),
    distinct: z.enum(["tool", "destination", "path", "recipient"]).exactOptional(),
    withinMs: z.number().exactOptional(),
    withinEvents: z.int().exactOptional(),
  }),
]);

export const policySchema: z.ZodType<Policy> = z.strictObject({ rules: z.array(ruleSchema).max(10_000) });

const count = z.int().min(0);
const dimension: z.ZodType<DimensionProfile> = z.strictObject({
  total: count,
  seen: z.array(z.tuple([z.string().max(4_096), count, count, z.string().max(16)])).max(512),
  dropped: count,
});
const dimensions: z.ZodType<Record<BaselineDimension, DimensionProfile>> = z.strictObject({
  kind: dimension,
  tool: dimension,
  destination: dimension,
  "tool-destination": dimension,
  shape: dimension,
  command: dimension,
  option: dimension,
  argument: dimension,
  value: dimension,
  area: dimension,
});

const sessionCount = z.tuple([z.string().max(256), count]);

export const baselineSchema: z.ZodType<Baseline> = z.strictObject({
  v: z.literal(2),
  agent: nameSchema,
  sessions: count,
  actions: count,
  dimensions,
  tasks: z.array(sessionCount).max(128).exactOptional(),
  offered: z.array(sessionCount).max(512).exactOptional(),
});

export const bundleSchema: z.ZodType<Bundle> = z.object({
  agent: nameSchema,
  policy: policySchema,
  policyId: id,
  declaration: declarationSchema.exactOptional(),
  declarationId: id.exactOptional(),
  baseline: baselineSchema.exactOptional(),
  baselineId: id.exactOptional(),
  carried: carriedSchema.exactOptional(),
  fingerprintKey: z.base64().length(44),
  serverTime: z.iso.datetime({ offset: true }),
});
