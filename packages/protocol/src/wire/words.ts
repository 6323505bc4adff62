// Small schemas that several bodies share: names, times, identities.
import { z } from "zod";
import type { CapabilityName, EventPosition, Feed, Mode, SessionIdentity } from "@kaizen/core";

export const nameSchema: z.ZodType<string> = z.string().min(1).max(512);
/** `session/feed/seq`. */
export const eventIdSchema: z.ZodType<string> = z.string().min(1).max(1_024);
export const feedSchema: z.ZodType<Feed> = z.enum(["sdk", "adapter", "hook", "mcp", "egress", "sandbox"]);
export const modeSchema: z.ZodType<Mode> = z.enum(["observe", "ask", "enforce"]);
export const capabilitySchema: z.ZodType<CapabilityName> = z.enum(["policy", "egress", "declaration", "baseline", "trend", "reasoning", "judge"]);
export const attentionSchema: z.ZodType<"none" | "confirm" | "flag"> = z.enum(["none", "confirm", "flag"]);
export const decisionSchema: z.ZodType<"allow" | "block"> = z.enum(["allow", "block"]);
export const verdictActionSchema: z.ZodType<"proceed" | "hold" | "refuse"> = z.enum(["proceed", "hold", "refuse"]);

export const identitySchema: z.ZodType<SessionIdentity> = z.strictObject({
  agent: nameSchema,
  session: nameSchema,
  role: nameSchema.exactOptional(),
  parent: nameSchema.exactOptional(),
  user: nameSchema.exactOptional(),
});

export const positionSchema: z.ZodType<EventPosition> = z.strictObject({
  feed: feedSchema,
  // SECURITY: the observer numbers from 2^31 on; a client that could take those numbers would leave it none.
  seq: z.int().min(0).max(2 ** 31 - 1),
  at: z.int().min(-8.64e15).max(8.64e15),
});
