// Puts reports together: of runs that each looked at a part of the corpus, and of scenarios of one attack class.
import { ATTACK_CLASSES, type AttackClass } from "@kaizen/core";
import type { CorpusReport, OrdinaryReport, ScenarioReport } from "./report.ts";

/** In the order of the attack classes, whatever the order of the runs. */
export function mergeReports(reports: readonly CorpusReport[]): CorpusReport {
  const scenarios = new Map<string, ScenarioReport>();
  const ordinary = new Map<string, OrdinaryReport>();
  for (const scenario of reports.flatMap((report) => report.scenarios)) {
    const known = scenarios.get(scenario.id);
    scenarios.set(scenario.id, known === undefined ? scenario : { ...known, ...joined([known, scenario]) });
  }
  for (const agent of reports.flatMap((report) => report.ordinary)) ordinary.set(agent.id, agent);
  const order = ({ class: name }: ScenarioReport): number => ATTACK_CLASSES.indexOf(name);
  return { scenarios: [...scenarios.values()].toSorted((a, b) => order(a) - order(b)), ordinary: [...ordinary.values()] };
}

/** What was found in all scenarios of one attack class. */
export type ClassReport = Pick<ScenarioReport, "class" | "actions" | "twins" | "falseAlarms" | "untaught">;

export function classReports({ scenarios }: CorpusReport): readonly ClassReport[] {
  const names: readonly AttackClass[] = [...new Set(scenarios.map((scenario) => scenario.class))];
  return names.map((name) => ({ class: name, ...joined(scenarios.filter((scenario) => scenario.class === name)) }));
}

function joined(parts: readonly ScenarioReport[]): Omit<ClassReport, "class"> {
  return {
    actions: parts.flatMap(({ actions }) => actions),
    twins: parts.flatMap(({ twins }) => twins),
    falseAlarms: parts.flatMap(({ falseAlarms }) => falseAlarms),
    untaught: parts.reduce((sum, { untaught }) => sum + untaught, 0),
  };
}
