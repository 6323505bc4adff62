// Finds what keys are made of: long runs of letters, digits and the signs of base64. Ordinary text has few, so all else looks only at these.

/** A set of ASCII characters, as a table by code. */
export function characterTable(characters: string): Uint8Array {
  const table = new Uint8Array(128);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}

const KEY_CHARACTERS: Uint8Array = characterTable("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+/.~-");

/** Shortest run in which a key is looked for. */
const SHORTEST_KEY = 18;

export interface Run {
  readonly start: number;
  /** Without the padding of base64. */
  readonly end: number;
}

export function longRuns(text: string): Run[] {
  return runsOf(text, KEY_CHARACTERS, SHORTEST_KEY);
}

/** Whether the text has such a run at all. */
export function hasRun(text: string, table: Uint8Array, shortest: number): boolean {
  for (let start = 0; start + shortest <= text.length; ) {
    let at = start + shortest - 1;
    while (at >= start && table[text.charCodeAt(at)] === 1) at--;
    if (at < start) return true;
    start = at + 1;
  }
  return false;
}

/** Steps over the text a whole run's length at a time: where the last character of a possible run is none, none lies across it. */
export function runsOf(text: string, table: Uint8Array, shortest: number): Run[] {
  const runs: Run[] = [];
  for (let start = 0; start + shortest <= text.length; ) {
    let at = start + shortest - 1;
    while (at >= start && table[text.charCodeAt(at)] === 1) at--;
    if (at >= start) {
      start = at + 1;
      continue;
    }
    let end = start + shortest;
    while (end < text.length && table[text.charCodeAt(end)] === 1) end++;
    runs.push({ start, end });
    start = end + 1;
  }
  return runs;
}
