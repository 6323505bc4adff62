// What the schema cannot say about an agent's ordinary sessions.
import type { OrdinaryAgent, Problem } from "@kaizen/protocol";
import { sessionEvents } from "../plan/fill-values.ts";
import { checkDeclared, checkDifferent, checkSessions, checkTemplates } from "./check-sessions.ts";

export function checkOrdinary(ordinary: OrdinaryAgent): readonly Problem[] {
  const { agent, baseline, sessions } = ordinary;
  // A session that was learned word for word would prove nothing.
  const made = [...baseline, ...sessions].flatMap((template) => Array.from({ length: template.repeat }, (_, turn) => JSON.stringify([template.by ?? [], sessionEvents(template, turn)])));
  return [
    ...checkDeclared(ordinary.declaration, agent),
    ...checkSessions(baseline, agent, ["baseline"]),
    ...checkTemplates(sessions, agent, ["sessions"]),
    ...checkDifferent(made, ["sessions"]),
  ];
}
