// The whole report as JSON, for programs.
import { classReports } from "./merge-reports.ts";
import { isGood, isPassed, isQuiet, type CorpusReport } from "./report.ts";
import { count, totals } from "./totals.ts";

/** `{ passed, totals, classes, scenarios, ordinary }`; ends with a line break. */
export function renderJson(report: CorpusReport): string {
  const scenarios = report.scenarios.map((scenario) => ({ passed: isPassed(scenario), ...scenario }));
  const ordinary = report.ordinary.map((agent) => ({ passed: isQuiet(agent), ...agent }));
  const classes = classReports(report).map((one) => ({
    class: one.class,
    passed: isPassed(one),
    plain: count(one.actions, "plain"),
    hard: count(one.actions, "hard"),
    twins: { all: one.twins.length, flagged: one.twins.filter(({ flagged }) => flagged).length },
  }));
  return `${JSON.stringify({ passed: isGood(report), totals: totals(report), classes, scenarios, ordinary }, null, 2)}\n`;
}
