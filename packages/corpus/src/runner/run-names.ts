// Names of one run's agents: an old verdict can never count, because its agent has another name.
import type { Trial } from "../plan/trial.ts";

/** `name.attack-or-twin.run`; works for name patterns too. */
export function runAgentName(name: string, trial: Trial, run: string): string {
  return `${name}${suffix(trial, run)}`;
}

/** The agents of a trial by their names in the scenario. */
export function agentNames(trial: Trial): readonly string[] {
  return [...new Set([trial.scenario.agent.name, ...trial.learned.map(({ agent }) => agent)])];
}

/** Takes the run's part out of a text, so that two runs say the same. */
export function withoutRunNames(text: string, trial: Trial, run: string): string {
  return text.replaceAll(suffix(trial, run), "");
}

function suffix(trial: Trial, run: string): string {
  return `.${trial.subject.kind === "twin" ? trial.subject.twin.id : trial.subject.attack.id}.${run}`;
}
