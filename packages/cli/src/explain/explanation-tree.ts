// Draws a verdict, its findings and the events that they cite as a tree.
import type { Facts, Finding } from "@kaizen/core";
import type picocolors from "picocolors";
import { printable } from "../printable.ts";

interface ExplainedEvent {
  /** How the reader may name the event: its id, or its index in a recording. */
  readonly name: string;
  readonly facts: Facts | undefined;
}

export interface ExplainedVerdict {
  readonly id: string;
  readonly agent: string;
  readonly session: string;
  readonly decision: string;
  readonly attention: string;
  readonly reason: string;
  readonly degraded: readonly string[];
  readonly findings: readonly { readonly finding: Finding; readonly cites: readonly ExplainedEvent[] }[];
}

export type Colours = ReturnType<typeof picocolors.createColors>;

interface Branch {
  readonly text: string;
  readonly below: readonly Branch[];
}

export function explanationTree(verdict: ExplainedVerdict, colours: Colours): string {
  const mark = verdict.attention === "flag" ? colours.red : verdict.attention === "confirm" ? colours.yellow : colours.green;
  const root: Branch = {
    text: `${mark(printable(`${verdict.decision}, attention ${verdict.attention}`))}  ${printable(verdict.reason, 600)}`,
    below: [
      leaf(`verdict ${verdict.id}`),
      leaf(`agent ${verdict.agent}, session ${verdict.session}`),
      ...(verdict.degraded.length === 0 ? [] : [leaf(`rests on less than it should: ${verdict.degraded.join(", ")}`)]),
      ...verdict.findings.map(({ finding, cites }) => findingBranch(finding, cites, colours)),
      ...(verdict.findings.length === 0 ? [leaf("no finding: clean")] : []),
    ],
  };
  return `${root.text}\n${lines(root.below, "").join("")}`;
}

function findingBranch(finding: Finding, cites: readonly ExplainedEvent[], colours: Colours): Branch {
  const title = `${printable(finding.code)} (${printable(finding.capability)}, ${printable(finding.severity)}, confidence ${finding.confidence.toFixed(2)})`;
  return {
    text: colours.bold(title),
    below: [leaf(`what  ${finding.what}`), leaf(`why   ${finding.why}`), leaf(`next  ${finding.next}`), ...cites.map(eventBranch)],
  };
}

function eventBranch({ name, facts }: ExplainedEvent): Branch {
  if (facts === undefined) return leaf(`event ${name}`);
  const tool = facts.tool === undefined ? "" : ` ${facts.tool.shown}`;
  const hosts = facts.event === "action" ? facts.destinations.slice(0, 5).map(({ host }) => host) : [];
  const labels = [...new Set(facts.content.labelled.map(({ label, recogniser }) => `${label} (${recogniser})`))].slice(0, 5);
  return {
    text: printable(`event ${name}: ${facts.kind}${tool}`),
    below: [
      ...(hosts.length === 0 ? [] : [leaf(`to    ${hosts.join(", ")}`)]),
      ...(labels.length === 0 ? [] : [leaf(`holds ${labels.join(", ")}`)]),
      ...(facts.content.excerpt === "" ? [] : [leaf(`said  ${facts.content.excerpt}`)]),
    ],
  };
}

function leaf(text: string): Branch {
  return { text: printable(text, 1_000), below: [] };
}

function lines(branches: readonly Branch[], indent: string): string[] {
  return branches.flatMap(({ text, below }, index) => {
    const last = index === branches.length - 1;
    return [`${indent}${last ? "└─ " : "├─ "}${text}\n`, ...lines(below, `${indent}${last ? "   " : "│  "}`)];
  });
}
