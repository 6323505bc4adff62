// Arguments that take few values: their values are kept one by one; of all others only that they take many.
import { BASELINE_WEIGHTS } from "./weights.ts";

/** Stands for all values of an argument that takes many. */
export const OPEN = "*";

/** The key of a value in the `value` dimension. */
export function valueKey(slot: string, value: string): string {
  return `${slot}\u0001${value}`;
}

/** Tool and argument of a key. */
export function slotOfKey(key: string): string {
  return key.slice(0, key.indexOf("\u0001"));
}

export function isOpenKey(key: string): boolean {
  return key.endsWith(`\u0001${OPEN}`);
}

/**
 * Puts the values of each argument that has too many into one. INVARIANT: sums over the same sessions give the same keys
 * in whatever order they were added, because an argument never takes fewer values when more sessions are added.
 */
export function closeSlots<T>(keys: Iterable<readonly [string, T]>, add: (a: T, b: T) => T): Map<string, T> {
  const slots = new Map<string, Map<string, T>>();
  for (const [key, count] of keys) {
    const slot = slotOfKey(key);
    const values = slots.get(slot) ?? new Map<string, T>();
    slots.set(slot, values.set(key, count));
  }
  const kept = new Map<string, T>();
  for (const [slot, values] of slots) {
    if (values.size <= BASELINE_WEIGHTS.slotValues && !values.has(valueKey(slot, OPEN))) for (const [key, count] of values) kept.set(key, count);
    else kept.set(valueKey(slot, OPEN), [...values.values()].reduce(add));
  }
  return kept;
}

/** Leaves out whole arguments, the rarest first, until at most `limit` keys remain: half of an argument's values would call the rest new. */
export function boundSlots<T>(kept: ReadonlyMap<string, T>, eventsOf: (count: T) => number, limit: number): ReadonlyMap<string, T> {
  if (kept.size <= limit) return kept;
  const slots = new Map<string, { events: number; readonly keys: string[] }>();
  for (const [key, count] of kept) {
    const slot = slots.get(slotOfKey(key)) ?? { events: 0, keys: [] };
    slot.events += eventsOf(count);
    slot.keys.push(key);
    slots.set(slotOfKey(key), slot);
  }
  const bounded = new Map<string, T>();
  for (const [, { keys }] of [...slots].sort(([a, one], [b, other]) => other.events - one.events || (a < b ? -1 : 1))) {
    if (bounded.size + keys.length > limit) break;
    for (const key of keys) bounded.set(key, kept.get(key) as T);
  }
  return bounded;
}
