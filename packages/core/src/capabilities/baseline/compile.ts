// A promoted baseline made ready for judging: look-ups instead of lists, and the counts that novelty is weighed by.
import { eachDimension } from "./merge.ts";
import type { Baseline, BaselineDimension } from "../../words/baseline.ts";

export interface CompiledDimension {
  readonly keys: ReadonlySet<string>;
  readonly total: number;
  /** Keys seen in exactly one event. */
  readonly onceInEvents: number;
  /** Keys seen in exactly one session. */
  readonly onceInSessions: number;
  readonly dropped: number;
}

export interface CompiledBaseline {
  readonly sessions: number;
  readonly actions: number;
  readonly dimensions: Readonly<Record<BaselineDimension, CompiledDimension>>;
}

export function compileBaseline(baseline: Baseline): CompiledBaseline {
  const { sessions, actions, dimensions } = baseline;
  return {
    sessions,
    actions,
    dimensions: eachDimension((name) => {
      const { total, seen, dropped } = dimensions[name];
      return {
        keys: new Set(seen.map(([key]) => key)),
        total,
        onceInEvents: seen.filter(([, events]) => events === 1).length,
        onceInSessions: seen.filter(([, , inSessions]) => inSessions === 1).length,
        dropped,
      };
    }),
  };
}
