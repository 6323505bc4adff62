// The scorecard as text: one line an attack class, what went wrong below it, five lines of totals.
import type { KnownMiss } from "@kaizen/protocol";
import { classReports, type ClassReport } from "./merge-reports.ts";
import { isPassed, type CorpusReport, type OrdinaryReport, type Seen, type SeenTwice } from "./report.ts";
import { count, totals } from "./totals.ts";

/** How marks are made to stand out; plain text when left out. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

const PLAIN: Paint = { good: (text) => text, bad: (text) => text };

/** Ends with a line break. `misses`: those that are known, for their causes. */
export function renderText(report: CorpusReport, paint: Paint = PLAIN, misses: readonly KnownMiss[] = []): string {
  const { plain, hard, twins, ordinary, falseAlarms, disagreements, allowlist } = totals(report);
  const lines = [
    ...classReports(report).flatMap((one) => [classLine(one, paint), ...counted(problemLines(one, misses)).map((line) => `    ${line}`)]),
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

function problemLines(one: ClassReport, misses: readonly KnownMiss[]): string[] {
  const cause = (id: string): string => {
    const known = misses.find((miss) => miss.id === id);
    return known === undefined ? "" : `; known: ${known.why}`;
  };
  return [
    ...one.actions.filter(({ caught }) => !caught).map((action) => `missed: class ${one.class}, attack ${action.attack}, tool ${action.tool}: expected ${action.expects}, ${describeSeen(action)}${cause(action.attack)}`),
    ...one.actions.filter(({ caught, disagrees }) => caught && disagrees).map((action) => `disagreement: attack ${action.attack}, tool ${action.tool}: ${describeSeen(action)}`),
    ...one.twins.flatMap(({ twin, lawfulBecause, alarms }) => alarms.map((alarm) => `flagged: class ${one.class}, benign twin ${twin}, tool ${alarm.tool}: ${describeSeen(alarm)}; lawful because: ${lawfulBecause}${cause(twin)}`)),
    ...one.twins.filter(({ flagged, disagreements }) => !flagged && disagreements > 0).map(({ twin }) => `disagreement: benign twin ${twin}: client and observer ask for different attention`),
    ...one.falseAlarms.map((alarm) => `false alarm: class ${one.class}, ${alarm.where} of ${alarm.trial}, tool ${alarm.tool}: ${describeSeen(alarm)}`),
    ...(one.untaught === 0 ? [] : [`not learned: ${one.untaught} baseline sessions taught nothing`]),
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
