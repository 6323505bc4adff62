// No regular expression literal may backtrack more than linearly: its text may come from an attacker.
// Limits, see docs/testing.md: look-arounds and back references are read loosely, patterns made at run time are not seen.
// Polynomial time passes in tests and below a comment `BOUNDED: why the text is short`.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { backtracking } from "./backtracking.mjs";
import { listFiles } from "./list-files.mjs";
import { runCheck } from "./run-check.mjs";

export const rule = "no regular expression backtracks more than linearly";

const SOURCE = /\.(?:ts|tsx|mjs|js)$/u;

export function check(root) {
  return listFiles(root)
    .filter((file) => SOURCE.test(file))
    .flatMap((file) => fileProblems(file, readFileSync(join(root, file), "utf8")));
}

function fileProblems(file, text) {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, false, file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const lines = text.split("\n");
  const problems = [];
  const visit = (node) => {
    const pattern = patternOf(node);
    if (pattern !== undefined) {
      const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line;
      const isShort = file.includes(".test.") || lines.slice(Math.max(0, line - 1), line + 1).some((each) => /\/\/ BOUNDED: \S/u.test(each));
      const message = patternProblem(pattern, isShort);
      if (message !== undefined) problems.push({ file, line: line + 1, message });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return problems;
}

/** A literal `/x/u`, or `new RegExp("x", "u")` with literal arguments. */
function patternOf(node) {
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf("/");
    return { source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
  }
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return undefined;
  if (!ts.isIdentifier(node.expression) || node.expression.text !== "RegExp") return undefined;
  const [source, flags] = node.arguments ?? [];
  if (source === undefined || !ts.isStringLiteralLike(source)) return undefined;
  return { source: source.text, flags: flags !== undefined && ts.isStringLiteralLike(flags) ? flags.text : "" };
}

function patternProblem({ source, flags }, isShort) {
  const shown = source.length > 60 ? `${source.slice(0, 60)}…` : source;
  switch (backtracking(source, flags)) {
    case "exponential":
      return `/${shown}/ backtracks exponentially: two ways round one loop`;
    case "polynomial":
      return isShort ? undefined : `/${shown}/ backtracks polynomially: two loops, or a loop and the start of the match, read the same text`;
    case "too-large":
      return `/${shown}/ is too large to analyse: split it`;
    default:
      return undefined;
  }
}

await runCheck(import.meta.url, check);
