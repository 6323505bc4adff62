// Writes `docs/how-agents-fail.md` out of a run: what each class looks like, what Kaizen said, what makes its twins lawful.
import type { Scenario } from "@kaizen/protocol";
import type { ActionOutcome, CorpusReport, ScenarioReport } from "./report.ts";
import { totals } from "./totals.ts";

/** The same for every run that finds the same: no dates, ids or addresses of the run. */
export function renderPaper(report: CorpusReport, scenarios: readonly Scenario[]): string {
  const { plain, twins, allowlist } = totals(report);
  const lines = [
    "# How agents fail",
    "",
    "Written by `kaizen corpus --write-paper FILE` out of a run of the red-team corpus: every finding below is one that was really given. Do not edit it.",
    "",
    `In this run Kaizen caught ${plain.caught} of ${plain.all} plain attack actions and flagged ${twins.flagged} of ${twins.all} lawful twins. One coarse list of hosts for the whole organisation would have permitted ${allowlist.permitted} of the ${plain.all}.`,
    "",
    "| # | class | attack actions | allowlist only |",
    "|---|---|---|---|",
    ...report.scenarios.map((scenario, index) => `| ${index + 1} | [${scenario.id}](#${index + 1}-${scenario.id}) | ${scenario.actions.length} | ${allowlistWord(scenario.actions)} |`),
    ...report.scenarios.flatMap((outcome, index) => {
      const scenario = scenarios.find(({ id }) => id === outcome.id);
      return scenario === undefined ? [] : ["", ...section(index + 1, scenario, outcome)];
    }),
  ];
  return `${lines.join("\n")}\n`;
}

function section(number: number, scenario: Scenario, outcome: ScenarioReport): string[] {
  return [
    `## ${number} ${scenario.id}`,
    "",
    `**${scenario.title}.** ${oneLine(scenario.story)}`,
    ...outcome.actions.flatMap((action) => ["", ...actionLines(action)]),
    "",
    "Lawful twins:",
    "",
    ...outcome.twins.map(({ twin, lawfulBecause, flagged, confirms }) => `- \`${twin}\`${flagged ? " (flagged)" : confirms > 0 ? " (the user would be asked)" : ""}: ${lawfulBecause}`),
  ];
}

function actionLines(action: ActionOutcome): string[] {
  const finding = action.observer.findings.find(({ capability }) => capability === action.expects) ?? action.observer.findings[0];
  return [
    `The attack action: \`${action.tool}\`${action.hosts.length === 0 ? "" : ` to ${action.hosts.map((host) => `\`${host}\``).join(", ")}`}. ${action.harm} (${[...action.owasp, ...action.atlas].join(", ")})`,
    "",
    ...(finding === undefined
      ? ["- Kaizen gave no finding."]
      : [`- What: ${oneLine(finding.what)} (\`${finding.code}\`, ${finding.capability}, ${finding.severity})`, `- Why: ${oneLine(finding.why)}`, `- Next: ${oneLine(finding.next)}`]),
    `- A coarse list of hosts ${action.allowlistPermits ? (action.hosts.length === 0 ? "does not see it: it contacts no host." : "permits it: every host is on the list.") : "refuses it."}`,
  ];
}

function allowlistWord(actions: readonly ActionOutcome[]): string {
  const permitted = actions.filter(({ allowlistPermits }) => allowlistPermits).length;
  return permitted === actions.length ? "permits all" : permitted === 0 ? "permits none" : `permits ${permitted} of ${actions.length}`;
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ");
}
