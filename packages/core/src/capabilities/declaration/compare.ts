// Which of two declarations permits more, and what both permit.
import { readDestinations, readTools } from "./entries.ts";
import type { DataFlow, Declaration, Stated } from "../../words/declaration.ts";
import type { Entries } from "./entries.ts";

type Read = (items: readonly string[]) => Entries;

/**
 * True when `next` permits nothing that `current` does not. Conservative: two patterns that overlap without one
 * holding the other count as widening.
 */
export function narrows(next: Declaration, current: Declaration): boolean {
  return statedNarrows(next.tools, current.tools, readTools) && statedNarrows(next.destinations, current.destinations, readDestinations) && dataNarrows(next.data, current.data);
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
    tools: statedIntersection(a.tools, b.tools, readTools),
    destinations: statedIntersection(a.destinations, b.destinations, readDestinations),
    data: dataIntersection(a.data, b.data),
  };
}

function statedNarrows(next: Stated<string>, current: Stated<string>, read: Read): boolean {
  if (current.kind === "not-stated" || next.kind === "none") return true;
  return next.kind === "only" && current.kind === "only" && isWithin(next.items, current.items, read);
}

function isWithin(inner: readonly string[], outer: readonly string[], read: Read): boolean {
  const entries = read(outer);
  return inner.every((item) => entries.covering(item) !== undefined);
}

function statedIntersection(a: Stated<string>, b: Stated<string>, read: Read): Stated<string> {
  if (a.kind === "not-stated") return b;
  if (b.kind === "not-stated") return a;
  if (a.kind === "none" || b.kind === "none") return { kind: "none" };
  const items = listIntersection(a.items, b.items, read);
  return items.length === 0 ? { kind: "none" } : { kind: "only", items };
}

function listIntersection(a: readonly string[], b: readonly string[], read: Read): readonly string[] {
  const [inA, inB] = [read(a), read(b)];
  return [...new Set([...a.filter((item) => inB.covering(item) !== undefined), ...b.filter((item) => inA.covering(item) !== undefined)])];
}

/** SECURITY: a data flow grants what is otherwise stopped, so here, unlike for tools, `not-stated` permits nothing. */
function dataNarrows(next: Stated<DataFlow>, current: Stated<DataFlow>): boolean {
  if (next.kind !== "only") return next.kind === "none" || current.kind === "not-stated";
  if (current.kind !== "only") return false;
  return labelsOf(next.items).every((label) => isWithin(grants(next.items, label), grants(current.items, label), readDestinations));
}

function dataIntersection(a: Stated<DataFlow>, b: Stated<DataFlow>): Stated<DataFlow> {
  if (a.kind === "not-stated" && b.kind === "not-stated") return a;
  if (a.kind !== "only" || b.kind !== "only") return { kind: "none" };
  const items = labelsOf(a.items).map((label) => ({ label, destinations: listIntersection(grants(a.items, label), grants(b.items, label), readDestinations) }));
  const left = items.filter((flow) => flow.destinations.length > 0);
  return left.length === 0 ? { kind: "none" } : { kind: "only", items: left };
}

function labelsOf(flows: readonly DataFlow[]): readonly DataFlow["label"][] {
  return [...new Set(flows.map(({ label }) => label))];
}

function grants(flows: readonly DataFlow[], label: DataFlow["label"]): readonly string[] {
  return flows.filter((flow) => flow.label === label).flatMap((flow) => flow.destinations);
}
