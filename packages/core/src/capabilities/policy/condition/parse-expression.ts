// Text to tree, by the CEL parser. Refuses what is too long or too deep before the parser, which recurses, sees it.
import { Environment, ParseError } from "@marcbachmann/cel-js";
import { POLICY_WEIGHTS } from "../weights.ts";
import type { ASTNode } from "@marcbachmann/cel-js";

/** What is wrong in an expression. `at` counts UTF-16 code units from 0. */
export interface ConditionProblem {
  readonly code: "bad-condition" | "unknown-variable" | "never-true" | "always-true" | "bad-pattern";
  readonly at: number;
  readonly message: string;
}

export type Parsed = { readonly ok: true; readonly tree: ASTNode } | { readonly ok: false; readonly problem: ConditionProblem };

const LIMITS = POLICY_WEIGHTS.condition;

let environment: Environment | undefined;

/** The library registers hundreds of overloads for an environment; a policy without conditions needs none. */
function parser(): Environment {
  environment ??= new Environment({
    limits: { maxAstNodes: LIMITS.nodes, maxDepth: LIMITS.depth, maxListElements: LIMITS.elements, maxMapEntries: 0, maxCallArguments: 4 },
  });
  return environment;
}

/** Never throws. */
export function parseExpression(text: string): Parsed {
  if (text.length > LIMITS.length) return bad(LIMITS.length, `expected at most ${LIMITS.length} characters, found ${text.length}`);
  const tooDeep = deepPlace(text);
  if (tooDeep !== undefined) return bad(tooDeep, `expected at most ${LIMITS.depth} levels of brackets, signs or negations`);
  try {
    return { ok: true, tree: parser().parse(text).ast };
  } catch (cause) {
    if (!(cause instanceof ParseError)) return bad(0, "expected an expression in CEL");
    return bad(cause.range?.start ?? 0, `expected an expression in CEL: ${lowerFirst(cause.summary)}`);
  }
}

/**
 * SECURITY: the parser recurses for each bracket and for each `!` and `-` in a row, the latter without a limit of its own.
 * Brackets inside texts count too, which errs to the safe side only.
 */
function deepPlace(text: string): number | undefined {
  let brackets = 0;
  let signs = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === "(" || character === "[" || character === "{") brackets++;
    else if (brackets > 0 && (character === ")" || character === "]" || character === "}")) brackets--;
    if (character === "!" || character === "-") signs++;
    else if (character !== " ") signs = 0;
    if (brackets > LIMITS.depth || signs > LIMITS.depth) return at;
  }
  return undefined;
}

function bad(at: number, message: string): Parsed {
  return { ok: false, problem: { code: "bad-condition", at, message } };
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1, 200);
}
