// Counts what a replay has seen.
import type { JudgedSession } from "./judge-session.ts";

export interface Tally {
  readonly sessions: number;
  /** Sessions with at least one flagged event. */
  readonly flagged: number;
  /** Sessions offered to the learner. */
  readonly offered: number;
  add(session: JudgedSession): void;
  learned(taught: boolean): void;
  /** `now` in milliseconds since 1970. */
  text(now: number): string;
  learnedText(): string;
}

export function createTally(startedAt: number): Tally {
  const count = { sessions: 0, events: 0, flagged: 0, confirm: 0, offered: 0, taught: 0 };
  const learnedText = (): string => `learned from ${number(count.taught)} of ${number(count.offered)} sessions`;
  return {
    get sessions() {
      return count.sessions;
    },
    get flagged() {
      return count.flagged;
    },
    get offered() {
      return count.offered;
    },
    add: ({ events, judged }) => {
      count.sessions++;
      count.events += events;
      if (judged.some(({ verdict }) => verdict.attention === "flag")) count.flagged++;
      else if (judged.some(({ verdict }) => verdict.attention === "confirm")) count.confirm++;
    },
    learned: (taught) => {
      count.offered++;
      if (taught) count.taught++;
    },
    text: (now) =>
      `${number(count.flagged)} flagged, ${number(count.confirm)} confirm, ${number(count.sessions)} sessions, ${number(count.events)} events, ${((now - startedAt) / 1000).toFixed(1)} s${count.offered > 0 ? `; ${learnedText()}` : ""}`,
    learnedText,
  };
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
