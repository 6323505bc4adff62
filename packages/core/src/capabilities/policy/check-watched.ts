// What is wrong in conditions and correlations: what cannot be read, and what no session can ever show.
import { isGlob, matchesGlob } from "../glob.ts";
import { didYouMean } from "../nearest-name.ts";
import { quote } from "../quote.ts";
import { checkCondition, compileCondition } from "./condition/condition.ts";
import { ACTION_KINDS, LABELS } from "./condition/variables.ts";
import { LIST_KINDS } from "./cover.ts";
import { compilePathGlob } from "./path-glob.ts";
import { readName } from "./read-values.ts";
import { POLICY_WEIGHTS } from "./weights.ts";
import type { ConditionRule, CorrelationRule, CorrelationStep } from "../../words/policy.ts";
import type { PolicyProblem, PolicyProblemCode } from "./check.ts";

type Path = PolicyProblem["path"];

export function checkConditionRule({ when }: ConditionRule, index: number): readonly PolicyProblem[] {
  return conditionProblems(when, ["rules", index, "when"]);
}

function conditionProblems(when: string, path: Path): readonly PolicyProblem[] {
  return checkCondition(when).map(({ code, at, message }) => ({ path, code, at, message: `${message} (character ${at + 1})` }));
}

export function checkCorrelation(rule: CorrelationRule, index: number): readonly PolicyProblem[] {
  const path = ["rules", index];
  return [...checkBounds(rule, path), ...rule.steps.flatMap((step, at) => checkStep(step, [...path, "steps", at])), ...checkDistinct(rule, path)];
}

function problem(path: Path, code: PolicyProblemCode, message: string): PolicyProblem {
  return { path, code, message };
}

const BOUNDS = POLICY_WEIGHTS.correlation;

function checkBounds({ steps, count = 1, withinMs, withinEvents }: CorrelationRule, path: Path): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  if (steps.length === 0 || steps.length > BOUNDS.steps) problems.push(problem([...path, "steps"], "bad-correlation", `expected 1 to ${BOUNDS.steps} steps, found ${steps.length}`));
  if (!Number.isInteger(count) || count < 1 || count > BOUNDS.remembered) problems.push(problem([...path, "count"], "bad-correlation", `expected a count of 1 to ${BOUNDS.remembered}, found ${count}`));
  if (withinMs !== undefined && !(withinMs > 0)) problems.push(problem([...path, "within"], "never-matches", `expected a window with some time in it, found ${withinMs} ms`));
  const needed = Math.max(0, steps.length - 1) + count;
  if (withinEvents !== undefined && !(withinEvents >= needed)) problems.push(problem([...path, "within_events"], "never-matches", `expected a window of at least the ${needed} events that the steps take, found ${withinEvents}`));
  return problems;
}

/** What only actions have, and what only results have. */
const OF_ACTIONS = ["kinds", "domains", "ips", "paths", "when"] as const;

function checkStep(step: CorrelationStep, path: Path): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  if (step.event === "result") for (const key of OF_ACTIONS) if (step[key] !== undefined) problems.push(problem([...path, key], "never-matches", `expected no \`${key}\` in a step that is a result: only actions have it`));
  if (step.event !== "result" && step.failed !== undefined) problems.push(problem([...path, "failed"], "never-matches", "expected no `failed` in a step that is an action: only results have it"));
  for (const list of ["tools", "domains", "ips"] as const) problems.push(...checkList(step[list], [...path, list], LIST_KINDS[list]));
  problems.push(...checkList(step.paths, [...path, "paths"], { code: "bad-path", expected: "a path pattern of 1 to 512 characters", isReadable: (value) => compilePathGlob(value) !== undefined }));
  problems.push(...checkList(step.kinds, [...path, "kinds"], oneOf(ACTION_KINDS)), ...checkList(step.labels, [...path, "labels"], oneOf(LABELS)));
  if (step.when !== undefined && step.event !== "result") problems.push(...conditionProblems(step.when, [...path, "when"]), ...checkTogether(step, step.when, path));
  return problems;
}

interface Readable {
  readonly code: PolicyProblemCode;
  readonly expected: string;
  isReadable(value: string): boolean;
  hint?(value: string): string;
}

function oneOf(known: readonly string[]): Readable {
  return { code: "never-matches", expected: `one of ${known.join(", ")}`, isReadable: (value) => known.includes(value), hint: (value) => didYouMean(value, known) };
}

function checkList(values: readonly string[] | undefined, path: Path, { code, expected, isReadable, hint }: Readable): readonly PolicyProblem[] {
  if (values?.length === 0) return [problem(path, "never-matches", "expected at least one value, found none")];
  return (values ?? []).flatMap((value, at) => (isReadable(value) ? [] : [problem([...path, at], code, `expected ${expected}, found ${quote(value)}${hint?.(value) ?? ""}`)]));
}

/** What a step's lists allow and what its condition demands have to have something in common. */
function checkTogether({ tools, kinds }: CorrelationStep, when: string, path: Path): readonly PolicyProblem[] {
  const guard = compileCondition(when)?.guard;
  const names = (tools ?? []).flatMap((tool) => readName(tool)?.exact ?? []);
  const problems: PolicyProblem[] = [];
  if (guard?.tool !== undefined && guard.tool.size > 0 && tools !== undefined && ![...guard.tool].some((tool) => names.some((name) => matchesGlob(name, tool))))
    problems.push(problem([...path, "when"], "never-matches", `expected a condition on one of the tools of the step, found one on ${[...guard.tool].map(quote).join(", ")}`));
  if (guard?.kind !== undefined && guard.kind.size > 0 && kinds !== undefined && !kinds.some((kind) => guard.kind?.has(kind)))
    problems.push(problem([...path, "when"], "never-matches", `expected a condition on one of the kinds of the step, found one on ${[...guard.kind].map(quote).join(", ")}`));
  return problems;
}

function checkDistinct({ steps, distinct, count = 1 }: CorrelationRule, path: Path): readonly PolicyProblem[] {
  const last = steps.at(-1);
  if (distinct === undefined || last === undefined) return [];
  if (distinct !== "tool" && last.event === "result") return [problem([...path, "distinct"], "never-matches", `expected \`distinct: tool\` for a last step that is a result: it has no ${distinct}`)];
  const tools = new Set(last.tools ?? []);
  if (distinct !== "tool" || last.tools === undefined || [...tools].some(isGlob) || tools.size >= count) return [];
  return [problem([...path, "distinct"], "never-matches", `expected at least ${count} tools in the last step, as many as are counted, found ${tools.size}`)];
}
