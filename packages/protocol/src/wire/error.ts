// What every refused request answers.
import { z } from "zod";

export const ERROR_CODES = ["bad-request", "unauthorized", "forbidden", "not-found", "method-not-allowed", "conflict", "too-large", "unsupported-media-type", "rate-limited", "internal", "unavailable"] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export interface ErrorBody {
  readonly error: { readonly code: ErrorCode; readonly message: string };
}

export const errorBodySchema: z.ZodType<ErrorBody> = z.object({ error: z.object({ code: z.enum(ERROR_CODES), message: z.string() }) });
