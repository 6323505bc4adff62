// Puts together what several sessions leave. The order and the number of times in which it is done make no difference.
import { canonicalJson } from "../../../engine/canonical-json.ts";
import { CARRIED_LIMITS, type CarriedFrom, type CarriedLabels, type CarriedValue } from "../../../words/carried.ts";

export const NOTHING_CARRIED: CarriedLabels = { v: 1, places: [], values: [], notes: [] };

/** Commutative, associative and idempotent: clients and observers may exchange it in any order. The newest word on a place counts. */
export function mergeCarried(a: CarriedLabels, b: CarriedLabels): CarriedLabels {
  return {
    v: 1,
    places: merged([...a.places, ...b.places], ({ mark }) => mark, CARRIED_LIMITS.places),
    values: merged([...a.values, ...b.values], keyOfValue, CARRIED_LIMITS.values, rankOf),
    notes: merged([...a.notes, ...b.notes], ({ agent, events }) => JSON.stringify([agent, events]), CARRIED_LIMITS.notes),
  };
}

/** Without what was left before a time: the clock is the caller's. */
export function expireCarried(carried: CarriedLabels, before: number): CarriedLabels {
  const isKept = ({ at }: CarriedFrom): boolean => at >= before;
  if (carried.places.every(isKept) && carried.values.every(isKept) && carried.notes.every(isKept)) return carried;
  return { v: 1, places: carried.places.filter(isKept), values: carried.values.filter(isKept), notes: carried.notes.filter(isKept) };
}

export function isNothingCarried({ places, values, notes }: CarriedLabels): boolean {
  return places.length + values.length + notes.length === 0;
}

/** One value may be known by several texts, but each text once. */
function keyOfValue({ label, of, windows }: CarriedValue): string {
  return `${label} ${of === "" ? windows : of}`;
}

const RANKS: readonly CarriedValue["label"][] = ["secret", "internal", "personal"];

/** SECURITY: a flood of addresses must not push secrets out. */
function rankOf({ label }: CarriedValue): number {
  return RANKS.indexOf(label);
}

/** The newest entry of each key; of these the first `most` by rank and age. The text of an entry decides between two of one time. */
function merged<T extends CarriedFrom>(entries: readonly T[], key: (entry: T) => string, most: number, rank: (entry: T) => number = () => 0): readonly T[] {
  const newest = new Map<string, T>();
  for (const entry of entries) {
    const name = key(entry);
    const other = newest.get(name);
    if (other === undefined || byAge(entry, other) < 0) newest.set(name, entry);
  }
  return [...newest].toSorted(([nameA, a], [nameB, b]) => rank(a) - rank(b) || b.at - a.at || compare(nameA, nameB)).slice(0, most).map(([, entry]) => entry);
}

function byAge(a: CarriedFrom, b: CarriedFrom): number {
  return b.at - a.at || compare(canonicalJson(a), canonicalJson(b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
