// A declaration in the engine's form, as it comes over the wire: bounded, no unknown keys.
import { z } from "zod";
import type { ArgumentLimit, Declaration, DestinationDeclaration, Label, Rate, Schedule, Stated, ToolDeclaration, Volumes } from "@kaizen/core";
import { nameSchema } from "./words.ts";

const pattern: z.ZodType<string> = z.string().min(1).max(512);
/** May be empty: what two declarations have in common can be nothing. */
const patterns: z.ZodType<readonly string[]> = z.array(pattern).max(10_000);
const label: z.ZodType<Label> = z.enum(["secret", "personal", "internal", "untrusted"]);
const yes: z.ZodType<true> = z.literal(true);
const count = z.int().min(0);

function statedSchema<T>(item: z.ZodType<T>): z.ZodType<Stated<T>> {
  return z.discriminatedUnion("kind", [z.strictObject({ kind: z.literal("not-stated") }), z.strictObject({ kind: z.literal("none") }), z.strictObject({ kind: z.literal("only"), items: z.array(item).min(1).max(10_000) })]);
}

const limit: z.ZodType<ArgumentLimit> = z.strictObject({
  forbidden: yes.exactOptional(),
  required: yes.exactOptional(),
  enum: z.array(z.string().max(512)).max(10_000).exactOptional(),
  pattern: pattern.exactOptional(),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  maxSize: count.exactOptional(),
  destinations: patterns.exactOptional(),
  recipients: patterns.exactOptional(),
  paths: patterns.exactOptional(),
});

const rate: z.ZodType<Rate> = z.strictObject({ perMinute: count.exactOptional(), perSession: count.exactOptional() });

const tool: z.ZodType<ToolDeclaration> = z.strictObject({
  name: pattern,
  arguments: z.record(z.string().min(1).max(256), limit).exactOptional(),
  noOtherArguments: yes.exactOptional(),
  destinations: patterns.exactOptional(),
  commands: patterns.exactOptional(),
  paths: patterns.exactOptional(),
  recipients: patterns.exactOptional(),
  tenants: patterns.exactOptional(),
  maxAmount: z.record(z.string().min(1).max(8), z.number()).exactOptional(),
  calls: rate.exactOptional(),
  readOnly: yes.exactOptional(),
});

const destination: z.ZodType<DestinationDeclaration> = z.strictObject({
  host: pattern,
  methods: z.array(z.string().min(1).max(16)).max(32).exactOptional(),
  data: z.array(label).max(8).exactOptional(),
});

const volumes: z.ZodType<Volumes> = z.strictObject({
  callsPerMinute: count.exactOptional(),
  callsPerSession: count.exactOptional(),
  bytesPerSession: count.exactOptional(),
  bytesPerCall: count.exactOptional(),
});

const schedule: z.ZodType<Schedule> = z.strictObject({
  days: z.array(z.int().min(0).max(6)).max(7),
  from: z.int().min(0).max(1_440),
  to: z.int().min(0).max(1_440),
  offset: z.int().min(-900).max(900),
});

export const declarationSchema: z.ZodType<Declaration> = z.strictObject({
  agent: nameSchema,
  purpose: z.string().max(4_096).exactOptional(),
  tags: z.array(pattern).max(128).exactOptional(),
  tools: statedSchema(z.union([pattern, tool])),
  destinations: statedSchema(z.union([pattern, destination])),
  data: statedSchema(z.strictObject({ label, destinations: z.array(pattern).max(10_000) })),
  volumes: volumes.exactOptional(),
  schedule: schedule.exactOptional(),
  subAgents: statedSchema(pattern).exactOptional(),
});
