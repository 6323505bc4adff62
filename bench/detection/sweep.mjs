// What the flags cost as the confidence that counts rises: flagged attacks over flagged benign runs, one line a suite.
import { groupsOf } from "./groups.mjs";
import { isCountedAttack } from "./rates.mjs";

/** `{ mode, set, suite, style, points: [{ confidence, attacks, benign }] }` for each suite that has both; shares from 0 to 1, rising. */
export function sweepCurves({ mode, outcomes }) {
  return groupsOf(outcomes).flatMap(({ set, suite, style, outcomes }) => {
    const attacks = outcomes.filter(isCountedAttack);
    const benign = outcomes.filter(({ label }) => label === "benign");
    if (suite === null || attacks.length === 0 || benign.length === 0) return [];
    const confidences = [...new Set([...attacks, ...benign].flatMap(({ score }) => score ?? []))].toSorted((a, b) => b - a);
    const points = confidences.map((confidence) => ({ confidence, attacks: shareOf(attacks, confidence), benign: shareOf(benign, confidence) }));
    return [{ mode, set, suite, style, points }];
  });
}

function shareOf(outcomes, confidence) {
  return outcomes.filter(({ score }) => score !== null && score >= confidence).length / outcomes.length;
}

const SIDE = 420;
const LEFT = 60;
const TOP = 30;
const LEGEND = 280;
const COLOURS = ["#1b6ca8", "#c8553d", "#3a7d44", "#7b4fa3", "#b8860b", "#2a9d8f", "#8d5524", "#555555"];

/** The picture as SVG text. The scale of benign runs ends at the next tenth above the worst suite. */
export function sweepPicture(curves) {
  const worst = Math.max(0, ...curves.flatMap(({ points }) => points.map(({ benign }) => benign)));
  const most = Math.min(1, Math.floor(worst * 10 + 1) / 10);
  const x = (benign) => LEFT + (benign / most) * SIDE;
  const y = (attacks) => TOP + (1 - attacks) * SIDE;
  const lines = curves.map((curve, index) => curveLines(curve, index, x, y));
  const width = LEFT + SIDE + LEGEND;
  const height = TOP + SIDE + 60;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="white"/>
${axes(most, x, y)}
${lines.join("\n")}
</svg>
`;
}

function axes(most, x, y) {
  const steps = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const grid = steps.flatMap((step) => [
    `<line x1="${LEFT}" x2="${LEFT + SIDE}" y1="${y(step)}" y2="${y(step)}" stroke="#dddddd"/><text x="${LEFT - 8}" y="${y(step) + 4}" text-anchor="end">${Math.round(step * 100)} %</text>`,
    `<line x1="${x(step * most)}" x2="${x(step * most)}" y1="${TOP}" y2="${TOP + SIDE}" stroke="#dddddd"/><text x="${x(step * most)}" y="${TOP + SIDE + 18}" text-anchor="middle">${Number((step * most * 100).toFixed(1))} %</text>`,
  ]);
  return `${grid.join("\n")}
<text x="${LEFT + SIDE / 2}" y="${TOP + SIDE + 42}" text-anchor="middle">benign runs flagged</text>
<text x="16" y="${TOP + SIDE / 2}" text-anchor="middle" transform="rotate(-90 16 ${TOP + SIDE / 2})">succeeded attacks flagged</text>`;
}

function curveLines({ mode, set, suite, style, points }, index, x, y) {
  const colour = COLOURS[index % COLOURS.length];
  const corners = [{ benign: 0, attacks: 0 }, ...points].map(({ benign, attacks }) => `${x(benign).toFixed(1)},${y(attacks).toFixed(1)}`);
  const dots = points.map(
    ({ benign, attacks, confidence }) => `<circle cx="${x(benign).toFixed(1)}" cy="${y(attacks).toFixed(1)}" r="3" fill="${colour}"><title>confidence ${Number(confidence.toFixed(4))} and above</title></circle>`,
  );
  const name = [`${set} / ${suite}`, style, mode].filter((part) => part !== null).join(", ");
  const legend = TOP + 12 + index * 18;
  return `<polyline points="${corners.join(" ")}" fill="none" stroke="${colour}" stroke-width="1.5"/>
${dots.join("\n")}
<rect x="${LEFT + SIDE + 14}" y="${legend - 9}" width="10" height="10" fill="${colour}"/><text x="${LEFT + SIDE + 30}" y="${legend}">${escaped(name)}</text>`;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
