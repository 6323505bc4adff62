// The line that `replay --json` writes for a session.
import type { CapabilityName, Severity } from "@kaizen/core";
import type { JudgedSession } from "./judge-session.ts";

export interface SessionLine {
  readonly id: string;
  readonly agent: string;
  readonly flagged: boolean;
  /** Index of the first flagged event. */
  readonly first: number | null;
  readonly verdicts: readonly VerdictLine[];
}

interface VerdictLine {
  readonly event: number;
  readonly late?: true;
  readonly decision: "allow" | "block";
  readonly attention: "none" | "confirm" | "flag";
  readonly flagged: boolean;
  /** `cites`: indexes of events, as `event`. */
  readonly evidence: readonly { readonly code: string; readonly capability: CapabilityName; readonly severity: Severity; readonly confidence: number; readonly cites: readonly number[] }[];
}

export function sessionLine(session: JudgedSession): SessionLine {
  const flagged = session.judged.find(({ verdict }) => verdict.attention === "flag");
  return { id: session.id, agent: session.agent, flagged: flagged !== undefined, first: flagged?.i ?? null, verdicts: session.judged.map(verdictLine) };
}

function verdictLine({ i, late, verdict, cites }: JudgedSession["judged"][number]): VerdictLine {
  return {
    event: i,
    ...(late === undefined ? {} : { late }),
    decision: verdict.decision,
    attention: verdict.attention,
    flagged: verdict.attention === "flag",
    evidence: verdict.evidence.map(({ code, capability, severity, confidence }, index) => ({ code, capability, severity, confidence, cites: cites[index] ?? [] })),
  };
}
