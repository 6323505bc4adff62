// Puts together the reports of runs that each looked at a part of the corpus.
import type { CorpusReport, ScenarioReport } from "./report.ts";

/** In the order in which scenarios first appear. */
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
  return { scenarios: [...merged.values()] };
}
