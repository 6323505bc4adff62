// Arithmetic, comparison and membership. Names and literals beside each other are compared the way rules compare names.
import { checkLiteral, compileNameComparison } from "./name-comparison.ts";
import { BOOL, hasKey, INT, isComparable, isEqual, isNumeric, isOpenList, STRING, typeName, UNDECIDED } from "./value.ts";
import type { ASTNode, BinaryOperator } from "@marcbachmann/cel-js";
import type { Compiler } from "./compile-expression.ts";
import type { CelType, Part, Run, Undecided, Value } from "./value.ts";

type Pair = readonly [ASTNode, ASTNode];
type Apply = (left: Value, right: Value, run: Run) => Value | Undecided;

export function compileBinary(compiler: Compiler, node: ASTNode, op: BinaryOperator, nodes: Pair): Part {
  const problem = checkLiteral(compiler, op, nodes);
  if (problem !== undefined) return problem;
  const named = compileNameComparison(compiler, op, nodes);
  if (named !== undefined) return named;
  const [left, right] = [compiler.part(nodes[0]), compiler.part(nodes[1])];
  const typed = typeOf(op, left.type, right.type);
  if (typed === undefined) return compiler.fail(node, "bad-condition", `expected other operands of \`${op}\`, found ${typeName(left.type)} and ${typeName(right.type)}${hintOf(left.type, right.type)}`);
  const { type, apply } = typed;
  return {
    type,
    isConstant: left.isConstant && right.isConstant,
    evaluate: (run) => {
      const first = left.evaluate(run);
      const second = right.evaluate(run);
      return first === UNDECIDED || second === UNDECIDED ? UNDECIDED : apply(first, second, run);
    },
  };
}

export function compileUnary(compiler: Compiler, node: ASTNode, op: "!_" | "-_", of: ASTNode): Part {
  const { type, evaluate, isConstant } = compiler.part(of);
  const fits = op === "!_" ? type.kind === "bool" || type.kind === "unknown" : isNumeric(type);
  if (!fits) return compiler.fail(node, "bad-condition", `expected ${op === "!_" ? "true or false after `!`" : "a number after `-`"}, found ${typeName(type)}`);
  const apply = (value: Value): Value | Undecided => (op === "!_" ? value !== true : typeof value === "bigint" ? inRange(-value) : -Number(value));
  return {
    type,
    isConstant,
    evaluate: (run) => {
      const value = evaluate(run);
      return value === UNDECIDED ? UNDECIDED : apply(value);
    },
  };
}

function typeOf(op: BinaryOperator, left: CelType, right: CelType): { readonly type: CelType; readonly apply: Apply } | undefined {
  switch (op) {
    case "==":
      return isComparable(left, right) ? { type: BOOL, apply: equal } : undefined;
    case "!=":
      return isComparable(left, right) ? { type: BOOL, apply: (a, b, run) => negated(equal(a, b, run)) } : undefined;
    case "in":
      return isMember(left, right) ? { type: BOOL, apply: isIn } : undefined;
    case "<":
    case "<=":
    case ">":
    case ">=":
      return isOrdered(left, right) ? { type: BOOL, apply: ORDER[op] } : undefined;
    case "+":
      return joined(left, right) ?? arithmetic(op, left, right);
    case "-":
    case "*":
    case "/":
    case "%":
      return arithmetic(op, left, right);
    default:
      return op satisfies never;
  }
}

function equal(a: Value, b: Value, run: Run): boolean | Undecided {
  return isOpenList(a) || isOpenList(b) ? UNDECIDED : isEqual(a, b, run);
}

function negated(answer: boolean | Undecided): boolean | Undecided {
  return answer === UNDECIDED ? UNDECIDED : !answer;
}

function hintOf(left: CelType, right: CelType): string {
  return isNumeric(left) && isNumeric(right) ? "; write `1.0` for a double or `double(x)`" : "";
}

function isMember(element: CelType, container: CelType): boolean {
  if (container.kind === "map") return element.kind === "string" || element.kind === "unknown";
  if (container.kind === "list") return container.of === undefined || isComparable(element, container.of);
  return container.kind === "unknown";
}

function isIn(element: Value, container: Value, run: Run): Value | Undecided {
  if (container instanceof Map) return typeof element === "string" && hasKey(container, element, run);
  if (!Array.isArray(container)) return UNDECIDED;
  run.steps -= container.length;
  if (run.steps < 0) return UNDECIDED;
  return container.some((each: Value | Undecided) => each !== UNDECIDED && isEqual(element, each, run)) || (isOpenList(container as Value) ? UNDECIDED : false);
}

function isOrdered(left: CelType, right: CelType): boolean {
  return (isNumeric(left) && isNumeric(right)) || (left.kind === "string" && right.kind === "string") || [left, right].some(({ kind }) => kind === "unknown");
}

/** Integers and doubles compare by value, which JavaScript does exactly. */
const ORDER: Readonly<Record<"<" | "<=" | ">" | ">=", Apply>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

function joined(left: CelType, right: CelType): { readonly type: CelType; readonly apply: Apply } | undefined {
  if (left.kind === "string" && right.kind === "string") return { type: STRING, apply: (a, b, run) => joinTexts(String(a), String(b), run) };
  if (left.kind === "list" && right.kind === "list" && isComparable(left, right)) return { type: left.of === undefined ? right : left, apply: joinLists };
  return undefined;
}

/** SECURITY: charged by what is made, so that a tower of sums cannot grow a text without end. */
function joinTexts(a: string, b: string, run: Run): Value | Undecided {
  run.steps -= (a.length + b.length) >> 3;
  return run.steps < 0 ? UNDECIDED : a + b;
}

function joinLists(a: Value, b: Value, run: Run): Value | Undecided {
  if (!Array.isArray(a) || !Array.isArray(b)) return UNDECIDED;
  run.steps -= a.length + b.length;
  return run.steps < 0 ? UNDECIDED : [...(a as readonly Value[]), ...(b as readonly Value[])];
}

type Arithmetic = "+" | "-" | "*" | "/" | "%";

function arithmetic(op: Arithmetic, left: CelType, right: CelType): { readonly type: CelType; readonly apply: Apply } | undefined {
  if (left.kind === "unknown" || right.kind === "unknown") return { type: left.kind === "unknown" ? right : left, apply: () => UNDECIDED };
  if (left.kind === "int" && right.kind === "int") return { type: INT, apply: (a, b) => integers(op, a as bigint, b as bigint) };
  if (left.kind === "double" && right.kind === "double" && op !== "%") return { type: left, apply: (a, b) => doubles(op, a as number, b as number) };
  return undefined;
}

function integers(op: Arithmetic, a: bigint, b: bigint): bigint | Undecided {
  switch (op) {
    case "+":
      return inRange(a + b);
    case "-":
      return inRange(a - b);
    case "*":
      return inRange(a * b);
    case "/":
      return b === 0n ? UNDECIDED : inRange(a / b);
    case "%":
      return b === 0n ? UNDECIDED : inRange(a % b);
    default:
      return op satisfies never;
  }
}

/** An overflow has no answer; so no integer ever grows past 64 bits. */
function inRange(value: bigint): bigint | Undecided {
  return BigInt.asIntN(64, value) === value ? value : UNDECIDED;
}

function doubles(op: Exclude<Arithmetic, "%">, a: number, b: number): number {
  switch (op) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    default:
      return op satisfies never;
  }
}
