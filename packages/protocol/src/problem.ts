// What is wrong with something that was read, and where.

/** Keys and indexes that lead to the value in question; empty for the whole. */
export type ValuePath = readonly (string | number)[];

export const PROBLEM_CODES = [
  "too-large",
  "bad-yaml",
  "bad-json",
  "unknown-key",
  "unknown-rule",
  "missing",
  "wrong-type",
  "bad-value",
  "empty-list",
  "too-long",
  "duplicate",
] as const;

/** Codes of this package; problems that the engine finds carry the engine's own code. */
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export interface Problem {
  readonly path: ValuePath;
  readonly code: string;
  /** Where in the text that stands there, in UTF-16 code units from 0; absent: its beginning. */
  readonly at?: number;
  /** Lower case: what was expected and what came. */
  readonly message: string;
}

/** `line` and `column` count from 1. */
export interface FileProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
}

/** `file:line:column code message`, the form that editors and CI logs understand. */
export function formatFileProblem(problem: FileProblem): string {
  return `${problem.file}:${problem.line}:${problem.column} ${problem.code} ${problem.message}`;
}

/** `rules[2].domains[0]`; empty for the whole. */
export function formatPath(path: ValuePath): string {
  return path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");
}
