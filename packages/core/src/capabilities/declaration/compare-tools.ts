// Which of two lists of tools permits more, and what both permit, limits included.
import { normaliseName } from "../../normalise/name.ts";
import { isGlob, matchesGlob } from "../glob.ts";
import { amountsInBoth, amountsNarrow } from "./amount-table.ts";
import { argumentsInBoth, argumentsNarrow, joined, smallest } from "./compare-arguments.ts";
import { readTools } from "./entries.ts";
import { toolNameOf } from "./entries-of.ts";
import { COMMANDS, DESTINATIONS, listInBoth, listNarrows, NAMES, namesOverlap, PATHS, RECIPIENTS } from "./lists.ts";
import type { Rate, ToolDeclaration } from "../../words/declaration.ts";
import type { ToolEntry } from "./entries-of.ts";
import type { ListKind } from "./lists.ts";

interface Named {
  readonly name: string;
  readonly limits: ToolDeclaration;
}

/**
 * Whether `next` permits nothing that `current` does not. A tool must keep every limit of every entry that its name fits, so
 * each limited entry of `current` needs, for each entry of `next` that may name the same tool, one with limits as narrow.
 */
export function toolsNarrow(next: readonly ToolEntry[], current: readonly ToolEntry[]): boolean {
  const names = readTools(current.map(toolNameOf));
  if (!next.every((entry) => names.covering(toolNameOf(entry)) !== undefined)) return false;
  const inner = next.map(named);
  return limited(current).every((outer) => {
    const narrow = inner.filter((one) => namesOverlap(one.name, outer.name) && limitsNarrow(one.limits, outer.limits));
    return inner.every((one) => !namesOverlap(one.name, outer.name) || narrow.some(({ name }) => matchesGlob(name, one.name) || matchesGlob(name, outer.name)));
  });
}

function named(entry: ToolEntry): Named {
  return { name: normaliseName(toolNameOf(entry)).exact, limits: typeof entry === "string" ? { name: entry } : entry };
}

function limited(entries: readonly ToolEntry[]): readonly Named[] {
  return entries.filter((entry) => typeof entry !== "string").map(named);
}

/** The names that both permit, each with all limits that either states on tools of that name. */
export function toolsInBoth(a: readonly ToolEntry[], b: readonly ToolEntry[]): readonly ToolEntry[] {
  const [inA, inB] = [readTools(a.map(toolNameOf)), readTools(b.map(toolNameOf))];
  const names = [...a.map(toolNameOf).filter((name) => inB.covering(name) !== undefined), ...b.map(toolNameOf).filter((name) => inA.covering(name) !== undefined)];
  const limits = groupLimits([...limited(a), ...limited(b)]);
  return [...new Set(names)].map((shown) => {
    const { exact } = normaliseName(shown);
    const own = limits.on(exact);
    return own.length === 0 ? shown : own.reduce<ToolDeclaration>((sum, one) => limitsInBoth(sum, one), { name: shown });
  });
}

/** Limits by exact name, and those that patterns state. An entry inside a pattern is kept as an entry of its own. */
function groupLimits(all: readonly Named[]): { on(name: string): readonly ToolDeclaration[] } {
  const exact = new Map<string, ToolDeclaration[]>();
  const globs = all.filter(({ name }) => isGlob(name));
  for (const { name, limits } of all) if (!isGlob(name)) exact.set(name, [...(exact.get(name) ?? []), limits]);
  return {
    on: (name) => [...(exact.get(name) ?? []), ...globs.filter((one) => namesOverlap(one.name, name) && (one.name === name || !matchesGlob(name, one.name))).map(({ limits }) => limits)],
  };
}

const LISTS = [
  ["destinations", DESTINATIONS],
  ["commands", COMMANDS],
  ["paths", PATHS],
  ["recipients", RECIPIENTS],
  ["tenants", NAMES],
] as const satisfies readonly (readonly [keyof ToolDeclaration, ListKind])[];

function limitsNarrow(inner: ToolDeclaration, outer: ToolDeclaration): boolean {
  return (
    argumentsNarrow(inner, outer) &&
    LISTS.every(([part, kind]) => listNarrows(inner[part], outer[part], kind)) &&
    (outer.maxAmount === undefined || (inner.maxAmount !== undefined && amountsNarrow(tableOf(inner.maxAmount), tableOf(outer.maxAmount)))) &&
    ratesNarrow(inner.calls, outer.calls) &&
    (outer.readOnly !== true || inner.readOnly === true)
  );
}

function tableOf(amounts: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  return new Map(Object.entries(amounts));
}

function ratesNarrow(inner: Rate = {}, outer: Rate = {}): boolean {
  return (inner.perMinute ?? Infinity) <= (outer.perMinute ?? Infinity) && (inner.perSession ?? Infinity) <= (outer.perSession ?? Infinity);
}

function limitsInBoth(a: ToolDeclaration, b: ToolDeclaration): ToolDeclaration {
  const lists = LISTS.flatMap(([part, kind]) => joined(a[part], b[part], (one, other) => listInBoth(one, other, kind)).map((items) => [part, items] as const));
  const [maxAmount] = joined(a.maxAmount, b.maxAmount, (one, other) => amountsInBoth(tableOf(one), tableOf(other)));
  const [calls] = joined(a.calls, b.calls, ratesInBoth);
  return {
    name: a.name,
    ...argumentsInBoth(a, b),
    ...Object.fromEntries(lists),
    ...(maxAmount === undefined ? {} : { maxAmount }),
    ...(calls === undefined ? {} : { calls }),
    ...(a.readOnly === true || b.readOnly === true ? { readOnly: true } : {}),
  };
}

function ratesInBoth(a: Rate, b: Rate): Rate {
  const perMinute = smallest(a.perMinute, b.perMinute);
  const perSession = smallest(a.perSession, b.perSession);
  return { ...(perMinute === undefined ? {} : { perMinute }), ...(perSession === undefined ? {} : { perSession }) };
}
