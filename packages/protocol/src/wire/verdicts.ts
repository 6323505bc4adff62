// `/v1/verdicts`: the shapes that existing clients post and read. Unknown keys of theirs are left out, not refused.
import { z } from "zod";
import { nameSchema } from "./words.ts";

const text: z.ZodType<string> = z.string().max(65_536);
const absent = <T>(schema: z.ZodType<T>): z.ZodType<T | undefined> => schema.nullish().transform((value) => value ?? undefined);

/** An action as existing clients write it: every field may be missing or null, `kind` is any text. */
export interface ReportedAction {
  readonly kind?: string | undefined;
  readonly tool?: string | undefined;
  readonly publisher?: string | undefined;
  readonly target?: string | undefined;
  readonly hash?: string | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
}
export interface ReportedVerdict {
  readonly schema_version?: string | number | undefined;
  readonly agent: string;
  readonly action: ReportedAction;
  /** What the client decided; the server judges for itself. */
  readonly verdict?: { readonly decision?: string | undefined; readonly reason?: string | undefined; readonly evidence?: unknown } | undefined;
}

const mapping: z.ZodType<Readonly<Record<string, unknown>>> = z.custom<Readonly<Record<string, unknown>>>((value) => typeof value === "object" && value !== null && !Array.isArray(value), "expected an object");

export const reportedActionSchema: z.ZodType<ReportedAction> = z.object({
  kind: absent(text),
  tool: absent(text),
  publisher: absent(text),
  target: absent(text),
  hash: absent(text),
  metadata: absent(mapping),
});

export const reportedVerdictSchema: z.ZodType<ReportedVerdict> = z.object({
  schema_version: absent(z.union([z.string().max(64), z.number()])),
  agent: nameSchema,
  action: reportedActionSchema,
  verdict: absent(z.object({ decision: absent(text), reason: absent(text), evidence: z.unknown().optional() })),
});

/** `POST /v1/agents/{agent}/manifest`: an empty or missing list is not stated, the word `none` says that there are none. */
export interface ReportedManifest {
  readonly purpose?: string | undefined;
  readonly tools?: "none" | readonly string[] | undefined;
  readonly destinations?: "none" | readonly string[] | undefined;
}
const names: z.ZodType<"none" | string[]> = z.union([z.literal("none"), z.array(z.string().min(1).max(512)).max(10_000)]);
export const reportedManifestSchema: z.ZodType<ReportedManifest> = z.object({ purpose: absent(text), tools: absent(names), destinations: absent(names) });
