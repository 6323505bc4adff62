// The values of an action, one by one, with the name of the key that each stands under.
import type { Action } from "@kaizen/core";

export interface Leaf {
  /** Keys from the outside in, without places in lists. Empty for the target. */
  readonly keys: readonly string[];
  readonly text: string;
}

export function leavesOf(action: Action): readonly Leaf[] {
  return [
    ...(action.target === undefined ? [] : [{ keys: [], text: action.target }]),
    ...valueLeaves(action.arguments, []),
    ...valueLeaves(action.metadata, ["metadata"]),
  ];
}

export function valueLeaves(value: unknown, keys: readonly string[]): readonly Leaf[] {
  if (typeof value === "string") return [{ keys, text: value }];
  if (typeof value === "number" || typeof value === "boolean") return [{ keys, text: String(value) }];
  if (Array.isArray(value)) return value.flatMap((member) => valueLeaves(member, keys));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => valueLeaves(member, [...keys, key]));
}

/** The key next to the value, in lower case. */
export function keyOf({ keys }: Leaf): string {
  return (keys.at(-1) ?? "").toLowerCase();
}
