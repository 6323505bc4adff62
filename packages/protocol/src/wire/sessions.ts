// Sessions: ending one and listing them.
import { z } from "zod";
import { nameSchema } from "./words.ts";

export interface EndSessionRequest {
  readonly agent: string;
}
export interface EndSessionResponse {
  readonly id: string;
  readonly clean: boolean;
  /** Whether the baseline learned from it. */
  readonly taught: boolean;
}
export interface SessionRow {
  readonly id: string;
  readonly agent: string;
  readonly role?: string;
  readonly parent?: string;
  readonly user?: string;
  /** Times are RFC 3339 UTC with milliseconds. */
  readonly startedAt: string;
  readonly lastAt: string;
  readonly endedAt?: string;
  readonly events: number;
  readonly flagged: number;
  readonly clean: boolean;
  readonly taught: boolean;
}
export interface SessionsResponse {
  readonly sessions: readonly SessionRow[];
}

export const endSessionRequestSchema: z.ZodType<EndSessionRequest> = z.strictObject({ agent: nameSchema });
export const endSessionResponseSchema: z.ZodType<EndSessionResponse> = z.object({ id: z.string(), clean: z.boolean(), taught: z.boolean() });

const row: z.ZodType<SessionRow> = z.object({
  id: z.string(),
  agent: z.string(),
  role: z.string().exactOptional(),
  parent: z.string().exactOptional(),
  user: z.string().exactOptional(),
  startedAt: z.string(),
  lastAt: z.string(),
  endedAt: z.string().exactOptional(),
  events: z.int(),
  flagged: z.int(),
  clean: z.boolean(),
  taught: z.boolean(),
});
export const sessionsResponseSchema: z.ZodType<SessionsResponse> = z.object({ sessions: z.array(row) });
