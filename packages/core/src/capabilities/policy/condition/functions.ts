// The functions and methods of conditions. `matches` is RE2 with a pattern that is written out, compiled once.
import { compileLinear, type LinearPattern } from "../../linear-pattern.ts";
import { MAX_PATTERN } from "../pattern.ts";
import { POLICY_WEIGHTS } from "../weights.ts";
import { compileNameTest, nameIn, textsOf, variableOf } from "./name-comparison.ts";
import { BOOL, DOUBLE, hasKey, INT, readDecimal, STRING, typeName, UNDECIDED } from "./value.ts";
import type { ASTNode } from "@marcbachmann/cel-js";
import type { Compiler } from "./compile-expression.ts";
import type { CelType, Part, Run, Undecided, Value } from "./value.ts";

const TESTS: ReadonlyMap<string, (text: string, part: string) => boolean> = new Map<string, (text: string, part: string) => boolean>([
  ["startsWith", (text, part) => text.startsWith(part)],
  ["endsWith", (text, part) => text.endsWith(part)],
  ["contains", (text, part) => text.includes(part)],
]);

const CHANGES: ReadonlyMap<string, (text: string) => string> = new Map<string, (text: string) => string>([
  ["lowerAscii", (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())],
  ["upperAscii", (text) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase())],
  ["trim", (text) => text.trim()],
]);

const NAMES = "has, size, int, double, string, matches, startsWith, endsWith, contains, lowerAscii, upperAscii, trim, exists, exists_one, all, filter, map";

export function compileCall(compiler: Compiler, node: ASTNode, name: string, nodes: readonly ASTNode[]): Part {
  const [argument, pattern] = nodes;
  if (argument !== undefined && name === "matches" && pattern !== undefined && nodes.length === 2) return compileMatches(compiler, argument, pattern);
  if (argument === undefined || nodes.length > 1) return unknown(compiler, node, name);
  if (name === "has") return compileHas(compiler, argument);
  const part = compiler.part(argument);
  if (name === "size") return compileSize(compiler, argument, part);
  const convert = CONVERSIONS.get(name);
  if (convert === undefined) return unknown(compiler, node, name);
  if (!["string", "int", "double", "unknown"].includes(part.type.kind)) return compiler.fail(argument, "bad-condition", `expected a text or a number in ${name}(), found ${typeName(part.type)}`);
  return mapped(part, convert.type, convert.apply);
}

export function compileMethod(compiler: Compiler, node: ASTNode, [name, of, nodes]: readonly [string, ASTNode, readonly ASTNode[]]): Part {
  const [argument] = nodes;
  if (name === "size" && nodes.length === 0) return compileSize(compiler, of, compiler.part(of));
  if (name === "matches" && argument !== undefined && nodes.length === 1) return compileMatches(compiler, of, argument);
  const change = CHANGES.get(name);
  if (change !== undefined && nodes.length === 0) {
    const part = textPart(compiler, of, name);
    return mapped(part, STRING, (value, run) => (charge(run, value) ? UNDECIDED : change(String(value))));
  }
  const test = TESTS.get(name);
  if (test === undefined || argument === undefined || nodes.length > 1) return unknown(compiler, node, name);
  const named = compileNameTest(compiler, of, argument, test);
  if (named !== undefined) return named;
  const [text, part] = [textPart(compiler, of, name), textPart(compiler, argument, name)];
  return {
    type: BOOL,
    isConstant: text.isConstant && part.isConstant,
    evaluate: (run) => {
      const whole = text.evaluate(run);
      const looked = part.evaluate(run);
      return whole === UNDECIDED || looked === UNDECIDED || charge(run, whole) ? UNDECIDED : test(String(whole), String(looked));
    },
  };
}

function unknown(compiler: Compiler, node: ASTNode, name: string): Part {
  return compiler.fail(node, "bad-condition", `expected one of the functions ${NAMES}, with its usual arguments, found ${JSON.stringify(name)}`);
}

function mapped({ evaluate, isConstant }: Part, type: CelType, apply: (value: Value, run: Run) => Value | Undecided): Part {
  return {
    type,
    isConstant,
    evaluate: (run) => {
      const value = evaluate(run);
      return value === UNDECIDED ? UNDECIDED : apply(value, run);
    },
  };
}

function textPart(compiler: Compiler, node: ASTNode, name: string): Part {
  const part = compiler.part(node);
  return part.type.kind === "string" || part.type.kind === "unknown" ? part : compiler.fail(node, "bad-condition", `expected a text for ${name}(), found ${typeName(part.type)}`);
}

/** Takes what reading a text costs. True when the budget is spent. */
function charge(run: Run, value: Value): boolean {
  run.steps -= String(value).length >> 4;
  return run.steps < 0;
}

/** SECURITY: RE2 is linear in text times pattern, which is what is charged; a pattern made at run time would be compiled each time. */
function compileMatches(compiler: Compiler, of: ASTNode, argument: ASTNode): Part {
  const part = textPart(compiler, of, "matches");
  const [pattern] = argument.op === "value" ? (textsOf(argument) ?? []) : [];
  if (pattern === undefined) return compiler.fail(argument, "bad-pattern", "expected a pattern that is written out");
  const compiled = compileRe2(pattern);
  if (compiled === undefined) return compiler.fail(argument, "bad-pattern", `expected an RE2 pattern of 1 to ${MAX_PATTERN} characters that stays small when its repetitions are written out, found ${JSON.stringify(pattern.slice(0, 80))}`);
  // Repetitions are written out when a pattern is compiled: its size, not its length, is what each character may cost.
  const cost = 4 + (compiled.programSize() >> 3);
  const variable = variableOf(compiler, of);
  const isName = variable === "tool" || variable === "publisher";
  return mapped(part, BOOL, (value, run) => {
    // A look-alike matches by what it is or by what it imitates.
    const texts = isName && run.folded ? [String(value), nameIn(run, variable)] : [String(value)];
    for (const text of texts) run.steps -= text.length * cost;
    return run.steps < 0 ? UNDECIDED : texts.some((text) => compiled.matcher(text).find());
  });
}

function compileRe2(pattern: string): LinearPattern | undefined {
  if (pattern === "" || pattern.length > MAX_PATTERN) return undefined;
  try {
    const compiled = compileLinear(pattern, { dotAll: true });
    return compiled.programSize() > POLICY_WEIGHTS.condition.program ? undefined : compiled;
  } catch {
    return undefined;
  }
}

/** Whether a map has the key, whatever is known of its value. */
function compileHas(compiler: Compiler, argument: ASTNode): Part {
  const of = argument.op === "." ? compiler.part(argument.args[0]) : undefined;
  if (argument.op !== "." || of === undefined || (of.type.kind !== "map" && of.type.kind !== "unknown"))
    return compiler.fail(argument, "bad-condition", "expected has(args.name) or has(numbers.name); other fields are always there");
  const [, key] = argument.args;
  return mapped(of, BOOL, (map, run) => map instanceof Map && hasKey(map as ReadonlyMap<string, Value>, key, run));
}

function compileSize(compiler: Compiler, node: ASTNode, part: Part): Part {
  if (!["string", "list", "map", "unknown"].includes(part.type.kind)) return compiler.fail(node, "bad-condition", `expected a text, a list or a map in size(), found ${typeName(part.type)}`);
  return mapped(part, INT, (value, run) => {
    if (value instanceof Map) return BigInt(value.size);
    if (Array.isArray(value)) return BigInt(value.length);
    return charge(run, value) ? UNDECIDED : BigInt([...String(value)].length);
  });
}

const INTEGER = /^-?[0-9]{1,19}$/;

const CONVERSIONS: ReadonlyMap<string, { readonly type: CelType; apply(value: Value): Value | Undecided }> = new Map<string, { readonly type: CelType; apply(value: Value): Value | Undecided }>([
  ["int", { type: INT, apply: toInteger }],
  ["double", { type: DOUBLE, apply: (value) => (typeof value === "string" ? (readDecimal(value) ?? UNDECIDED) : Number(value)) }],
  ["string", { type: STRING, apply: String }],
]);

function toInteger(value: Value): Value | Undecided {
  const whole = typeof value === "bigint" ? value : typeof value === "number" && Number.isFinite(value) ? BigInt(Math.trunc(value)) : typeof value === "string" && INTEGER.test(value) ? BigInt(value) : undefined;
  return whole === undefined || BigInt.asIntN(64, whole) !== whole ? UNDECIDED : whole;
}
