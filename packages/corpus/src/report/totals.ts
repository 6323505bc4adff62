// Adds up a report.
import { classReports } from "./merge-reports.ts";
import type { CorpusReport } from "./report.ts";
import type { Strength } from "@kaizen/protocol";

export interface Totals {
  readonly plain: Count;
  readonly hard: Count;
  readonly twins: { readonly all: number; readonly flagged: number; readonly asked: number };
  readonly ordinary: { readonly all: number; readonly flagged: number; readonly asked: number };
  readonly falseAlarms: number;
  readonly disagreements: number;
  readonly allowlist: {
    readonly permitted: number;
    /** Attack classes of which the list permits every plain action. */
    readonly entirely: readonly string[];
  };
}

interface Count {
  readonly caught: number;
  readonly all: number;
}

export function totals(report: CorpusReport): Totals {
  const { scenarios, ordinary } = report;
  const actions = scenarios.flatMap((scenario) => scenario.actions);
  const twins = scenarios.flatMap((scenario) => scenario.twins);
  const plain = actions.filter(({ strength }) => strength === "plain");
  return {
    plain: count(actions, "plain"),
    hard: count(actions, "hard"),
    twins: {
      all: twins.length,
      flagged: twins.filter(({ flagged }) => flagged).length,
      asked: twins.filter(({ flagged, confirms }) => !flagged && confirms > 0).length,
    },
    ordinary: {
      all: ordinary.reduce((sum, { sessions }) => sum + sessions, 0),
      flagged: ordinary.reduce((sum, { flagged }) => sum + flagged, 0),
      asked: ordinary.reduce((sum, { asked }) => sum + asked, 0),
    },
    falseAlarms: scenarios.reduce((sum, { falseAlarms }) => sum + falseAlarms.length, 0),
    disagreements: actions.filter(({ disagrees }) => disagrees).length + twins.reduce((sum, { disagreements }) => sum + disagreements, 0),
    allowlist: {
      permitted: plain.filter(({ allowlistPermits }) => allowlistPermits).length,
      entirely: classReports(report)
        .map(({ class: id, actions }) => ({ id, plain: actions.filter(({ strength }) => strength === "plain") }))
        .filter(({ plain }) => plain.length > 0 && plain.every(({ allowlistPermits }) => allowlistPermits))
        .map(({ id }) => id),
    },
  };
}

export function count(actions: readonly { readonly strength: Strength; readonly caught: boolean }[], strength: Strength): Count {
  const chosen = actions.filter((action) => action.strength === strength);
  return { caught: chosen.filter(({ caught }) => caught).length, all: chosen.length };
}
