// Checks what facts say of texts: the acts and things that passages name and the words of tools.
import { z } from "zod";
import type { Act, Fingerprint, MeaningFacts, PassageFacts, Thing } from "@kaizen/core";

const act: z.ZodType<Act> = z.enum([
  "send", "post", "pay", "buy", "refund", "cancel", "visit", "fetch", "upload", "invite", "join", "grant", "change", "add", "create",
  "delete", "transfer", "run", "read", "rate", "unlock", "disable", "do", "move",
]);
const thing: z.ZodType<Thing> = z.enum([
  "password", "key", "account", "money", "product", "repository", "issue", "star", "user", "channel", "mail", "page", "file", "event",
  "booking", "data", "code", "permission", "discount", "subscription",
]);

export const wordPrint: z.ZodType<string> = z.string().regex(/^[A-Za-z0-9_-]{6}$/, "expected a short fingerprint of 6 base64url characters");
const value: z.ZodType<Fingerprint> = z.string().regex(/^[A-Za-z0-9_-]{11}$/, "expected a fingerprint of 11 base64url characters");

const acts = z.array(act).max(24);
const things = z.array(thing).max(20);
export const actsSchema: z.ZodType<readonly Act[]> = acts;
export const thingsSchema: z.ZodType<readonly Thing[]> = things;
const words = z.array(wordPrint).max(40);

export const meansSchema: z.ZodType<MeaningFacts> = z.strictObject({ acts, things, words, isBare: z.literal(true).exactOptional() });

export const passageSchema: z.ZodType<PassageFacts> = z.strictObject({
  text: z.int().min(0).max(65_536),
  asks: z.enum(["order", "near", "none"]),
  acts,
  things,
  words,
  values: z.array(value).max(24),
  kinds: z.array(wordPrint).max(24).exactOptional(),
  beside: z.array(wordPrint).max(24),
  topics: z.array(wordPrint).max(16),
  isProse: z.literal(true).exactOptional(),
  speaks: z.literal(true).exactOptional(),
  hasLink: z.literal(true).exactOptional(),
  handsOver: z.literal(true).exactOptional(),
  names: z.array(wordPrint).max(16).exactOptional(),
  excerpt: z.string().max(512),
});
