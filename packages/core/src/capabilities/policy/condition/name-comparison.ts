// Names beside literals. A rule that names a tool also means what imitates it, so both sides are compared a second time folded.
import { skeleton } from "../../../normalise/fold-text.ts";
import { didYouMean } from "../../nearest-name.ts";
import { BOOL, UNDECIDED } from "./value.ts";
import { VARIABLES } from "./variables.ts";
import type { ASTNode, BinaryOperator } from "@marcbachmann/cel-js";
import type { NameFacts } from "../../../words/facts.ts";
import type { Compiler } from "./compile-expression.ts";
import type { Part, Run } from "./value.ts";

type Pair = readonly [ASTNode, ASTNode];
type NameVariable = "tool" | "publisher";

/** The variable that a node names, unless a macro's variable hides it. */
export function variableOf(compiler: Pick<Compiler, "locals">, node: ASTNode): string | undefined {
  const inner = node.op === "rcall" && node.args[2].length === 0 && (node.args[0] === "lowerAscii" || node.args[0] === "trim") ? variableOf(compiler, node.args[1]) : undefined;
  // Names are in lower case and trimmed already.
  if (inner === "tool" || inner === "publisher") return inner;
  return node.op === "id" && VARIABLES.has(node.args) && !compiler.locals.some(({ name }) => name === node.args) ? node.args : undefined;
}

/** The texts of a literal text or of a list of them. */
export function textsOf(node: ASTNode): readonly string[] | undefined {
  const nodes = node.op === "list" ? node.args : [node];
  const texts = nodes.map((each) => (each.op === "value" ? each.args : undefined)).filter((value) => typeof value === "string");
  return texts.length === nodes.length && texts.length > 0 ? texts : undefined;
}

/** `tool == "x"`, `"x" != tool`, `tool in ["x", "y"]` as a variable and texts. */
export function comparedTexts(compiler: Pick<Compiler, "locals">, op: BinaryOperator, [left, right]: Pair): { readonly variable: string; readonly texts: readonly string[] } | undefined {
  if (op !== "==" && op !== "!=" && op !== "in") return undefined;
  for (const [named, literal] of [[left, right], [right, left]] as const) {
    const variable = variableOf(compiler, named);
    const texts = textsOf(literal);
    if (variable !== undefined && texts !== undefined && literal.op === (op === "in" && named === left ? "list" : "value")) return { variable, texts };
  }
  return undefined;
}

/** A literal that the variable beside it can never have. */
export function checkLiteral(compiler: Compiler, op: BinaryOperator, nodes: Pair): Part | undefined {
  const compared = comparedTexts(compiler, op, nodes);
  const variable = compared && VARIABLES.get(compared.variable);
  if (compared === undefined || variable === undefined) return undefined;
  const place = nodes.find((node) => textsOf(node) !== undefined) ?? nodes[0];
  for (const text of compared.texts) {
    if (variable.only?.includes(text) === false)
      return compiler.fail(place, "never-true", `expected \`${compared.variable}\` beside one of ${variable.only.join(", ")}, found ${JSON.stringify(text)}${didYouMean(text, variable.only)}`);
    const form = variable.form?.(text) ?? text;
    if (form !== text) return compiler.fail(place, "never-true", `expected \`${compared.variable}\` beside ${JSON.stringify(form)}, the form in which it is compared, found ${JSON.stringify(text)}`);
  }
  return undefined;
}

export function compileNameComparison(compiler: Compiler, op: BinaryOperator, nodes: Pair): Part | undefined {
  const compared = comparedTexts(compiler, op, nodes);
  const variable = compared?.variable;
  if (compared === undefined || (variable !== "tool" && variable !== "publisher")) return undefined;
  const [exact, folded] = [new Set(compared.texts), new Set(compared.texts.map(skeleton))];
  const expected = op !== "!=";
  return {
    type: BOOL,
    isConstant: false,
    evaluate: (run) => (run.folded ? folded : exact).has(nameIn(run, variable)) === expected,
  };
}

/** `tool.startsWith("x")` and its like; undefined for anything else. */
export function compileNameTest(compiler: Compiler, of: ASTNode, literal: ASTNode | undefined, test: (text: string, part: string) => boolean): Part | undefined {
  const variable = variableOf(compiler, of);
  const [text] = literal?.op === "value" ? (textsOf(literal) ?? []) : [];
  if (text === undefined || (variable !== "tool" && variable !== "publisher")) return undefined;
  const folded = skeleton(text);
  return {
    type: BOOL,
    isConstant: false,
    evaluate: (run) => {
      const name = nameIn(run, variable);
      run.steps -= name.length >> 6;
      return run.steps < 0 ? UNDECIDED : test(name, run.folded ? folded : text);
    },
  };
}

export function nameIn({ facts, folded }: Run, variable: NameVariable): string {
  const name = facts[variable];
  return name === undefined ? "" : folded ? name.skeleton : name.exact;
}

/** Whether a name has another form than its exact one, so that it is worth a second look. */
export function isFoldable(name: NameFacts | undefined): boolean {
  return name !== undefined && name.skeleton !== name.exact;
}
