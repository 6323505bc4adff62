// Which texts and numbers are a time.
import { describe, expect, it } from "vitest";
import { parseTime } from "./parse-time.ts";

describe("parseTime", () => {
  it.each([
    ["2026-01-02T03:04:05Z", 1_767_323_045_000],
    ["2026-01-02T03:04:05.123456+02:00", 1_767_315_845_123],
    ["2026-01-02 03:04:05z", 1_767_323_045_000],
    [1_700_000_000_000, 1_700_000_000_000],
    [12.9, 12],
  ])("reads %s", (value, expected) => {
    expect(parseTime(value)).toBe(expected);
  });

  it.each(["2026-01-02", "2026-13-02T03:04:05Z", "2026-01-02T03:04:05", "Tue Jan 2 2026", "", Number.NaN, Infinity, 1e20, null, {}])("refuses %s", (value) => {
    expect(parseTime(value)).toBeUndefined();
  });
});
