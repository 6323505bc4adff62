// Adds up what sessions taught: the same result in whatever order they are merged, as long as nothing had to be dropped.
import { BASELINE_DIMENSIONS } from "../../words/baseline.ts";
import { BASELINE_WEIGHTS } from "./weights.ts";
import { boundSlots, closeSlots } from "./closed-slots.ts";
import { soleOfBoth } from "./task.ts";
import type { Baseline, BaselineDimension, DimensionProfile, SeenKey, SessionCount } from "../../words/baseline.ts";

/** A profile that was taught nothing. Neutral in `mergeBaseline`. */
export function emptyBaseline(agent: string): Baseline {
  return { v: 2, agent, sessions: 0, actions: 0, dimensions: eachDimension(() => ({ total: 0, seen: [], dropped: 0 })) };
}

/**
 * The sum of two profiles under the first one's agent name. Exact, commutative and associative (but for the name)
 * while no dimension exceeds its bound; past it the least frequent keys go and are counted in `dropped`.
 */
export function mergeBaseline(a: Baseline, lesson: Baseline): Baseline {
  return {
    v: 2,
    agent: a.agent,
    sessions: a.sessions + lesson.sessions,
    actions: a.actions + lesson.actions,
    dimensions: eachDimension((name) => mergeDimension(name, a.dimensions[name], lesson.dimensions[name])),
    ...circumstances(sumSessions(a.tasks, lesson.tasks, BASELINE_WEIGHTS.tasks), sumSessions(a.offered, lesson.offered, BASELINE_WEIGHTS.keys)),
  };
}

/** What is known of the sessions besides what they did; a list without entries is left out. */
export function circumstances(tasks: readonly SessionCount[], offered: readonly SessionCount[]): Pick<Baseline, "tasks" | "offered"> {
  return { ...(tasks.length === 0 ? {} : { tasks }), ...(offered.length === 0 ? {} : { offered }) };
}

/** The most frequent stay, in code-unit order. */
export function sumSessions(a: readonly SessionCount[] = [], b: readonly SessionCount[] = [], bound: number = BASELINE_WEIGHTS.keys): readonly SessionCount[] {
  const sums = new Map<string, number>();
  for (const [name, sessions] of [...a, ...b]) sums.set(name, (sums.get(name) ?? 0) + sessions);
  const kept = [...sums].sort(([one, sessions], [other, otherSessions]) => otherSessions - sessions || (one < other ? -1 : 1)).slice(0, bound);
  return kept.sort(([one], [other]) => (one < other ? -1 : 1));
}

/** A record with one value for each dimension. */
export function eachDimension<T>(make: (name: BaselineDimension) => T): Record<BaselineDimension, T> {
  return Object.fromEntries(BASELINE_DIMENSIONS.map((name) => [name, make(name)])) as Record<BaselineDimension, T>;
}

/** Keys in code-unit order, at most the bound; the most frequent stay. */
export function boundedProfile(total: number, keys: readonly SeenKey[], dropped: number): DimensionProfile {
  const excess = keys.length - BASELINE_WEIGHTS.keys;
  const kept = excess <= 0 ? [...keys] : [...keys].sort(byFrequency).slice(0, BASELINE_WEIGHTS.keys);
  return { total, seen: kept.sort(byKey), dropped: dropped + Math.max(0, excess) };
}

function mergeDimension(name: BaselineDimension, a: DimensionProfile, b: DimensionProfile): DimensionProfile {
  const sums = new Map<string, Count>();
  for (const [key, events, sessions, by] of [...a.seen, ...b.seen]) {
    const sum = sums.get(key);
    sums.set(key, sum === undefined ? [events, sessions, by] : addCounts(sum, [events, sessions, by]));
  }
  const kept = name === "value" ? boundSlots(closeSlots(sums, addCounts), ([events]) => events, BASELINE_WEIGHTS.keys) : sums;
  return boundedProfile(a.total + b.total, [...kept].map(([key, [events, sessions, by]]) => [key, events, sessions, by] as const), a.dropped + b.dropped);
}

type Count = readonly [events: number, sessions: number, by: string];

function addCounts(a: Count, b: Count): Count {
  const sessions = a[1] + b[1];
  return [a[0] + b[0], sessions, sessions === 1 ? a[2] + b[2] : soleOfBoth(a, b)];
}

function byFrequency(a: SeenKey, b: SeenKey): number {
  return b[1] - a[1] || b[2] - a[2] || byKey(a, b);
}

function byKey(a: SeenKey, b: SeenKey): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}
