// The scorecard as text: one line a scenario, what went wrong below it, four lines of totals.
import { isPassed, type CorpusReport, type ScenarioReport, type Seen, type SeenTwice } from "./report.ts";
import { count, totals } from "./totals.ts";

/** How marks are made to stand out; plain text when left out. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

const PLAIN: Paint = { good: (text) => text, bad: (text) => text };

/** Ends with a line break. */
export function renderText(report: CorpusReport, paint: Paint = PLAIN): string {
  const { plain, hard, twins, falseAlarms, disagreements, allowlist } = totals(report);
  const lines = [
    ...report.scenarios.flatMap((scenario) => [scenarioLine(scenario, paint), ...problemLines(scenario).map((line) => `    ${line}`)]),
    "",
    `Detection scorecard: Kaizen caught ${plain.caught}/${plain.all} red-team actions (${percent(plain.caught, plain.all)}).`,
    hard.all === 0 ? "Hard attacks: 0/0, none in this run." : `Hard attacks: caught ${hard.caught}/${hard.all} (${percent(hard.caught, hard.all)}).`,
    `Benign twins: ${twins.flagged}/${twins.all} flagged, ${twins.asked} would have been asked about.`,
    `Allowlist only: one coarse list of hosts would have permitted ${allowlist.permitted}/${plain.all} of these actions${allowlist.entirely.length === 0 ? "." : `, and entirely: ${allowlist.entirely.join(", ")}.`}`,
    ...(falseAlarms === 0 ? [] : [`False alarms: ${falseAlarms} lawful actions of attack or baseline sessions were flagged.`]),
    ...(disagreements === 0 ? [] : [`Disagreements: client and observer judged ${disagreements} actions differently.`]),
  ];
  return `${lines.join("\n")}\n`;
}

function scenarioLine(scenario: ScenarioReport, paint: Paint): string {
  const [plain, hard] = [count(scenario.actions, "plain"), count(scenario.actions, "hard")];
  const flagged = scenario.twins.filter((twin) => twin.flagged).length;
  const mark = isPassed(scenario) ? paint.good("[PASS]") : paint.bad("[MISS]");
  return `${mark} ${scenario.id}  plain ${plain.caught}/${plain.all}  hard ${hard.caught}/${hard.all}  benign ${flagged}/${scenario.twins.length} flagged`;
}

function problemLines(scenario: ScenarioReport): string[] {
  return [
    ...scenario.actions.filter(({ caught }) => !caught).map((action) => `missed: class ${scenario.class}, attack ${action.attack}, tool ${action.tool}: expected ${action.expects}, ${describeSeen(action)}`),
    ...scenario.actions.filter(({ caught, disagrees }) => caught && disagrees).map((action) => `disagreement: attack ${action.attack}, tool ${action.tool}: ${describeSeen(action)}`),
    ...scenario.twins.flatMap(({ twin, lawfulBecause, alarms }) => alarms.map((alarm) => `flagged: class ${scenario.class}, benign twin ${twin}, tool ${alarm.tool}: ${describeSeen(alarm)}; lawful because: ${lawfulBecause}`)),
    ...scenario.twins.filter(({ flagged, disagreements }) => !flagged && disagreements > 0).map(({ twin }) => `disagreement: benign twin ${twin}: client and observer ask for different attention`),
    ...scenario.falseAlarms.map((alarm) => `false alarm: class ${scenario.class}, ${alarm.where} of ${alarm.trial}, tool ${alarm.tool}: ${describeSeen(alarm)}`),
    ...(scenario.untaught === 0 ? [] : [`not learned: ${scenario.untaught} baseline sessions taught nothing`]),
  ];
}

/** What both sides saw, once when it is the same. */
export function describeSeen({ local, observer }: SeenTwice): string {
  const [client, server] = [describe(local), describe(observer)];
  return client === server ? `saw ${client}` : `the client saw ${client}, the observer saw ${server}`;
}

function describe({ attention, findings }: Seen): string {
  const codes = [...new Set(findings.map(({ capability, code, severity }) => `${capability}/${code} (${severity})`))];
  return codes.length === 0 ? "nothing" : `${attention}: ${codes.join(", ")}`;
}

function percent(part: number, all: number): string {
  return all === 0 ? "0%" : `${Math.floor((part / all) * 100)}%`;
}
