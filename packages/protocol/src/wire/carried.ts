// What sessions leave to later ones, as it stands in a bundle.
import { z } from "zod";
import { CARRIED_LIMITS } from "@kaizen/core";
import type { CarriedLabels, CarriedNote, CarriedPassage, CarriedPlace, CarriedValue } from "@kaizen/core";
import { actsSchema, thingsSchema } from "./passages.ts";
import { eventIdSchema, nameSchema } from "./words.ts";

const mark: z.ZodType<string> = z.string().max(64);
const left = { agent: nameSchema, session: nameSchema, at: z.number(), events: z.array(eventIdSchema).max(8) };

const place: z.ZodType<CarriedPlace> = z.strictObject({ ...left, mark, label: z.enum(["secret", "internal", "none"]), how: z.enum(["copy", "written"]) });
const value: z.ZodType<CarriedValue> = z.strictObject({
  ...left,
  label: z.enum(["secret", "personal", "internal"]),
  of: mark,
  isHidden: z.literal(true).exactOptional(),
  oneIn: z.int().min(1),
  windows: z.string().max(CARRIED_LIMITS.windows * 7),
  sites: z.array(z.string().max(256)).max(64),
  isMarked: z.literal(true).exactOptional(),
});
const passage: z.ZodType<CarriedPassage> = z.strictObject({
  acts: actsSchema,
  things: thingsSchema,
  words: z.array(mark).max(CARRIED_LIMITS.words),
  values: z.array(mark).max(CARRIED_LIMITS.passageValues),
  asks: z.enum(["order", "near", "none"]),
  tool: z.string().max(256),
  isNamed: z.literal(true).exactOptional(),
  events: z.array(eventIdSchema).max(8),
});
const note: z.ZodType<CarriedNote> = z.strictObject({
  ...left,
  marks: z.array(mark).max(CARRIED_LIMITS.marks),
  names: z.array(mark).max(CARRIED_LIMITS.names),
  passages: z.array(passage).max(CARRIED_LIMITS.passages),
});

export const carriedSchema: z.ZodType<CarriedLabels> = z.strictObject({
  v: z.literal(1),
  places: z.array(place).max(CARRIED_LIMITS.places),
  values: z.array(value).max(CARRIED_LIMITS.values),
  notes: z.array(note).max(CARRIED_LIMITS.notes),
});
