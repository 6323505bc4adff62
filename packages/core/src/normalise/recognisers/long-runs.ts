// Finds what keys are made of: long runs of letters, digits and the signs of base64. Ordinary text has few, so all else looks only at these.

const IN_RUN: Uint8Array = (() => {
  const table = new Uint8Array(128);
  for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+/.~-") table[character.charCodeAt(0)] = 1;
  return table;
})();

/** Shortest run that is reported. */
export const SHORTEST_RUN = 18;

export interface Run {
  readonly start: number;
  /** Without the padding of base64. */
  readonly end: number;
}

/** Steps over the text a whole run's length at a time: where the last character of a possible run is none, none lies across it. */
export function longRuns(text: string): Run[] {
  const runs: Run[] = [];
  for (let start = 0; start + SHORTEST_RUN <= text.length; ) {
    let at = start + SHORTEST_RUN - 1;
    while (at >= start && IN_RUN[text.charCodeAt(at)] === 1) at--;
    if (at >= start) {
      start = at + 1;
      continue;
    }
    let end = start + SHORTEST_RUN;
    while (end < text.length && IN_RUN[text.charCodeAt(end)] === 1) end++;
    runs.push({ start, end });
    start = end + 1;
  }
  return runs;
}
