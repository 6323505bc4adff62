// Which of two declarations permits more, and what both permit.
import { normaliseName } from "../../normalise/name.ts";
import { parseDestinationPattern, patternCovers } from "../destination-pattern.ts";
import { globCovers } from "../glob.ts";
import type { DataFlow, Declaration, Stated } from "../../words/declaration.ts";

type Covers = (outer: string, inner: string) => boolean;

/**
 * True when `next` permits nothing that `current` does not. Conservative: two patterns that overlap without one
 * holding the other count as widening.
 */
export function narrows(next: Declaration, current: Declaration): boolean {
  return (
    statedNarrows(next.tools, current.tools, toolCovers) &&
    statedNarrows(next.destinations, current.destinations, destinationCovers) &&
    dataNarrows(next.data, current.data)
  );
}

/**
 * What both declarations permit, under the name and purpose of the first. Of two patterns that overlap without one
 * holding the other nothing is kept: the result never permits more than either.
 */
export function intersect(a: Declaration, b: Declaration): Declaration {
  const purpose = a.purpose ?? b.purpose;
  return {
    agent: a.agent,
    ...(purpose === undefined ? {} : { purpose }),
    tools: statedIntersection(a.tools, b.tools, toolCovers),
    destinations: statedIntersection(a.destinations, b.destinations, destinationCovers),
    data: dataIntersection(a.data, b.data),
  };
}

/** Whether the tool pattern `outer` permits every name that `inner` permits. */
export function toolCovers(outer: string, inner: string): boolean {
  return globCovers(normaliseName(outer).exact, normaliseName(inner).exact);
}

/** Whether the destination pattern `outer` permits all that `inner` permits; an unreadable one permits nothing. */
export function destinationCovers(outer: string, inner: string): boolean {
  const narrow = parseDestinationPattern(inner);
  const wide = parseDestinationPattern(outer);
  return narrow === undefined || (wide !== undefined && patternCovers(wide, narrow));
}

function statedNarrows(next: Stated<string>, current: Stated<string>, covers: Covers): boolean {
  if (current.kind === "not-stated" || next.kind === "none") return true;
  if (next.kind === "not-stated") return false;
  return current.kind === "only" && next.items.every((inner) => current.items.some((outer) => covers(outer, inner)));
}

function statedIntersection(a: Stated<string>, b: Stated<string>, covers: Covers): Stated<string> {
  if (a.kind === "not-stated") return b;
  if (b.kind === "not-stated") return a;
  if (a.kind === "none" || b.kind === "none") return { kind: "none" };
  const items = listIntersection(a.items, b.items, covers);
  return items.length === 0 ? { kind: "none" } : { kind: "only", items };
}

function listIntersection(a: readonly string[], b: readonly string[], covers: Covers): readonly string[] {
  const inBoth = [...a.filter((inner) => b.some((outer) => covers(outer, inner))), ...b.filter((inner) => a.some((outer) => covers(outer, inner)))];
  return [...new Set(inBoth)];
}

/** SECURITY: a data flow grants what is otherwise stopped, so here, unlike for tools, `not-stated` permits nothing. */
function dataNarrows(next: Stated<DataFlow>, current: Stated<DataFlow>): boolean {
  if (next.kind !== "only") return next.kind === "none" || current.kind === "not-stated";
  if (current.kind !== "only") return false;
  return next.items.every((flow) => flow.destinations.every((inner) => grants(current.items, flow.label).some((outer) => destinationCovers(outer, inner))));
}

function dataIntersection(a: Stated<DataFlow>, b: Stated<DataFlow>): Stated<DataFlow> {
  if (a.kind === "not-stated" && b.kind === "not-stated") return a;
  if (a.kind !== "only" || b.kind !== "only") return { kind: "none" };
  const labels = [...new Set(a.items.map((flow) => flow.label))];
  const items = labels.map((label) => ({ label, destinations: listIntersection(grants(a.items, label), grants(b.items, label), destinationCovers) }));
  const left = items.filter((flow) => flow.destinations.length > 0);
  return left.length === 0 ? { kind: "none" } : { kind: "only", items: left };
}

function grants(flows: readonly DataFlow[], label: DataFlow["label"]): readonly string[] {
  return flows.filter((flow) => flow.label === label).flatMap((flow) => flow.destinations);
}
