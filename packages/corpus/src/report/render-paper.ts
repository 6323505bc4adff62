// Writes `docs/how-agents-fail.md` out of a run: what each class looks like, what Kaizen said, what makes its twins lawful.
import type { Scenario } from "@kaizen/protocol";
import { classReports, type ClassReport } from "./merge-reports.ts";
import type { ActionOutcome, CorpusReport, ScenarioReport } from "./report.ts";
import { totals } from "./totals.ts";

/** The same for every run that finds the same: no dates, ids or addresses of the run. */
export function renderPaper(report: CorpusReport, scenarios: readonly Scenario[]): string {
  const { plain, hard, twins, ordinary, allowlist } = totals(report);
  const lines = [
    "# How agents fail",
    "",
    "Written by `kaizen corpus --write-paper FILE` out of a run of the red-team corpus: every finding below is one that was really given. Do not edit it.",
    "",
    `In this run Kaizen caught ${plain.caught} of ${plain.all} plain attack actions and ${hard.caught} of ${hard.all} hard ones, and flagged ${twins.flagged} of ${twins.all} lawful twins and ${ordinary.flagged} of ${ordinary.all} ordinary sessions. One coarse list of hosts for the whole organisation would have permitted ${allowlist.permitted} of the ${plain.all} plain ones.`,
    "",
    "| # | class | plain | hard | allowlist only |",
    "|---|---|---|---|---|",
    ...classReports(report).map((one, index) => `| ${index + 1} | [${one.class}](#${index + 1}-${one.class}) | ${caughtOf(one.actions, "plain")} | ${caughtOf(one.actions, "hard")} | ${allowlistWord(one.actions.filter(({ strength }) => strength === "plain"))} |`),
    ...classReports(report).flatMap((one, index) => ["", `## ${index + 1} ${one.class}`, ...sections(one, report, scenarios)]),
  ];
  return `${lines.join("\n")}\n`;
}

function caughtOf(actions: readonly ActionOutcome[], strength: ActionOutcome["strength"]): string {
  const chosen = actions.filter((action) => action.strength === strength);
  return `${chosen.filter(({ caught }) => caught).length}/${chosen.length}`;
}

function sections(one: ClassReport, { scenarios: outcomes }: CorpusReport, scenarios: readonly Scenario[]): string[] {
  const own = outcomes.filter((outcome) => outcome.class === one.class);
  const hard = own.flatMap((outcome) => hardLines(outcome, scenarios.find(({ id }) => id === outcome.id)));
  return [
    ...own.flatMap((outcome) => {
      const scenario = scenarios.find(({ id }) => id === outcome.id);
      return scenario === undefined || outcome.actions.every(({ strength }) => strength === "hard") ? [] : ["", ...section(scenario, outcome)];
    }),
    ...(hard.length === 0 ? [] : ["", "Hard attacks, with tools and hosts that are declared and were used before:", "", ...hard]),
  ];
}

/** One line an attack: where, what is lost, and what said so. */
function hardLines(outcome: ScenarioReport, scenario: Scenario | undefined): string[] {
  return (scenario?.attacks ?? []).filter(({ strength }) => strength === "hard").flatMap((attack) => {
    const [first, ...others] = outcome.actions.filter((action) => action.attack === attack.id);
    if (first === undefined) return [];
    const codes = [...new Set([first, ...others].flatMap(({ expects, observer }) => observer.findings.filter(({ capability }) => capability === expects).map(({ code }) => `\`${code}\``)))];
    const isCaught = [first, ...others].every(({ caught }) => caught);
    return [`- \`${attack.id}\` (${scenario?.agent.name ?? ""}): ${oneLine(first.harm)} ${isCaught ? `Caught by ${first.expects}: ${codes.join(", ")}.` : `Missed: ${first.expects} should have seen it.`}`];
  });
}

function section(scenario: Scenario, outcome: ScenarioReport): string[] {
  return [
    `**${scenario.title}.** ${oneLine(scenario.story)}`,
    ...outcome.actions.filter(({ strength }) => strength === "plain").flatMap((action) => ["", ...actionLines(action)]),
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
