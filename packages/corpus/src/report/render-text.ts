// The scorecard as text: one line an attack class, what went wrong below it, five lines of totals.
import type { KnownMiss } from "@kaizen/protocol";
import { classReports, type ClassReport } from "./merge-reports.ts";
import { isPassed, type CorpusReport, type OrdinaryReport, type ScenarioReport, type Seen, type SeenTwice } from "./report.ts";
import { count, totals } from "./totals.ts";

/** How marks are made to stand out; plain text when left out. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

const PLAIN: Paint = { good: (text) => text, bad: (text) => text };

export interface TextOptions {
  readonly paint?: Paint;
  /** Those that are known, for their causes. */
  readonly misses?: readonly KnownMiss[];
  /** Known misses are counted, or told with their causes. Counted when left out. */
  readonly known?: "counted" | "told";
}

/** Ends with a line break. */
export function renderText(report: CorpusReport, { paint = PLAIN, misses = [], known = "counted" }: TextOptions = {}): string {
  const { plain, hard, twins, ordinary, falseAlarms, disagreements, allowlist } = totals(report);
  const lines = [
    ...classReports(report).flatMap((one) => [classLine(one, paint), ...classProblems(report.scenarios.filter((scenario) => scenario.class === one.class), misses, known).map((line) => `    ${line}`)]),
    ...counted(report.ordinary.flatMap(ordinaryLines)).map((line) => `    ${line}`),
    "",
    `Detection scorecard: Kaizen caught ${plain.caught}/${plain.all} red-team actions (${percent(plain.caught, plain.all)}).`,
    hard.all === 0 ? "Hard attacks: 0/0, none in this run." : `Hard attacks: caught ${hard.caught}/${hard.all} (${percent(hard.caught, hard.all)}).`,
    `Benign twins: ${twins.flagged}/${twins.all} flagged, ${twins.asked} would have been asked about.`,
    `Ordinary sessions: ${ordinary.flagged}/${ordinary.all} flagged, ${ordinary.asked} would have been asked about.`,
    `Allowlist only: one coarse list of hosts would have permitted ${allowlist.permitted}/${plain.all} of these actions${allowlist.entirely.length === 0 ? "." : `, and entirely: ${allowlist.entirely.join(", ")}.`}`,
    ...(falseAlarms === 0 ? [] : [`False alarms: ${falseAlarms} lawful actions of attack or baseline sessions were flagged.`]),
    ...(disagreements === 0 ? [] : [`Disagreements: client and observer judged ${disagreements} actions differently.`]),
  ];
  return `${lines.join("\n")}\n`;
}

function classLine(one: ClassReport, paint: Paint): string {
  const [plain, hard] = [count(one.actions, "plain"), count(one.actions, "hard")];
  const flagged = one.twins.filter((twin) => twin.flagged).length;
  const mark = isPassed(one) ? paint.good("[PASS]") : paint.bad("[MISS]");
  return `${mark} ${one.class}  plain ${plain.caught}/${plain.all}  hard ${hard.caught}/${hard.all}  benign ${flagged}/${one.twins.length} flagged`;
}

/** What nobody knew of comes first. */
function classProblems(scenarios: readonly ScenarioReport[], misses: readonly KnownMiss[], known: "counted" | "told"): readonly string[] {
  const problems = scenarios.flatMap((scenario) => problemsOf(scenario, misses));
  const knownOnes = problems.filter(({ cause }) => cause !== undefined);
  const number = new Set(knownOnes.map(({ subject }) => subject)).size;
  return [
    ...counted(problems.filter(({ cause }) => cause === undefined).map(({ line }) => line)),
    ...(number === 0 || known === "told" ? [] : [`known misses: ${number} (see red-team/misses.yaml)`]),
    ...(known === "told" ? counted(knownOnes.map(({ line, cause = "" }) => `${line}; known: ${cause}`)) : []),
  ];
}

interface ProblemLine {
  readonly line: string;
  /** What is judged wrongly: an attack or a twin. Absent for what cannot be listed. */
  readonly subject?: string;
  /** Why, where it is known. */
  readonly cause?: string;
}

function problemsOf(one: ScenarioReport, misses: readonly KnownMiss[]): readonly ProblemLine[] {
  const judged = (id: string, line: string): ProblemLine => {
    const known = misses.find((miss) => miss.scenario === one.id && miss.id === id);
    return { line, subject: `${one.id}/${id}`, ...(known === undefined ? {} : { cause: known.why }) };
  };
  const unlisted = [
    ...one.actions.filter(({ caught, disagrees }) => caught && disagrees).map((action) => `disagreement: attack ${action.attack}, tool ${action.tool}: ${describeSeen(action)}`),
    ...one.twins.filter(({ flagged, disagreements }) => !flagged && disagreements > 0).map(({ twin }) => `disagreement: benign twin ${twin}: client and observer ask for different attention`),
    ...one.falseAlarms.map((alarm) => `false alarm: class ${one.class}, ${alarm.where} of ${alarm.trial}, tool ${alarm.tool}: ${describeSeen(alarm)}`),
    ...(one.untaught === 0 ? [] : [`not learned: ${one.untaught} baseline sessions taught nothing`]),
  ];
  return [
    ...one.actions.filter(({ caught }) => !caught).map((action) => judged(action.attack, `missed: class ${one.class}, attack ${action.attack}, tool ${action.tool}: expected ${action.expects}, ${describeSeen(action)}`)),
    ...one.twins.flatMap(({ twin, lawfulBecause, alarms }) => alarms.map((alarm) => judged(twin, `flagged: class ${one.class}, benign twin ${twin}, tool ${alarm.tool}: ${describeSeen(alarm)}; lawful because: ${lawfulBecause}`))),
    ...unlisted.map((line) => ({ line })),
  ];
}

/** A line that comes several times stands once, with how often. */
function counted(lines: readonly string[]): readonly string[] {
  const times = new Map<string, number>();
  for (const line of lines) times.set(line, (times.get(line) ?? 0) + 1);
  return [...times].map(([line, count]) => (count === 1 ? line : `${line} (${count} times)`));
}

function ordinaryLines({ id, falseAlarms, untaught }: OrdinaryReport): string[] {
  return [
    ...falseAlarms.map((alarm) => `flagged: ${alarm.where === "ordinary" ? "ordinary session" : "baseline of"} ${alarm.trial}, tool ${alarm.tool}: ${describeSeen(alarm)}`),
    ...(untaught === 0 ? [] : [`not learned: ${untaught} baseline sessions of ordinary/${id} taught nothing`]),
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
