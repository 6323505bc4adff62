// What conditions compute with. Types are known before anything runs, so that no value can be of the wrong one.
import type { ActionFacts } from "../../../words/facts.ts";

/** Integers are `bigint`, doubles are `number`. A record is a map, too. */
export type Value = string | number | bigint | boolean | readonly (Value | Undecided)[] | ReadonlyMap<string, Value | Undecided>;

/** Stands where there is no answer: a key that is not there, a division by zero, a value that facts hold only in part, too much work. */
export const UNDECIDED: unique symbol = Symbol("undecided");
export type Undecided = typeof UNDECIDED;

export type CelType =
  | { readonly kind: "string" | "int" | "double" | "bool" }
  /** `of` is absent in the type of `[]`. */
  | { readonly kind: "list"; readonly of?: CelType }
  | { readonly kind: "map"; readonly of: CelType }
  | { readonly kind: "record"; readonly fields: ReadonlyMap<string, CelType> }
  /** Of a part that has a problem: fits anywhere, so that one mistake is one problem. */
  | { readonly kind: "unknown" };

export const STRING: CelType = { kind: "string" };
export const INT: CelType = { kind: "int" };
export const DOUBLE: CelType = { kind: "double" };
export const BOOL: CelType = { kind: "bool" };
export const UNKNOWN: CelType = { kind: "unknown" };

/** One evaluation. */
export interface Run {
  /** What is left of the budget; negative: too much was asked for. */
  steps: number;
  readonly facts: ActionFacts;
  readonly session: { readonly actions: number; readonly events: number };
  /** Names are compared by their skeletons, so that a look-alike counts as what it imitates. */
  readonly folded: boolean;
  /** Variables that were read, and those of macros by their depth. */
  readonly variables: Map<string, Value>;
  readonly locals: Value[];
}

export type Evaluate = (run: Run) => Value | Undecided;

/** A compiled part of an expression. */
export interface Part {
  readonly type: CelType;
  readonly evaluate: Evaluate;
  /** Its value is the same for every action. */
  readonly isConstant: boolean;
}

export function typeName(type: CelType): string {
  switch (type.kind) {
    case "list":
      return type.of === undefined ? "list" : `list of ${typeName(type.of)}`;
    case "map":
      return `map of ${typeName(type.of)}`;
    case "string":
    case "int":
    case "double":
    case "bool":
    case "record":
    case "unknown":
      return type.kind;
    default:
      return type satisfies never;
  }
}

export function isNumeric({ kind }: CelType): boolean {
  return kind === "int" || kind === "double" || kind === "unknown";
}

/** Whether values of the two can be compared with `==`. Integers and doubles are one line of numbers. */
export function isComparable(a: CelType, b: CelType): boolean {
  if (a.kind === "unknown" || b.kind === "unknown" || (isNumeric(a) && isNumeric(b))) return true;
  if (a.kind === "list" && b.kind === "list") return a.of === undefined || b.of === undefined || isComparable(a.of, b.of);
  return a.kind === b.kind && a.kind !== "map" && a.kind !== "record";
}

/** Whether a map has the key, or what stands below it: `to` where `to/0` is. */
export function hasKey(map: ReadonlyMap<string, unknown>, key: string, run: Run): boolean {
  if (map.has(key)) return true;
  run.steps -= map.size;
  return [...map.keys()].some((each) => each.startsWith(`${key}/`));
}

/** A list with a member that is not known equals no list for sure. */
export function isOpenList(value: Value): boolean {
  return Array.isArray(value) && value.includes(UNDECIDED);
}

/** Whether two values are one; charges for what is compared. */
export function isEqual(a: Value, b: Value, run: Run): boolean {
  if (typeof a === "string" && typeof b === "string") {
    run.steps -= a.length >> 6;
    return a === b;
  }
  if (!Array.isArray(a) || !Array.isArray(b)) return isSameScalar(a, b);
  run.steps -= a.length;
  return a.length === b.length && run.steps >= 0 && a.every((value: Value, at) => isEqual(value, b[at] as Value, run));
}

function isSameScalar(a: Value, b: Value): boolean {
  if (typeof a === "bigint" && typeof b === "number") return isSameNumber(a, b);
  if (typeof a === "number" && typeof b === "bigint") return isSameNumber(b, a);
  return a === b;
}

function isSameNumber(integer: bigint, double: number): boolean {
  return Number.isInteger(double) && BigInt(double) === integer;
}

const DECIMAL = /^[+-]?[0-9]{1,40}(?:\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,3})?$/;

/** Undefined for what is no decimal number, and for what is too large for one. */
export function readDecimal(text: string): number | undefined {
  const value = DECIMAL.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : undefined;
}
