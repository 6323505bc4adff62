// Names of one run's agents: an old verdict can never count, because its agent has another name.
import { judgedSessions, type Group } from "../plan/group.ts";

type Named = Pick<Group, "id" | "agent" | "learned" | "phases">;

/** `name.group.run`; works for name patterns too. */
export function runAgentName(name: string, group: Named, run: string): string {
  return `${name}${suffix(group, run)}`;
}

/** The agents of a group by their names in the scenario. */
export function agentNames(group: Named): readonly string[] {
  return [...new Set([group.agent.name, ...[...group.learned, ...judgedSessions(group)].map(({ agent }) => agent)])];
}

/** Takes the run's part out of a text, so that two runs say the same. */
export function withoutRunNames(text: string, group: Named, run: string): string {
  return text.replaceAll(suffix(group, run), "");
}

function suffix({ id }: Named, run: string): string {
  return `.${id}.${run}`;
}
