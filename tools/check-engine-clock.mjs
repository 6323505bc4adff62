// The engine reads no clock: in packages/core no `Date.now`, no `new Date()` without a time, no call of `Date`.
// (The lint takes `Math.random`, `console` and the rest; it cannot tell `new Date()` from `new Date(at)`.)
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { listFiles } from "./list-files.mjs";
import { runCheck } from "./run-check.mjs";

export const rule = "the engine reads no clock: time comes in with the event";

/** What does not read the clock: pure functions of their arguments. */
const PURE = new Set(["UTC", "parse", "prototype"]);

export function check(root) {
  return listFiles(root)
    .filter((file) => /^packages\/core\/src\/.*\.ts$/u.test(file) && !file.includes(".test."))
    .flatMap((file) => fileProblems(file, readFileSync(join(root, file), "utf8")));
}

function fileProblems(file, text) {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const problems = [];
  const visit = (node) => {
    if (ts.isIdentifier(node) && node.text === "Date" && readsClock(node)) {
      const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
      problems.push({ file, line, message: `the engine reads no clock: ${node.parent.getText(tree).split("\n", 1)[0]}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return problems;
}

/** True for every use of the name but `x instanceof Date`, `new Date(at)`, `Date.UTC(…)`, a type and a property's name. */
function readsClock(name) {
  const { parent } = name;
  if (ts.isTypeNode(parent) || ts.isTypeElement(parent) || ts.isExpressionWithTypeArguments(parent)) return false;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === name ? false : !PURE.has(parent.name.text);
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind !== ts.SyntaxKind.InstanceOfKeyword;
  if (ts.isNewExpression(parent) && parent.expression === name) return (parent.arguments?.length ?? 0) === 0;
  return !(ts.isPropertyAssignment(parent) && parent.name === name);
}

await runCheck(import.meta.url, check);
