// The report in the form that CI servers read: a suite a scenario, a case an attack action and a case a twin, a suite for the ordinary sessions.
import type { ActionOutcome, CorpusReport, OrdinaryReport, ScenarioReport, TwinOutcome } from "./report.ts";
import { describeSeen } from "./render-text.ts";

interface Case {
  readonly name: string;
  readonly failure?: string;
}

export function renderJunit(report: CorpusReport): string {
  const suites = [
    ...report.scenarios.map((scenario) => ({ id: scenario.id, cases: casesOf(scenario) })),
    ...(report.ordinary.length === 0 ? [] : [{ id: "ordinary", cases: report.ordinary.map(ordinaryCase) }]),
  ];
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="kaizen corpus" tests="${all.length}" failures="${failures(all)}">`,
    ...suites.flatMap(({ id, cases }) => [
      `  <testsuite name="${escape(id)}" tests="${cases.length}" failures="${failures(cases)}">`,
      ...cases.flatMap((one) => caseLines(id, one)),
      "  </testsuite>",
    ]),
    "</testsuites>",
    "",
  ].join("\n");
}

function casesOf(scenario: ScenarioReport): Case[] {
  return [
    ...scenario.actions.map(actionCase),
    ...scenario.twins.map(twinCase),
    ...scenario.falseAlarms.map((alarm) => ({ name: `${alarm.where} of ${alarm.trial}: ${alarm.tool}`, failure: `false alarm: ${describeSeen(alarm)}` })),
    ...(scenario.untaught === 0 ? [] : [{ name: "baseline", failure: `${scenario.untaught} baseline sessions taught nothing` }]),
  ];
}

function actionCase(action: ActionOutcome): Case {
  const name = `${action.strength} attack ${action.attack}: ${action.tool}`;
  return action.caught ? { name } : { name, failure: `missed: expected ${action.expects}, ${describeSeen(action)}` };
}

function twinCase({ twin, flagged, alarms }: TwinOutcome): Case {
  const name = `benign twin ${twin}`;
  return flagged ? { name, failure: alarms.map((alarm) => `flagged: ${alarm.tool}: ${describeSeen(alarm)}`).join("; ") } : { name };
}

function ordinaryCase({ id, sessions, falseAlarms, untaught }: OrdinaryReport): Case {
  const name = `${sessions} ordinary sessions of ${id}`;
  const wrong = [...falseAlarms.map((alarm) => `flagged: ${alarm.trial}, ${alarm.tool}: ${describeSeen(alarm)}`), ...(untaught === 0 ? [] : [`${untaught} baseline sessions taught nothing`])];
  return wrong.length === 0 ? { name } : { name, failure: wrong.join("; ") };
}

function caseLines(suite: string, { name, failure }: Case): string[] {
  const open = `    <testcase classname="${escape(suite)}" name="${escape(name)}"`;
  return failure === undefined ? [`${open}/>`] : [`${open}>`, `      <failure message="${escape(failure)}"/>`, "    </testcase>"];
}

function failures(cases: readonly Case[]): number {
  return cases.filter(({ failure }) => failure !== undefined).length;
}

function escape(text: string): string {
  // XML 1.0 has no form at all for most control characters.
  const printable = text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
  return printable.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("\n", "&#10;");
}
