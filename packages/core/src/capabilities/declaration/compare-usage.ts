// Volumes, schedules and tags of two declarations: which permits more, and what both permit.
import { joined, smallest } from "./compare-arguments.ts";
import type { Schedule, Volumes } from "../../words/declaration.ts";

const VOLUMES = ["callsPerMinute", "callsPerSession", "bytesPerSession", "bytesPerCall"] as const satisfies readonly (keyof Volumes)[];

export function volumesNarrow(next: Volumes = {}, current: Volumes = {}): boolean {
  return VOLUMES.every((part) => (next[part] ?? Infinity) <= (current[part] ?? Infinity));
}

export function volumesInBoth(a: Volumes | undefined, b: Volumes | undefined): Volumes | undefined {
  if (a === undefined && b === undefined) return undefined;
  return Object.fromEntries(
    VOLUMES.flatMap((part) => {
      const least = smallest(a?.[part], b?.[part]);
      return least === undefined ? [] : [[part, least]];
    }),
  );
}

/** Conservative: two offsets never compare, except where the days are none. */
export function scheduleNarrows(next: Schedule | undefined, current: Schedule | undefined): boolean {
  if (current === undefined) return true;
  if (next === undefined) return false;
  if (next.days.length === 0) return true;
  if (next.offset !== current.offset || !next.days.every((day) => current.days.includes(day))) return false;
  if (next.from === current.from && next.to === current.to) return true;
  return isPlain(next) && isPlain(current) && next.from >= current.from && next.to <= current.to;
}

/** It does not go over midnight. */
function isPlain({ from, to }: Schedule): boolean {
  return from < to;
}

export function scheduleInBoth(a: Schedule | undefined, b: Schedule | undefined): Schedule | undefined {
  return joined(a, b, (one, other) => {
    if (scheduleNarrows(one, other)) return one;
    if (scheduleNarrows(other, one)) return other;
    const [from, to] = [Math.max(one.from, other.from), Math.min(one.to, other.to)];
    const days = one.days.filter((day) => other.days.includes(day));
    const isKnown = one.offset === other.offset && from < to && ((isPlain(one) && isPlain(other)) || (one.from === other.from && one.to === other.to));
    return isKnown ? { ...one, days, from, to } : { ...one, days: [] };
  })[0];
}

/** Policy rules find an agent by its tags and only ever forbid: leaving one out would escape them. */
export function tagsNarrow(next: readonly string[] = [], current: readonly string[] = []): boolean {
  return current.every((tag) => next.includes(tag));
}

export function tagsOfBoth(a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] | undefined {
  return joined(a, b, (one, other) => [...new Set([...one, ...other])])[0];
}
