// Puts together the reports of runs that each looked at a part of the corpus.
import { ATTACK_CLASSES } from "@kaizen/core";
import type { CorpusReport, ScenarioReport } from "./report.ts";

/** In the order of the attack classes, whatever the order of the runs. */
export function mergeReports(reports: readonly CorpusReport[]): CorpusReport {
  const merged = new Map<string, ScenarioReport>();
  for (const scenario of reports.flatMap(({ scenarios }) => scenarios)) {
    const known = merged.get(scenario.id);
    merged.set(scenario.id, known === undefined ? scenario : {
      ...known,
      actions: [...known.actions, ...scenario.actions],
      twins: [...known.twins, ...scenario.twins],
      falseAlarms: [...known.falseAlarms, ...scenario.falseAlarms],
      untaught: known.untaught + scenario.untaught,
    });
  }
  return { scenarios: [...merged.values()].toSorted((a, b) => ATTACK_CLASSES.indexOf(a.class) - ATTACK_CLASSES.indexOf(b.class)) };
}
