// Puts the scenarios' policy rules into the organisation's policy for the agents of this run only, and takes them out again.
import type { PolicyRule } from "@kaizen/core";
import { documentFromPolicy } from "@kaizen/protocol";
import type { Group } from "../plan/group.ts";
import { agentNames, runAgentName } from "./run-names.ts";
import type { ObserverClient } from "./observer-client.ts";

/** The rules of all trials, named and scoped so that no other agent and no other run is touched. */
export function scopedRules(trials: readonly Group[], run: string): readonly PolicyRule[] {
  return trials.flatMap((trial) =>
    trial.policy.rules.map((rule) => ({
      ...rule,
      name: runAgentName(rule.name, trial, run),
      agents: rule.agents === undefined ? agentNames(trial).map((name) => runAgentName(name, trial, run)) : rule.agents.map((pattern) => runAgentName(pattern, trial, run)),
    })),
  );
}

/** Rules that others added in the meantime stay. */
export async function addRules(observer: ObserverClient, rules: readonly PolicyRule[]): Promise<void> {
  if (rules.length > 0) await observer.writePolicy([...(await observer.readPolicy()), ...documentFromPolicy({ rules }).rules]);
}

export async function removeRules(observer: ObserverClient, rules: readonly PolicyRule[]): Promise<void> {
  if (rules.length === 0) return;
  const ours = new Set<string | undefined>(rules.map(({ name }) => name));
  const present = await observer.readPolicy();
  if (present.some(({ name }) => ours.has(name))) await observer.writePolicy(present.filter(({ name }) => !ours.has(name)));
}
