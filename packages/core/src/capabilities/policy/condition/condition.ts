// A CEL expression made ready for judging: compiled once, bounded in work, and undecided where it has no answer.
import { POLICY_WEIGHTS } from "../weights.ts";
import { startCompiler } from "./compile-expression.ts";
import { guardOf, isImpossible } from "./guard.ts";
import { isFoldable } from "./name-comparison.ts";
import { parseExpression } from "./parse-expression.ts";
import { typeName, UNDECIDED } from "./value.ts";
import type { ASTNode } from "@marcbachmann/cel-js";
import type { ActionFacts } from "../../../words/facts.ts";
import type { Guard } from "./guard.ts";
import type { ConditionProblem } from "./parse-expression.ts";
import type { Evaluate, Run } from "./value.ts";

export interface Condition {
  readonly guard: Guard;
  /** Never throws. The same facts and counts always give the same answer. */
  holds(facts: ActionFacts, session: SessionCounts): boolean | "undecided";
}

/** What happened in the session before the action. */
export interface SessionCounts {
  readonly actions: number;
  readonly events: number;
}

/** Undefined for what `checkCondition` refuses as not readable. */
export function compileCondition(text: string): Condition | undefined {
  const { tree, evaluate, problems } = read(text);
  if (tree === undefined || evaluate === undefined || problems.some(({ code }) => code !== "never-true" && code !== "always-true")) return undefined;
  return { guard: guardOf(tree), holds: (facts, session) => holds(evaluate, facts, session) };
}

/** Every problem of an expression; empty when it can be true and can be false. */
export function checkCondition(text: string): readonly ConditionProblem[] {
  const { tree, problems } = read(text);
  if (tree === undefined || problems.length > 0) return problems;
  const truth = truthOf(tree);
  if (truth === false || isImpossible(guardOf(tree))) return [{ code: "never-true", at: tree.range.start, message: "expected a condition that some action meets, found one that is always false" }];
  if (truth === true) return [{ code: "always-true", at: tree.range.start, message: "expected a condition that some action does not meet, found one that is always true" }];
  return [];
}

interface Read {
  readonly tree?: ASTNode;
  readonly evaluate?: Evaluate;
  readonly problems: readonly ConditionProblem[];
}

function read(text: string): Read {
  const parsed = parseExpression(text);
  if (!parsed.ok) return { problems: [parsed.problem] };
  const problems: ConditionProblem[] = [];
  const { type, evaluate } = startCompiler(problems).part(parsed.tree);
  if (type.kind !== "bool" && type.kind !== "unknown") problems.push({ code: "bad-condition", at: parsed.tree.range.start, message: `expected a condition that is true or false, found ${typeName(type)}` });
  return { tree: parsed.tree, evaluate, problems };
}

/** The answer that an expression has for every action, where that can be seen without one. */
function truthOf(node: ASTNode): boolean | undefined {
  if (node.op === "&&" || node.op === "||") {
    const settles = node.op === "||";
    const sides = [truthOf(node.args[0]), truthOf(node.args[1])];
    if (sides.includes(settles)) return settles;
    return sides.includes(undefined) ? undefined : !settles;
  }
  if (node.op === "!_") {
    const of = truthOf(node.args);
    return of === undefined ? undefined : !of;
  }
  const part = startCompiler([]).part(node);
  const value = part.isConstant ? part.evaluate(startRun(NO_FACTS, { actions: 0, events: 0 }, false)) : undefined;
  return typeof value === "boolean" ? value : undefined;
}

/** INVARIANT: parts that are constant read no facts. */
const NO_FACTS = {} as ActionFacts;

function holds(evaluate: Evaluate, facts: ActionFacts, session: SessionCounts): boolean | "undecided" {
  const exact = decide(evaluate, startRun(facts, session, false));
  if (exact === true || (!isFoldable(facts.tool) && !isFoldable(facts.publisher))) return exact;
  const folded = decide(evaluate, startRun(facts, session, true));
  return folded === false ? exact : folded;
}

function startRun(facts: ActionFacts, session: SessionCounts, folded: boolean): Run {
  return { steps: POLICY_WEIGHTS.condition.steps, facts, session, folded, variables: new Map(), locals: [] };
}

function decide(evaluate: Evaluate, run: Run): boolean | "undecided" {
  try {
    const value = evaluate(run);
    return value === UNDECIDED || run.steps < 0 ? "undecided" : value === true;
  } catch {
    // A broken condition must not take the other rules with it.
    return "undecided";
  }
}
