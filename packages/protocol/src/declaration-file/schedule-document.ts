// When an agent works, as a declaration file writes it: days by name, times of day, a fixed offset.
import { z } from "zod";
import type { Schedule } from "@kaizen/core";

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

export interface ScheduleDocument {
  readonly days?: readonly (typeof DAYS)[number][];
  readonly from?: string;
  readonly to?: string;
  readonly offset?: string;
}

const TIME = /^(?:[01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$/;
const OFFSET = /^[+-](?:0[0-9]|1[0-4]):[0-5][0-9]$/;

export const scheduleDocument: z.ZodType<ScheduleDocument> = z.strictObject({
  days: z.array(z.enum(DAYS)).min(1).max(7).exactOptional().describe("left out: every day"),
  from: z.string().regex(TIME, "expected a time of day as \"06:00\"").exactOptional().describe("left out: midnight"),
  to: z.string().regex(TIME, "expected a time of day as \"22:00\"").exactOptional().describe("exclusive; before `from`: over midnight"),
  offset: z.string().regex(OFFSET, "expected an offset from UTC as \"+01:00\"").exactOptional().describe("left out: UTC"),
});

export function scheduleFromDocument({ days = DAYS, from = "00:00", to = "24:00", offset = "+00:00" }: ScheduleDocument): Schedule {
  const ahead = minutes(offset.slice(1));
  return { days: days.map((day) => DAYS.indexOf(day)), from: minutes(from), to: minutes(to), offset: offset.startsWith("-") && ahead > 0 ? -ahead : ahead };
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
