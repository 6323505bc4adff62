// What is wrong in a policy that is well formed: values nobody can match, rules that contradict or repeat one another.
import { normaliseName } from "../../normalise/name.ts";
import { globCovers } from "../glob.ts";
import { quote } from "../quote.ts";
import { checkAllowed } from "./check-allowed.ts";
import { checkConditionRule, checkCorrelation } from "./check-watched.ts";
import { coversRule, isAsBroad, isListRule, LIST_KINDS, LISTS, readRule, valuesOf } from "./cover.ts";
import { contentOf, isShadowed, toolsOf } from "./shadow.ts";
import type { RuleProblem } from "../problem.ts";
import type { Policy, PolicyRule } from "../../words/policy.ts";
import type { ConditionProblem } from "./condition/parse-expression.ts";
import type { ListRule, ReadRule } from "./cover.ts";

export type PolicyProblemCode =
  | ConditionProblem["code"]
  | "bad-address"
  | "bad-domain"
  | "bad-name"
  | "bad-hash"
  | "bad-path"
  | "bad-correlation"
  | "empty-rule"
  | "allowlist-without-list"
  | "allows-nothing"
  | "allowed-and-blocked"
  | "never-matches"
  | "duplicate-name"
  | "shadowed-rule"
  | "dead-rule";
export type PolicyProblem = RuleProblem<PolicyProblemCode>;

/** Rules that are compared with one another; past them only each rule by itself is checked. */
const COMPARED_RULES = 1_000;

/** What is known of all rules before one of them is checked. */
interface Compared {
  readonly rules: readonly PolicyRule[];
  /** Undefined for rules that have no lists. */
  readonly read: readonly (ReadRule | undefined)[];
  /** What each rule says. */
  readonly contents: readonly string[];
}

/** Every problem, by rule; empty when there is none. */
export function checkPolicy(policy: Policy): readonly PolicyProblem[] {
  const names = new Map<string, number>();
  const rules = policy.rules.slice(0, COMPARED_RULES);
  const compared: Compared = { rules, read: rules.map((rule) => (isListRule(rule) ? readRule(rule) : undefined)), contents: rules.map(contentOf) };
  return policy.rules.flatMap((rule, index) => [
    ...checkName(rule, names, index),
    ...checkAlone(rule, index),
    ...(index < COMPARED_RULES ? checkAmongOthers(rule, compared, index) : []),
  ]);
}

function checkName({ name }: PolicyRule, names: Map<string, number>, index: number): readonly PolicyProblem[] {
  const first = names.get(name);
  if (first === undefined) names.set(name, index);
  if (first === undefined) return [];
  return [{ path: ["rules", index, "name"], code: "duplicate-name", message: `expected a name of its own, found ${quote(name)}, which rule ${first} has` }];
}

function checkAlone(rule: PolicyRule, index: number): readonly PolicyProblem[] {
  switch (rule.rule) {
    case "blocklist":
    case "allowlist":
      return checkValues(rule, index);
    case "condition":
      return checkConditionRule(rule, index);
    case "correlation":
      return checkCorrelation(rule, index);
    default:
      return rule satisfies never;
  }
}

function checkValues(rule: ListRule, index: number): readonly PolicyProblem[] {
  const path = ["rules", index];
  const present = LISTS.filter((list) => valuesOf(rule, list) !== undefined);
  if (rule.rule === "allowlist" && present.length === 0) return [{ path, code: "allowlist-without-list", message: "expected at least one list of what is allowed, found none" }];
  if (rule.rule === "blocklist" && present.every((list) => valuesOf(rule, list)?.length === 0)) return [{ path, code: "empty-rule", message: "expected at least one value to block, found none" }];
  return present.flatMap((list) =>
    (valuesOf(rule, list) ?? []).flatMap((value, place): readonly PolicyProblem[] => {
      const { code, expected, isReadable } = LIST_KINDS[list];
      return isReadable(value) ? [] : [{ path: [...path, list, place], code, message: `expected ${expected}, found ${quote(value)}` }];
    }),
  );
}

function checkAmongOthers(rule: PolicyRule, compared: Compared, index: number): readonly PolicyProblem[] {
  const earlier = compared.rules.slice(0, index);
  const others = compared.read.filter((other) => other !== undefined);
  const problems = rule.rule === "allowlist" ? [...checkContradiction(rule, others, index), ...checkAllowed(rule, earlier.filter((other) => mayMeet(other, rule)), index)] : [];
  const cover = earlier.find((other, at) => isCovered(rule, index, other, at, compared));
  if (cover !== undefined) return [...problems, { path: ["rules", index], code: "dead-rule", message: `expected a rule that adds something, found that ${quote(cover.name)} already says all of it` }];
  const tools = toolsOf(rule);
  const shadow = tools.length === 0 ? undefined : earlier.find((other, at) => isShadowed(rule, tools, other, compared.read[at]));
  if (shadow === undefined) return problems;
  return [...problems, { path: ["rules", index], code: "shadowed-rule", message: `expected a rule that changes something, found that ${quote(shadow.name)} already stops every action that it is about` }];
}

function isCovered(rule: PolicyRule, index: number, other: PolicyRule, at: number, { read, contents }: Compared): boolean {
  const [later, earlier] = [read[index], read[at]];
  if (later !== undefined && earlier !== undefined) return coversRule(earlier, later);
  return contents[at] === contents[index] && isAsBroad(other, rule);
}

/** An allowed value that a blocklist for the same agents blocks whole can never pass. */
function checkContradiction(rule: ListRule, all: readonly ReadRule[], index: number): readonly PolicyProblem[] {
  const blocklists = all.filter((other) => other.rule.rule === "blocklist" && mayMeet(other.rule, rule));
  return LISTS.flatMap((list) =>
    (valuesOf(rule, list) ?? []).flatMap((value, place): readonly PolicyProblem[] => {
      const blocking = blocklists.find((other) => other.covers(list, value));
      if (blocking === undefined) return [];
      const message = `expected a value that no blocklist blocks, found ${quote(value)}, which ${quote(blocking.rule.name)} blocks`;
      return [{ path: ["rules", index, list, place], code: "allowed-and-blocked", message }];
    }),
  );
}

/** Whether some agent may have both rules. Of tags only the declarations know. */
function mayMeet(a: PolicyRule, b: PolicyRule): boolean {
  if (a.agents === undefined || b.agents === undefined) return true;
  const [first, second] = [a.agents, b.agents].map((patterns) => patterns.map((pattern) => normaliseName(pattern).exact));
  return (first ?? []).some((one) => (second ?? []).some((other) => globCovers(one, other) || globCovers(other, one)));
}
