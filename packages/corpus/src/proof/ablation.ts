// What each capability is good for: which attacks nothing else catches when it is switched off.
import { ATTACK_CLASSES, capabilities, type AttackClass, type CapabilityName } from "@kaizen/core";
import type { Scenario } from "@kaizen/protocol";
import { judgeTrials, type JudgeTrials, type TrialVerdict } from "../engine/judge-trials.ts";
import { planTrials } from "../plan/trial.ts";

export interface Ablation {
  readonly capabilities: readonly CapabilityName[];
  readonly classes: readonly AblatedClass[];
  /** Ids of the attacks that only this capability catches. */
  readonly exclusive: Readonly<Partial<Record<CapabilityName, readonly string[]>>>;
}

export interface AblatedClass {
  readonly class: AttackClass;
  readonly attacks: number;
  /** Attacks of which every action is flagged with everything on. */
  readonly caught: number;
  /** Of those, how many are not when the capability is off. */
  readonly lost: Readonly<Partial<Record<CapabilityName, number>>>;
}

/** Runs the engine once with everything on and once without each capability. */
export function ablate(scenarios: readonly Scenario[], judge: JudgeTrials = judgeTrials): Ablation {
  const trials = planTrials(scenarios, { kind: "all" }).filter(({ subject }) => subject.kind === "attack");
  const names = capabilities.map(({ name }) => name);
  const caught = flaggedAttacks(judge(trials));
  const lost = new Map(names.map((name) => {
    const without = new Set(flaggedAttacks(judge(trials, names.filter((other) => other !== name))).map(({ trial }) => trial.id));
    return [name, caught.filter(({ trial }) => !without.has(trial.id))];
  }));
  const isOf = (name: AttackClass) => ({ trial }: TrialVerdict): boolean => trial.scenario.class === name;
  return {
    capabilities: names,
    classes: ATTACK_CLASSES.map((name) => ({
      class: name,
      attacks: trials.filter(({ scenario }) => scenario.class === name).length,
      caught: caught.filter(isOf(name)).length,
      lost: Object.fromEntries(names.map((capability) => [capability, (lost.get(capability) ?? []).filter(isOf(name)).length])),
    })).filter(({ attacks }) => attacks > 0),
    exclusive: Object.fromEntries(names.map((name) => [name, (lost.get(name) ?? []).map(({ trial }) => trial.id)])),
  };
}

function flaggedAttacks(verdicts: readonly TrialVerdict[]): readonly TrialVerdict[] {
  return verdicts.filter(({ flaggedMarks }) => flaggedMarks.length > 0 && flaggedMarks.every(Boolean));
}

/** One row an attack class, one column a capability: attacks that are missed without it. Ends with a line break. */
export function renderAblation({ capabilities: names, classes, exclusive }: Ablation): string {
  const rows = [
    ["class", "caught", ...names.map((name) => `-${name}`)],
    ...classes.map((one) => [one.class, `${one.caught}/${one.attacks}`, ...names.map((name) => (one.lost[name] === 0 ? "." : String(one.lost[name] ?? 0)))]),
    ["all", `${sum(classes, ({ caught }) => caught)}/${sum(classes, ({ attacks }) => attacks)}`, ...names.map((name) => String(exclusive[name]?.length ?? 0))],
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const lines = rows.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  ").trimEnd());
  return `Attacks that are missed when one capability is off (of those that are caught with everything on):\n${lines.join("\n")}\n`;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
