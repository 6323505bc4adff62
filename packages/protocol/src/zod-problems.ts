// Turns what the schema library found into problems in our own words.
import type { z } from "zod";
import type { Problem, ProblemCode, ValuePath } from "./problem.ts";
import { formatPath } from "./problem.ts";
import { didYouMean } from "./nearest-name.ts";
import { quote } from "./quote.ts";

const MOST_PROBLEMS = 100;

/** `knownKeys` are offered for unknown keys. At most 100 problems. */
export function zodProblems(error: z.ZodError, root: unknown, knownKeys: readonly string[]): Problem[] {
  return error.issues.flatMap((issue) => issueProblems(issue, root, knownKeys)).slice(0, MOST_PROBLEMS);
}

function issueProblems(issue: z.core.$ZodIssue, root: unknown, knownKeys: readonly string[]): Problem[] {
  const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
  const came = valueAt(root, path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        path: [...path, key],
        code: "unknown-key",
        message: `unknown key ${quote(key)}${didYouMean(key, knownKeys)}`,
      }));
    case "invalid_type":
      return came === undefined
        ? [problem(path, "missing", `expected ${named(path)} to be ${expectedType(issue.expected)}, but it is missing`)]
        : [problem(path, "wrong-type", `expected ${named(path)} to be ${expectedType(issue.expected)}, got ${quote(came)}`)];
    case "invalid_value":
      if (came === undefined) return [problem(path, "missing", `expected ${named(path)} to be one of ${issue.values.map(String).join(", ")}, but it is missing`)];
      return [problem(path, "bad-value", `expected ${named(path)} to be one of ${issue.values.map(String).join(", ")}, got ${quote(came)}${typeof came === "string" ? didYouMean(came, issue.values.map(String)) : ""}`)];
    case "too_big":
      return [problem(path, "too-long", `expected at most ${issue.maximum} ${unit(issue.origin)} in ${named(path)}`)];
    case "too_small":
      return issue.origin === "array"
        ? [problem(path, "empty-list", `expected ${named(path)} to have at least one entry; leave the key out when nothing is meant`)]
        : [problem(path, "bad-value", `expected at least ${issue.minimum} ${unit(issue.origin)} in ${named(path)}`)];
    case "invalid_union":
      return issue.discriminator === undefined
        ? unionProblems(issue, path, root, knownKeys)
        : [problem([...path, issue.discriminator], "bad-value", `expected a known ${issue.discriminator}, got ${quote(valueAt(root, [...path, issue.discriminator]))}`)];
    case "custom":
      return [{ path, code: customCode(issue.params), message: issue.message }];
    default:
      return [problem(path, "bad-value", `${issue.message}, got ${quote(came)}`)];
  }
}

/** The member that got furthest says best what is wrong. */
function unionProblems(issue: z.core.$ZodIssueInvalidUnion, path: ValuePath, root: unknown, knownKeys: readonly string[]): Problem[] {
  const deepest = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0] ?? [];
  if (depth(deepest) === 0) return [problem(path, "wrong-type", `${issue.message}, got ${quote(valueAt(root, path))}`)];
  return deepest.flatMap((inner) => issueProblems({ ...inner, path: [...path, ...inner.path] }, root, knownKeys));
}

function customCode(params: Readonly<Record<string, unknown>> | undefined): string {
  const code = params?.["code"];
  return typeof code === "string" ? code : "bad-value";
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}

function problem(path: ValuePath, code: ProblemCode, message: string): Problem {
  return { path, code, message };
}

function named(path: ValuePath): string {
  return path.length === 0 ? "the whole" : `\`${quote(formatPath(path)).slice(1, -1)}\``;
}

function expectedType(expected: string): string {
  return expected === "object" ? "a mapping" : expected === "array" ? "a list" : expected === "int" ? "an integer" : `a ${expected}`;
}

function unit(origin: string): string {
  return origin === "string" ? "characters" : origin === "array" ? "entries" : "as value";
}

function valueAt(root: unknown, path: ValuePath): unknown {
  let value: unknown = root;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return value;
}
