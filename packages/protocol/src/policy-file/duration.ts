// Spans of time as policies write them: `500ms`, `30s`, `10m`, `1h`.

const UNITS: ReadonlyMap<string, number> = new Map([["ms", 1], ["s", 1_000], ["m", 60_000], ["h", 3_600_000]]);

export const DURATION: RegExp = /^([0-9]{1,9})(ms|s|m|h)$/;

/** Milliseconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, digits, unit = ""] = DURATION.exec(text) ?? [];
  const factor = UNITS.get(unit);
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}

/** In the largest unit that leaves no rest. */
export function formatDuration(milliseconds: number): string {
  const [unit, factor] = [...UNITS].findLast(([, size]) => milliseconds > 0 && milliseconds % size === 0) ?? ["ms", 1];
  return `${milliseconds / factor}${unit}`;
}
