// The clock of a run: same weekday and hour, never in the past, and it moves on by itself.
import { describe, expect, it } from "vitest";
import { createSessionClock, firstMorning, judgedStart, learnedStart } from "./session-clock.ts";

describe("the clock of a run", () => {
  it.each(["2026-11-24T13:00:00Z", "2026-11-25T00:00:00Z", "2026-11-25T23:59:59Z", "2028-02-29T12:00:00Z"])("begins on the Wednesday after %s", (now) => {
    const morning = new Date(firstMorning(Date.parse(now)));
    expect([morning.getUTCDay(), morning.getUTCHours()]).toEqual([3, 9]);
    expect(morning.getTime()).toBeGreaterThan(Date.parse(now));
    expect(morning.getTime() - Date.parse(now)).toBeLessThan(8 * 86_400_000);
    expect(new Date(judgedStart(morning.getTime())).getUTCHours()).toBe(12);
    expect(learnedStart(morning.getTime(), 1_000)).toBeLessThan(judgedStart(morning.getTime()));
  });

  it("goes on with real time and by what is passed", () => {
    let real = 100;
    const clock = createSessionClock(() => real);
    clock.startAt(5_000);
    real += 7;
    clock.pass(1_000);
    expect(clock.now()).toBe(6_007);
    clock.startAt(3_000);
    expect(clock.now()).toBe(3_000);
  });
});
