// Small schemas that several parts of a written declaration share.
import { z } from "zod";
import type { Label } from "@kaizen/core";

export const LABELS: readonly Label[] = ["secret", "personal", "internal", "untrusted"];
export const text: z.ZodType<string> = z.string().min(1).max(512);
export const list: z.ZodType<readonly string[]> = z.array(text).min(1).max(10_000);
export const count: z.ZodType<number> = z.int().min(0);
export const positive: z.ZodType<number> = z.int().min(1);
