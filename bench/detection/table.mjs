// Rows as people read them: tables for figures, a line each for the rest.

/** `rows` in their order; rows of one kind that follow each other share a table. */
export function tableText(rows) {
  const parts = [];
  for (const row of rows.filter(({ row }) => row !== "sweep")) {
    const last = parts.at(-1);
    if (last?.kind === row.row) last.rows.push(row);
    else parts.push({ kind: row.row, rows: [row] });
  }
  return parts.map(({ kind, rows }) => `${(TEXTS.get(kind) ?? linesOf)(rows)}\n`).join("\n");
}

const TEXTS = new Map([
  ["rates", ratesText],
  ["ablation", ratesText],
  ["findings", findingsText],
]);

function ratesText(rows) {
  const shown = rows.filter((row) => row.suite === null || row.goal !== null || !isOnlySuite(row, rows));
  const names = nameColumns(shown);
  const head = [...names.map(({ head }) => head), "attacks", "flagged", "95 %", "+confirm", "at call", "met", "unmet", "benign", "flagged", "95 %", "confirm", "/1,000 actions"];
  return columns([head, ...shown.map((row) => [...names.map(({ of }) => of(row)), ...figures(row)])], names.length);
}

/** The only suite of a set has the set's figures. */
function isOnlySuite(row, rows) {
  return new Set(rows.flatMap(({ set, suite }) => (set === row.set && suite !== null ? suite : []))).size === 1;
}

function nameColumns(rows) {
  const columns = [
    { head: "set", of: ({ set }) => printable(set ?? "all") },
    { head: "suite", of: ({ suite }) => printable(suite ?? "") },
    { head: "goal", of: ({ goal }) => printable(goal ?? "", 60) },
    { head: "style", of: ({ style }) => printable(style ?? "") },
    { head: "without", of: ({ without }) => without ?? "" },
    { head: "judged", of: ({ mode }) => mode },
  ];
  return columns.filter(({ head, of }) => head === "set" || head === "judged" || rows.some((row) => of(row) !== ""));
}

function figures({ attacks, atCall, met, unmet, benign, benignActions }) {
  return [
    fraction(attacks),
    percent(attacks.rate),
    range(attacks.interval),
    attacks.n === 0 ? "" : String(attacks.flagged + attacks.confirmed),
    fraction(atCall),
    fraction(met),
    fraction(unmet),
    fraction(benign),
    percent(benign.rate),
    range(benign.interval),
    benign.n === 0 ? "" : `${benign.confirmed}/${benign.n}`,
    benignActions.perThousand === null ? "" : benignActions.perThousand.toFixed(1),
  ];
}

function findingsText(all) {
  const rows = all.filter((row) => row.suite === null || !isOnlySuite(row, all));
  const names = [...nameColumns(rows), { head: "capability", of: ({ capability }) => capability }, { head: "finding", of: ({ code }) => code ?? "" }];
  const head = [...names.map(({ head }) => head), "attacks", "only it", "benign", "only it"];
  return columns([head, ...rows.map((row) => [...names.map(({ of }) => of(row)), fraction(row.attacks), String(row.attacks.alone), fraction(row.benign), String(row.benign.alone)])], names.length);
}

function linesOf(rows) {
  return rows.map((row) => LINES.get(row.row)(row)).join("\n");
}

const LINES = new Map([
  ["unread", ({ suites }) => `left unread: ${suites.join(", ")}`],
  ["learned", ({ set, offered, taught }) => `${printable(set)}: learned from ${taught} of ${offered} benign sessions of the fit part`],
  ["timing", ({ sessions, seconds, perSecond, workers }) => `${sessions} sessions in ${seconds.toFixed(1)} s, ${perSecond.toFixed(0)} a second, ${workers} threads`],
  ["miss", (row) => listed("missed", row)],
  ["false-alarm", (row) => listed("false alarm", row)],
  ["listed", ({ of, mode, shown, total }) => `${shown} of ${total} ${of === "miss" ? "missed attacks" : "false alarms"} (${mode})`],
]);

function listed(what, { set, suite, id, style, task, goal, attention, attackEvent, findings }) {
  const where = [set, suite, id, task].map((text) => printable(text)).join("  ");
  const more = [style ?? [], goal === null ? [] : `goal: ${printable(goal)}`, attackEvent === null ? [] : `attack at ${attackEvent}`, attention === "confirm" ? "confirmed" : []].flat();
  const found = findings.map(({ i, code, severity, cites }) => `${code} (${severity}) at ${i}, cites ${cites.join(" ")}`);
  return [`${what}  ${where}`, ...more, ...(found.length === 0 ? ["no finding"] : found)].join("\n    ");
}

function fraction({ flagged, n }) {
  return n === 0 ? "" : `${flagged}/${n}`;
}

function percent(rate) {
  return rate === null ? "" : `${(rate * 100).toFixed(1)} %`;
}

function range(interval) {
  return interval === null ? "" : `${interval.clusters === 1 ? "1 task: " : ""}${(interval.low * 100).toFixed(1)}-${(interval.high * 100).toFixed(1)}`;
}

/** Texts of recordings may hold anything: one line, no control characters, not too long. */
function printable(text, most = 160) {
  const plain = text.replaceAll(/[\p{C}\p{Z}]+/gu, " ");
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
}

function columns(rows, left) {
  const widths = rows[0].map((_, index) => Math.max(...rows.map((row) => row[index].length)));
  return rows.map((row) => row.map((cell, index) => (index < left ? cell.padEnd(widths[index]) : cell.padStart(widths[index]))).join("  ").trimEnd()).join("\n");
}
