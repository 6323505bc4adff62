// What every refused request answers.
import { z } from "zod";

export const ERROR_CODES = ["bad-request", "unauthorized", "forbidden", "not-found", "method-not-allowed", "conflict", "too-large", "unsupported-media-type", "rate-limited", "internal", "unavailable", "disk-full", "store-unavailable"] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export interface ErrorBody {
  /** An `ErrorCode`; a reader also takes those of a newer server. */
  readonly error: { readonly code: string; readonly message: string };
}

export const errorBodySchema: z.ZodType<ErrorBody> = z.object({ error: z.object({ code: z.string().max(64), message: z.string() }) });
