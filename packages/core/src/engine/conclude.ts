// Findings become one verdict: the same findings in whatever order give the same verdict.
import { CAPABILITIES } from "../words/verdict.ts";
import { subjectOf } from "./subject.ts";
import type { Facts } from "../words/facts.ts";
import type { CapabilityName, Degradation, Finding, Mode, Severity, Verdict, VerdictIds } from "../words/verdict.ts";

/** Findings that a verdict keeps; all of them count for its decision and action. */
export const MAX_EVIDENCE = 64;

/** `enforcement` is for findings without a mode of their own. */
export function conclude(facts: Facts, found: readonly Finding[], degraded: ReadonlySet<Degradation>, enforcement: Mode, ids: VerdictIds): Verdict {
  if (found.length > 0) return concludeFindings({ id: facts.id, feed: facts.position.feed }, found, degraded, enforcement, ids);
  const end = { feed: facts.position.feed, ...missing(degraded), ids };
  return { id: facts.id, decision: "allow", reason: clean(facts), evidence: [], attention: "none", action: "proceed", ...end };
}

function missing(degraded: ReadonlySet<Degradation>): Pick<Verdict, "degraded"> {
  return degraded.size === 0 ? {} : { degraded: [...degraded].sort() };
}

/** For at least one finding. */
export function concludeFindings(event: Pick<Verdict, "id" | "feed">, found: readonly Finding[], degraded: ReadonlySet<Degradation>, enforcement: Mode, ids: VerdictIds): Verdict {
  const asks = found.map((finding) => demandOf(finding.severity));
  const stops = asks.includes("stop");
  return {
    id: event.id,
    decision: stops ? "block" : "allow",
    reason: reasonOf(found),
    evidence: [...found].sort(worstFirst).slice(0, MAX_EVIDENCE),
    attention: stops ? "flag" : asks.includes("confirm") ? "confirm" : "none",
    action: strongest(found.map((finding) => actionOf(demandOf(finding.severity), finding.mode ?? enforcement))),
    feed: event.feed,
    ...missing(degraded),
    ids,
  };
}

function clean(facts: Facts): string {
  return facts.event === "action" ? `allowed: ${subjectOf(facts)}` : `observed: ${facts.tool?.shown ?? facts.kind}`;
}

type Demand = "nothing" | "confirm" | "stop";

function demandOf(severity: Severity): Demand {
  switch (severity) {
    case "info":
    case "low":
      return "nothing";
    case "medium":
      return "confirm";
    case "high":
    case "critical":
      return "stop";
    default:
      return severity satisfies never;
  }
}

function actionOf(demand: Demand, mode: Mode): Verdict["action"] {
  if (demand === "nothing" || mode === "observe") return "proceed";
  if (mode === "ask") return "hold";
  return demand === "stop" ? "refuse" : "proceed";
}

function strongest(actions: readonly Verdict["action"][]): Verdict["action"] {
  if (actions.includes("refuse")) return "refuse";
  return actions.includes("hold") ? "hold" : "proceed";
}

/** In the order in which a reason begins with them. */
const PREFIXES: readonly (readonly [prefix: string, capabilities: readonly CapabilityName[]])[] = [
  ["undeclared", ["declaration"]],
  ["behavioral anomaly", ["baseline"]],
  ["policy", ["policy", "egress"]],
  ["reasoning", ["reasoning", "judge"]],
  ["trend", ["trend"]],
];

/** The worst finding of each prefix, in the order of the prefixes. */
function reasonOf(found: readonly Finding[]): string {
  const clauses = PREFIXES.flatMap(([prefix, capabilities]) => {
    const worst = found.filter((finding) => capabilities.includes(finding.capability)).sort(worstFirst)[0];
    return worst === undefined ? [] : [`${prefix}: ${worst.what}`];
  });
  return clauses.join("; ");
}

const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

function worstFirst(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    CAPABILITIES.indexOf(a.capability) - CAPABILITIES.indexOf(b.capability) ||
    compare(a.code, b.code) ||
    compare(a.what, b.what)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
