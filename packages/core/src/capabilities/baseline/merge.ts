// Adds up what sessions taught: the same result in whatever order they are merged, as long as nothing had to be dropped.
import { BASELINE_DIMENSIONS } from "../../words/baseline.ts";
import { BASELINE_WEIGHTS } from "./weights.ts";
import type { Baseline, BaselineDimension, DimensionProfile } from "../../words/baseline.ts";

/** A profile that was taught nothing. Neutral in `mergeBaseline`. */
export function emptyBaseline(agent: string): Baseline {
  return { v: 1, agent, sessions: 0, actions: 0, dimensions: eachDimension(() => ({ total: 0, seen: [], dropped: 0 })) };
}

/**
 * The sum of two profiles under the first one's agent name. Exact, commutative and associative (but for the name)
 * while no dimension exceeds its bound; past it the least frequent keys go and are counted in `dropped`.
 */
export function mergeBaseline(a: Baseline, lesson: Baseline): Baseline {
  return {
    v: 1,
    agent: a.agent,
    sessions: a.sessions + lesson.sessions,
    actions: a.actions + lesson.actions,
    dimensions: eachDimension((name) => mergeDimension(a.dimensions[name], lesson.dimensions[name])),
  };
}

/** A record with one value for each dimension. */
export function eachDimension<T>(make: (name: BaselineDimension) => T): Record<BaselineDimension, T> {
  return Object.fromEntries(BASELINE_DIMENSIONS.map((name) => [name, make(name)])) as Record<BaselineDimension, T>;
}

/** Keys in code-unit order, at most the bound; the most frequent stay. */
export function boundedProfile(total: number, keys: readonly (readonly [string, number, number])[], dropped: number): DimensionProfile {
  const excess = keys.length - BASELINE_WEIGHTS.keys;
  const kept = excess <= 0 ? [...keys] : [...keys].sort(byFrequency).slice(0, BASELINE_WEIGHTS.keys);
  return { total, seen: kept.sort(byKey), dropped: dropped + Math.max(0, excess) };
}

function mergeDimension(a: DimensionProfile, b: DimensionProfile): DimensionProfile {
  const sums = new Map<string, readonly [string, number, number]>();
  for (const [key, events, sessions] of [...a.seen, ...b.seen]) {
    const sum = sums.get(key);
    sums.set(key, [key, events + (sum?.[1] ?? 0), sessions + (sum?.[2] ?? 0)]);
  }
  return boundedProfile(a.total + b.total, [...sums.values()], a.dropped + b.dropped);
}

type Seen = readonly [key: string, events: number, sessions: number];

function byFrequency(a: Seen, b: Seen): number {
  return b[1] - a[1] || b[2] - a[2] || byKey(a, b);
}

function byKey(a: Seen, b: Seen): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}
