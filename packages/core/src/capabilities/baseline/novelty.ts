// How remarkable something new is: weighed by how often new things came before (Good-Turing). README.md has the sources.
import { BASELINE_WEIGHTS } from "./weights.ts";
import type { Severity } from "../../words/verdict.ts";
import type { CompiledDimension, Counts } from "./compile.ts";

export interface Novelty {
  readonly severity: Severity;
  /** One minus the larger of the two chances of something new, to four decimals. */
  readonly confidence: number;
}

/** Chance that the next event brings a key never seen: `once` keys were seen in exactly one of `total` events. */
export function eventChance(once: number, total: number): number {
  return (once + 1) / (total + 2);
}

/** Chance that the next session brings something new: `withOwn` of `sessions` had what no other had. At most 1. */
export function sessionChance(withOwn: number, sessions: number): number {
  return Math.min(1, (withOwn + 1) / (sessions + 1));
}

/** What the running session is compared with: the sessions one by one, or one draw for each task where its own task is new. */
export type Draws = "sessions" | "tasks";

/**
 * The most that the same chance may be for tasks, at 95 %: about the upper limit of a Poisson count of `withOwn`. One job in two
 * wordings counts twice, so the figure itself is too good.
 */
export function taskChanceAtMost(withOwn: number, tasks: number): number {
  return Math.min(1, (withOwn + 1 + 2 * Math.sqrt(withOwn + 1)) / (tasks + 1));
}

/** How remarkable a key is that no clean session had; undefined when new keys are too common to say anything. */
export function noveltyAgainstBaseline(dimension: CompiledDimension, draws: Draws): Novelty | undefined {
  return dimension.dropped > 0 ? undefined : weigh(dimension, draws, BASELINE_WEIGHTS.highEvent);
}

/** The same for a value of an argument that takes few. */
export function noveltyOfValue(counts: Counts, draws: Draws): Novelty | undefined {
  return weigh(counts, draws, BASELINE_WEIGHTS.highValue);
}

function weigh({ total, onceInEvents, sessionsWithOwn, sessions, tasksWithOwn, tasks }: Counts, draws: Draws, highEvent: number): Novelty | undefined {
  const inEvent = eventChance(onceInEvents, total);
  const inSession = draws === "sessions" ? sessionChance(sessionsWithOwn, sessions) : sessionChance(tasksWithOwn, tasks);
  const confidence = certainty(Math.max(inEvent, inSession));
  const most = draws === "sessions" || taskChanceAtMost(tasksWithOwn, tasks) <= BASELINE_WEIGHTS.highTask ? "high" : "medium";
  if (inSession <= BASELINE_WEIGHTS.highSession && inEvent <= highEvent) return { severity: most, confidence };
  return inEvent <= BASELINE_WEIGHTS.lowEvent ? { severity: "low", confidence } : undefined;
}

/** The same against the running session alone, which is too little to stop anything by. */
export function noveltyInSession(dimension: { readonly once: number; readonly total: number; readonly dropped: number }): Novelty | undefined {
  const chance = eventChance(dimension.once, dimension.total);
  return dimension.dropped > 0 || chance > BASELINE_WEIGHTS.lowEvent ? undefined : { severity: "low", confidence: certainty(chance) };
}

function certainty(chance: number): number {
  return Math.round((1 - chance) * 10_000) / 10_000;
}
