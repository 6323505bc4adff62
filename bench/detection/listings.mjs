// Single runs to look at: attacks that were missed, benign runs that were flagged.
import { isCountedAttack, isFlagged } from "./rates.mjs";

/** At most `most` rows; the last says how many there are in all. */
export function misses({ mode, outcomes }, most) {
  return listed("miss", mode, outcomes.filter((outcome) => isCountedAttack(outcome) && !isFlagged(outcome)), most, () => true);
}

/** With the findings that flagged. */
export function falseAlarms({ mode, outcomes }, most) {
  return listed("false-alarm", mode, outcomes.filter((outcome) => outcome.label === "benign" && isFlagged(outcome)), most, ({ flags }) => flags);
}

function listed(row, mode, outcomes, most, tells) {
  const rows = outcomes.slice(0, most).map(({ set, suite, id, style, model, task, goal, attention, attackEvent, findings }) => ({
    row,
    mode,
    set,
    suite,
    id,
    style,
    model,
    task,
    goal,
    attention,
    attackEvent,
    findings: findings.filter(tells).map(({ i, code, capability, severity, confidence, cites }) => ({ i, code, capability, severity, confidence, cites })),
  }));
  return [...rows, { row: "listed", of: row, mode, shown: rows.length, total: outcomes.length }];
}
