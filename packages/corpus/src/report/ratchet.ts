// Holds a report against the known misses, so that detection can only get better.
import type { KnownMiss } from "@kaizen/protocol";
import { isPassed, isQuiet, type CorpusReport } from "./report.ts";

export interface RatchetVerdict {
  readonly holds: boolean;
  /** One line each: what is worse, and what is better than the list says. */
  readonly problems: readonly string[];
}

/** Fails on a miss that is not listed and on a listed one that is judged rightly now. Scenarios that were not run are left out. */
export function checkRatchet(report: CorpusReport, misses: readonly KnownMiss[]): RatchetVerdict {
  const problems = report.scenarios.flatMap((scenario) => {
    const missed = new Set([
      ...scenario.actions.filter(({ caught }) => !caught).map(({ attack }) => attack),
      ...scenario.twins.filter(({ flagged }) => flagged).map(({ twin }) => twin),
    ]);
    const run = new Set([...scenario.actions.map(({ attack }) => attack), ...scenario.twins.map(({ twin }) => twin)]);
    const listed = misses.filter((miss) => miss.scenario === scenario.id && run.has(miss.id));
    const unlisted = [...missed].filter((id) => !listed.some((miss) => miss.id === id));
    const otherwise = !isPassed(scenario) && (scenario.falseAlarms.length > 0 || scenario.untaught > 0);
    return [
      ...unlisted.map((id) => `${scenario.id}/${id} is judged wrongly and is not listed in misses.yaml`),
      ...listed.filter(({ id }) => !missed.has(id)).map(({ id }) => `${scenario.id}/${id} is judged rightly now: take it out of misses.yaml`),
      ...(otherwise ? [`${scenario.id} has false alarms, which cannot be listed`] : []),
    ];
  });
  const loud = report.ordinary.filter((agent) => !isQuiet(agent)).map(({ id }) => `ordinary/${id} has false alarms, which cannot be listed`);
  return { holds: problems.length + loud.length === 0, problems: [...problems, ...loud] };
}
