// Turns what was seen in an agent's ordinary sessions into its part of the report.
import type { OrdinaryAgent } from "@kaizen/protocol";
import type { OrdinaryReport } from "../report/report.ts";
import type { GroupOutcome, JudgedAction } from "./run-group.ts";
import { isAskedAbout, isFlagged, seenTwice, toolOf } from "./score.ts";

export function scoreOrdinary(ordinary: OrdinaryAgent, { group, actions, learned, untaught }: GroupOutcome, run: string): OrdinaryReport {
  const seen = (trial: string, judged: readonly JudgedAction[], where: "baseline" | "ordinary") => judged.map((action) => ({ trial, where, tool: toolOf(action), ...seenTwice(action, group, run) }));
  const sessions = [...actions].map(([id, judged]) => seen(id, judged, "ordinary"));
  const alarms = sessions.flatMap((session) => session.filter(isFlagged));
  return {
    id: ordinary.id,
    sessions: sessions.length,
    flagged: sessions.filter((session) => session.some(isFlagged)).length,
    asked: sessions.filter((session) => !session.some(isFlagged) && session.some(isAskedAbout)).length,
    questions: sessions.flatMap((session) => session.filter((action) => !isFlagged(action) && isAskedAbout(action))),
    falseAlarms: [...alarms, ...seen(`ordinary/${ordinary.id}`, learned, "baseline").filter(isFlagged)],
    untaught,
  };
}
