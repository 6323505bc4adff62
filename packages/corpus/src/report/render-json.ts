// The whole report as JSON, for programs.
import { isPassed, type CorpusReport } from "./report.ts";
import { totals } from "./totals.ts";

/** `{ passed, totals, scenarios }`; ends with a line break. */
export function renderJson(report: CorpusReport): string {
  const scenarios = report.scenarios.map((scenario) => ({ passed: isPassed(scenario), ...scenario }));
  return `${JSON.stringify({ passed: scenarios.every(({ passed }) => passed), totals: totals(report), scenarios }, null, 2)}\n`;
}
