// `POST /v1/inspect`: one action, judged while the caller waits.
import { z } from "zod";
import type { Action, ActionKind } from "@kaizen/core";
import { nameSchema } from "./words.ts";
import { parseTime } from "../trace/parse-time.ts";

const actionKindSchema: z.ZodType<ActionKind> = z.enum(["tool_call", "connect", "file", "exec", "skill_load", "message"]);

const long: z.ZodType<string> = z.string().max(1_000_000);
const mapping: z.ZodType<Readonly<Record<string, unknown>>> = z.custom<Readonly<Record<string, unknown>>>((value) => typeof value === "object" && value !== null && !Array.isArray(value), "expected an object");

/** The raw action: normalised on arrival, never stored as it is. */
export const actionSchema: z.ZodType<Action> = z.strictObject({
  kind: actionKindSchema,
  tool: long.exactOptional(),
  target: long.exactOptional(),
  arguments: z.unknown().exactOptional(),
  publisher: long.exactOptional(),
  hash: long.exactOptional(),
  metadata: mapping.exactOptional(),
});

export interface InspectRequest {
  readonly agent: string;
  /** Default: a session of this one action. */
  readonly session?: string;
  readonly action: Action;
  /** Milliseconds since 1970, read from RFC 3339 text or a number; default: when it arrived. */
  readonly at?: number;
}

const time: z.ZodType<number> = z.unknown().transform((value, context) => {
  const at = parseTime(value);
  if (at !== undefined) return at;
  context.addIssue({ code: "custom", message: "expected a time as RFC 3339 or in milliseconds since 1970" });
  return z.NEVER;
});

export const inspectRequestSchema: z.ZodType<InspectRequest> = z.strictObject({
  agent: nameSchema,
  session: nameSchema.exactOptional(),
  action: actionSchema,
  at: time.exactOptional(),
});
