// Which of two declarations permits more, and what both permit.
import { placesInBoth, placesNarrow } from "./compare-destinations.ts";
import { toolsInBoth, toolsNarrow } from "./compare-tools.ts";
import { scheduleInBoth, scheduleNarrows, tagsNarrow, tagsOfBoth, volumesInBoth, volumesNarrow } from "./compare-usage.ts";
import { DESTINATIONS, listInBoth, listNarrows, NAMES } from "./lists.ts";
import type { DataFlow, Declaration, Stated } from "../../words/declaration.ts";

/**
 * True when `next` permits nothing that `current` does not. Conservative: two patterns that overlap without one
 * holding the other count as widening.
 */
export function narrows(next: Declaration, current: Declaration): boolean {
  return (
    statedNarrows(next.tools, current.tools, toolsNarrow) &&
    placesNarrow(next, current) &&
    dataNarrows(next.data, current.data) &&
    tagsNarrow(next.tags, current.tags) &&
    volumesNarrow(next.volumes, current.volumes) &&
    scheduleNarrows(next.schedule, current.schedule) &&
    statedNarrows(next.subAgents ?? NOT_STATED, current.subAgents ?? NOT_STATED, (inner, outer) => listNarrows(inner, outer, NAMES))
  );
}

/**
 * What both declarations permit, under the name and purpose of the first. Of two patterns that overlap without one
 * holding the other nothing is kept: the result never permits more than either.
 */
export function intersect(a: Declaration, b: Declaration): Declaration {
  const purpose = a.purpose ?? b.purpose;
  const tags = tagsOfBoth(a.tags, b.tags);
  const volumes = volumesInBoth(a.volumes, b.volumes);
  const schedule = scheduleInBoth(a.schedule, b.schedule);
  const subAgents = a.subAgents === undefined && b.subAgents === undefined ? undefined : statedInBoth(a.subAgents ?? NOT_STATED, b.subAgents ?? NOT_STATED, (one, other) => listInBoth(one, other, NAMES));
  return {
    agent: a.agent,
    ...(purpose === undefined ? {} : { purpose }),
    ...(tags === undefined ? {} : { tags }),
    tools: statedInBoth(a.tools, b.tools, toolsInBoth),
    destinations: placesInBoth(a, b),
    data: dataInBoth(a.data, b.data),
    ...(volumes === undefined ? {} : { volumes }),
    ...(schedule === undefined ? {} : { schedule }),
    ...(subAgents === undefined ? {} : { subAgents }),
  };
}

const NOT_STATED = { kind: "not-stated" } as const;

function statedNarrows<T>(next: Stated<T>, current: Stated<T>, isWithin: (inner: readonly T[], outer: readonly T[]) => boolean): boolean {
  if (current.kind === "not-stated" || next.kind === "none") return true;
  return next.kind === "only" && current.kind === "only" && isWithin(next.items, current.items);
}

function statedInBoth<T>(a: Stated<T>, b: Stated<T>, inBoth: (a: readonly T[], b: readonly T[]) => readonly T[]): Stated<T> {
  if (a.kind === "not-stated") return b;
  if (b.kind === "not-stated") return a;
  if (a.kind === "none" || b.kind === "none") return { kind: "none" };
  const items = inBoth(a.items, b.items);
  return items.length === 0 ? { kind: "none" } : { kind: "only", items };
}

/** SECURITY: a data flow grants what is otherwise stopped, so here, unlike for tools, `not-stated` permits nothing. */
function dataNarrows(next: Stated<DataFlow>, current: Stated<DataFlow>): boolean {
  if (next.kind !== "only") return next.kind === "none" || current.kind === "not-stated";
  if (current.kind !== "only") return false;
  return labelsOf(next.items).every((label) => listNarrows(grants(next.items, label), grants(current.items, label), DESTINATIONS));
}

function dataInBoth(a: Stated<DataFlow>, b: Stated<DataFlow>): Stated<DataFlow> {
  if (a.kind === "not-stated" && b.kind === "not-stated") return a;
  if (a.kind !== "only" || b.kind !== "only") return { kind: "none" };
  const items = labelsOf(a.items).map((label) => ({ label, destinations: listInBoth(grants(a.items, label), grants(b.items, label), DESTINATIONS) }));
  const left = items.filter((flow) => flow.destinations.length > 0);
  return left.length === 0 ? { kind: "none" } : { kind: "only", items: left };
}

function labelsOf(flows: readonly DataFlow[]): readonly DataFlow["label"][] {
  return [...new Set(flows.map(({ label }) => label))];
}

function grants(flows: readonly DataFlow[], label: DataFlow["label"]): readonly string[] {
  return flows.filter((flow) => flow.label === label).flatMap((flow) => flow.destinations);
}
