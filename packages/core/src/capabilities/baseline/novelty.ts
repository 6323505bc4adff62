// How remarkable something new is: weighed by how often new things came before (Good-Turing). README.md has the sources.
import { BASELINE_WEIGHTS } from "./weights.ts";
import type { Severity } from "../../words/verdict.ts";
import type { CompiledDimension } from "./compile.ts";

export interface Novelty {
  readonly severity: Severity;
  /** One minus the larger of the two chances of something new, to four decimals. */
  readonly confidence: number;
}

/** Chance that the next event brings a key never seen: `once` keys were seen in exactly one of `total` events. */
export function eventChance(once: number, total: number): number {
  return (once + 1) / (total + 2);
}

/** New keys to expect of the next session: `once` keys were seen in exactly one of `sessions`. At most 1. */
export function sessionChance(once: number, sessions: number): number {
  return Math.min(1, (once + 1) / (sessions + 1));
}

/** How remarkable a key is that no clean session had; undefined when new keys are too common to say anything. */
export function noveltyAgainstBaseline(dimension: CompiledDimension, sessions: number): Novelty | undefined {
  if (dimension.dropped > 0) return undefined;
  const inEvent = eventChance(dimension.onceInEvents, dimension.total);
  const inSession = sessionChance(dimension.onceInSessions, sessions);
  const confidence = certainty(Math.max(inEvent, inSession));
  if (inSession <= BASELINE_WEIGHTS.highSession && inEvent <= BASELINE_WEIGHTS.highEvent) return { severity: "high", confidence };
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
