// Tree to closures with types. What cannot be compiled is a problem with its place; nothing else is left to go wrong but UNDECIDED.
import { didYouMean } from "../../nearest-name.ts";
import { compileCall, compileMethod } from "./functions.ts";
import { compileMacro, isMacro } from "./macros.ts";
import { compileBinary, compileUnary } from "./operators.ts";
import { BOOL, DOUBLE, INT, isComparable, STRING, typeName, UNDECIDED, UNKNOWN } from "./value.ts";
import { VARIABLE_NAMES, VARIABLES } from "./variables.ts";
import type { ASTNode } from "@marcbachmann/cel-js";
import type { ConditionProblem } from "./parse-expression.ts";
import type { CelType, Evaluate, Part, Undecided, Value } from "./value.ts";

/** A variable of a macro. */
export interface Local {
  readonly name: string;
  readonly type: CelType;
}

/** What the compilers of the single forms share. */
export interface Compiler {
  /** Of the macros around, outermost first. */
  readonly locals: readonly Local[];
  part(node: ASTNode): Part;
  /** With one more variable around. */
  inside(local: Local): Compiler;
  /** Notes the problem; the part fits anywhere and is never decided. */
  fail(node: ASTNode, code: ConditionProblem["code"], message: string): Part;
}

export function startCompiler(problems: ConditionProblem[], locals: readonly Local[] = []): Compiler {
  const compiler: Compiler = {
    locals,
    part: (node) => charged(compileNode(compiler, node)),
    inside: (local) => startCompiler(problems, [...locals, local]),
    fail: (node, code, message) => {
      problems.push({ code, at: node.range.start, message });
      return { type: UNKNOWN, evaluate: () => UNDECIDED, isConstant: false };
    },
  };
  return compiler;
}

/** Every visit of a node costs one step; without steps nothing is decided any more. */
function charged({ evaluate, ...part }: Part): Part {
  return { ...part, evaluate: (run) => (--run.steps < 0 ? UNDECIDED : evaluate(run)) };
}

function compileNode(compiler: Compiler, node: ASTNode): Part {
  switch (node.op) {
    case "value":
      return compileLiteral(compiler, node, node.args);
    case "id":
      return compileName(compiler, node, node.args);
    case "list":
      return compileList(compiler, node, node.args);
    case ".":
      return compileField(compiler, node, node.args[0], node.args[1]);
    case "[]":
      return compileIndex(compiler, node, node.args[0], node.args[1]);
    case "call":
      return compileCall(compiler, node, node.args[0], node.args[1]);
    case "rcall":
      return isMacro(node.args[0]) ? compileMacro(compiler, node, node.args) : compileMethod(compiler, node, node.args);
    case "?:":
      return compileChoice(compiler, node, node.args);
    case "&&":
    case "||":
      return compileLogic(compiler, node, node.op, node.args);
    case "!_":
    case "-_":
      return compileUnary(compiler, node, node.op, node.args);
    case "map":
    case ".?":
    case "[?]":
      return compiler.fail(node, "bad-condition", "expected no map literal and no optional value here");
    default:
      return compileBinary(compiler, node, node.op, node.args);
  }
}

function compileLiteral(compiler: Compiler, node: ASTNode, value: unknown): Part {
  const constant = (type: CelType, known: Value): Part => ({ type, evaluate: () => known, isConstant: true });
  if (typeof value === "string") return constant(STRING, value);
  if (typeof value === "bigint") return BigInt.asIntN(64, value) === value ? constant(INT, value) : compiler.fail(node, "bad-condition", "expected an integer of 64 bits");
  if (typeof value === "number") return constant(DOUBLE, value);
  if (typeof value === "boolean") return constant(BOOL, value);
  return compiler.fail(node, "bad-condition", "expected a text, a number, true or false");
}

function compileName(compiler: Compiler, node: ASTNode, name: string): Part {
  const depth = compiler.locals.findLastIndex((local) => local.name === name);
  const local = compiler.locals[depth];
  if (local !== undefined) return { type: local.type, evaluate: (run) => run.locals[depth] ?? UNDECIDED, isConstant: false };
  const variable = VARIABLES.get(name);
  if (variable === undefined) return compiler.fail(node, "unknown-variable", `expected one of ${VARIABLE_NAMES.join(", ")}, found ${JSON.stringify(name)}${didYouMean(name, VARIABLE_NAMES)}`);
  const evaluate: Evaluate = (run) => {
    const known = run.variables.get(name);
    if (known !== undefined) return known;
    const value = variable.read(run);
    run.variables.set(name, value);
    return value;
  };
  return { type: variable.type, evaluate, isConstant: false };
}

function compileList(compiler: Compiler, node: ASTNode, nodes: readonly ASTNode[]): Part {
  const parts = nodes.map((each) => compiler.part(each));
  const [first] = parts;
  const odd = parts.findIndex(({ type }) => first !== undefined && (!isComparable(first.type, type) || (first.type.kind !== type.kind && type.kind !== "unknown")));
  if (first !== undefined && odd > 0) return compiler.fail(nodes[odd] ?? node, "bad-condition", `expected ${typeName(first.type)}, as the first element of the list, found ${typeName(parts[odd]?.type ?? UNKNOWN)}`);
  return {
    type: first === undefined ? { kind: "list" } : { kind: "list", of: first.type },
    isConstant: parts.every(({ isConstant }) => isConstant),
    evaluate: (run) => {
      const values: Value[] = [];
      for (const { evaluate } of parts) {
        const value = evaluate(run);
        if (value === UNDECIDED) return UNDECIDED;
        values.push(value);
      }
      return values;
    },
  };
}

function compileField(compiler: Compiler, node: ASTNode, of: ASTNode, name: string): Part {
  const { type, evaluate, isConstant } = compiler.part(of);
  const field = type.kind === "record" ? type.fields.get(name) : type.kind === "map" ? type.of : type.kind === "unknown" ? UNKNOWN : undefined;
  if (field === undefined) {
    const known = type.kind === "record" ? [...type.fields.keys()] : [];
    return compiler.fail(node, "bad-condition", `expected ${known.length > 0 ? `one of ${known.join(", ")}` : `no field of ${typeName(type)}`}, found ${JSON.stringify(name)}${didYouMean(name, known)}`);
  }
  return { type: field, isConstant, evaluate: (run) => entryOf(evaluate(run), name) };
}

function compileIndex(compiler: Compiler, node: ASTNode, of: ASTNode, at: ASTNode): Part {
  const [list, index] = [compiler.part(of), compiler.part(at)];
  const isConstant = list.isConstant && index.isConstant;
  if (list.type.kind === "map" && (index.type.kind === "string" || index.type.kind === "unknown"))
    return { type: list.type.of, isConstant, evaluate: (run) => entryOf(list.evaluate(run), index.evaluate(run)) };
  if (list.type.kind === "list" && (index.type.kind === "int" || index.type.kind === "unknown"))
    return { type: list.type.of ?? UNKNOWN, isConstant, evaluate: (run) => elementOf(list.evaluate(run), index.evaluate(run)) };
  if (list.type.kind === "unknown" || index.type.kind === "unknown") return { type: UNKNOWN, isConstant: false, evaluate: () => UNDECIDED };
  return compiler.fail(node, "bad-condition", `expected a list with a whole number or a map with a text, found ${typeName(list.type)} with ${typeName(index.type)}`);
}

function entryOf(map: Value | Undecided, key: Value | Undecided): Value | Undecided {
  return map instanceof Map && typeof key === "string" ? ((map.get(key) as Value | Undecided | undefined) ?? UNDECIDED) : UNDECIDED;
}

function elementOf(list: Value | Undecided, index: Value | Undecided): Value | Undecided {
  return Array.isArray(list) && typeof index === "bigint" ? ((list[Number(index)] as Value | undefined) ?? UNDECIDED) : UNDECIDED;
}

function compileChoice(compiler: Compiler, node: ASTNode, [when, then, otherwise]: readonly [ASTNode, ASTNode, ASTNode]): Part {
  const [condition, yes, no] = [compiler.part(when), compiler.part(then), compiler.part(otherwise)];
  if (condition.type.kind !== "bool" && condition.type.kind !== "unknown") return compiler.fail(when, "bad-condition", `expected true or false before \`?\`, found ${typeName(condition.type)}`);
  if (yes.type.kind !== no.type.kind && yes.type.kind !== "unknown" && no.type.kind !== "unknown")
    return compiler.fail(node, "bad-condition", `expected one type on both sides of \`:\`, found ${typeName(yes.type)} and ${typeName(no.type)}`);
  return {
    type: yes.type.kind === "unknown" ? no.type : yes.type,
    isConstant: condition.isConstant && yes.isConstant && no.isConstant,
    evaluate: (run) => {
      const chosen = condition.evaluate(run);
      return chosen === UNDECIDED ? UNDECIDED : chosen === true ? yes.evaluate(run) : no.evaluate(run);
    },
  };
}

/** As in CEL, one side that settles the matter makes the other one indifferent, also when it has no answer. */
function compileLogic(compiler: Compiler, _node: ASTNode, op: "&&" | "||", nodes: readonly [ASTNode, ASTNode]): Part {
  const [left, right] = [compiler.part(nodes[0]), compiler.part(nodes[1])];
  for (const [at, { type }] of [left, right].entries())
    if (type.kind !== "bool" && type.kind !== "unknown") return compiler.fail(nodes[at] ?? nodes[0], "bad-condition", `expected true or false beside \`${op}\`, found ${typeName(type)}`);
  const settles = op === "||";
  return {
    type: BOOL,
    isConstant: left.isConstant && right.isConstant,
    evaluate: (run) => {
      const first = left.evaluate(run);
      if (first === settles) return settles;
      const second = right.evaluate(run);
      return first === UNDECIDED && second !== settles ? UNDECIDED : second;
    },
  };
}
