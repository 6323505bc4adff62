// What a command tells the shell.

export const EXIT = {
  good: 0,
  /** The answer is bad: something flagged, missed or wrong. */
  bad: 1,
  /** No answer: wrong use, unreadable input, unreachable server. */
  unusable: 2,
  interrupted: 130,
  terminated: 143,
} as const;
