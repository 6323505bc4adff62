// The clock of a run: sessions begin on a Wednesday and their events are seconds apart, whenever and however fast they are run.

export interface SessionClock {
  /** Milliseconds since 1970; goes on by itself like any clock. */
  now(): number;
  startAt(at: number): void;
  pass(milliseconds: number): void;
}

/** Between two events that say nothing else. */
export const USUAL_PAUSE_MS = 4_000;

export function createSessionClock(real: () => number = Date.now): SessionClock {
  let shift = 0;
  return {
    now: () => real() + shift,
    startAt: (at) => void (shift = at - real()),
    pass: (milliseconds) => void (shift += milliseconds),
  };
}

const DAY_MS = 86_400_000;
const WEDNESDAY = 3;
const HOUR_MS = 3_600_000;

/** 09:00 UTC of the next Wednesday: the same hour and day of the week for every run, and never before what is stored. */
export function firstMorning(now: number): number {
  const day = Math.floor(now / DAY_MS);
  const weekday = (day + 4) % 7; // The first of January 1970 was a Thursday.
  const days = (WEDNESDAY - weekday + 7) % 7 || 7;
  return (day + days) * DAY_MS + 9 * HOUR_MS;
}

/** When the `turn`-th session (from 0) begins that an agent learns from: close together, so that a client asks once for what is in force. */
export function learnedStart(morning: number, turn: number): number {
  return morning + turn * 50;
}

/** When sessions begin that are judged. */
export function judgedStart(morning: number): number {
  return morning + 3 * HOUR_MS;
}
