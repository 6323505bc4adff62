// Draws a verdict, its findings and the events that they cite as a tree.
import type { ChainLink, Facts, Finding, ValueOrigin } from "@kaizen/core";
import type picocolors from "picocolors";
import { printable } from "../printable.ts";

export interface ExplainedEvent {
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
  /** It was found at the end of the session, after all that it names had run. */
  readonly late?: true;
  readonly findings: readonly ExplainedFinding[];
}

export interface ExplainedFinding {
  readonly finding: Finding;
  readonly cites: readonly ExplainedEvent[];
  /** How the action came about; `event` is a name as in `cites`. Empty where the check tells no story. */
  readonly chain: readonly ChainLink[];
  /** Who gave the arguments their values; `event` is a name as in `cites`. */
  readonly origins: readonly ValueOrigin[];
}

export type Colours = ReturnType<typeof picocolors.createColors>;

interface Branch {
  readonly text: string;
  readonly below: readonly Branch[];
}

export function explanationTree(verdict: ExplainedVerdict, colours: Colours): string {
  const mark = verdict.attention === "flag" ? colours.red : verdict.attention === "confirm" ? colours.yellow : colours.green;
  const root: Branch = {
    text: `${mark(printable(`${verdict.decision}, attention ${verdict.attention}${verdict.late === undefined ? "" : ", found at the end of the session"}`))}  ${printable(verdict.reason, 600)}`,
    below: [
      leaf(`verdict ${verdict.id}`),
      leaf(`agent ${verdict.agent}, session ${verdict.session}`),
      ...(verdict.degraded.length === 0 ? [] : [leaf(`rests on less than it should: ${verdict.degraded.join(", ")}`)]),
      ...verdict.findings.map((found) => findingBranch(found, colours)),
      ...(verdict.findings.length === 0 ? [leaf("no finding: clean")] : []),
    ],
  };
  return `${root.text}\n${lines(root.below, "").join("")}`;
}

function findingBranch({ finding, cites, chain, origins }: ExplainedFinding, colours: Colours): Branch {
  const title = `${printable(finding.code)} (${printable(finding.capability)}, ${printable(finding.severity)}, confidence ${finding.confidence.toFixed(2)})`;
  return {
    text: colours.bold(title),
    below: [
      leaf(`what  ${finding.what}`),
      ...chainBranches(chain, colours),
      ...(origins.length === 0 ? [] : [{ text: "values", below: origins.map(originLeaf) }]),
      leaf(`why   ${finding.why}`),
      leaf(`next  ${finding.next}`),
      ...cites.map(eventBranch),
    ],
  };
}

/** Each step below the one that it came of. */
function chainBranches(chain: readonly ChainLink[], colours: Colours): readonly Branch[] {
  const steps = chain.reduceRight<readonly Branch[]>((below, link) => [{ text: stepText(link, colours), below }], []);
  return steps.length === 0 ? [] : [{ text: "how it came about", below: steps }];
}

function stepText({ event, did, how, what }: ChainLink, colours: Colours): string {
  return `${colours.bold(printable(did))}  ${printable(what)}${how === undefined ? "" : ` (${printable(how)})`}, event ${printable(event)}`;
}

function originLeaf({ at, author, event, how, what }: ValueOrigin): Branch {
  const source = author === "result" ? "a tool's result" : author === "instructions" ? "the instructions" : `the ${author}`;
  return leaf(`${at} = ${what}, from ${source}${event === undefined ? "" : `, event ${event}`}${how === undefined ? "" : ` (${how})`}`);
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
