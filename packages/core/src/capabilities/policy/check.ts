// What is wrong in a policy that is well formed: values nobody can match, rules that contradict or repeat one another.
import { globCovers } from "../glob.ts";
import { normaliseName } from "../../normalise/name.ts";
import { coversRule, LIST_KINDS, LISTS, readRule, valuesOf } from "./cover.ts";
import type { RuleProblem } from "../problem.ts";
import type { Policy, PolicyRule } from "../../words/policy.ts";
import type { ReadRule } from "./cover.ts";

export type PolicyProblemCode =
  | "bad-pattern"
  | "bad-address"
  | "bad-domain"
  | "bad-name"
  | "bad-hash"
  | "empty-rule"
  | "allowlist-without-list"
  | "allowed-and-blocked"
  | "duplicate-name"
  | "dead-rule";
export type PolicyProblem = RuleProblem<PolicyProblemCode>;

/** Rules that are compared with one another; past them only each rule by itself is checked. */
const COMPARED_RULES = 1_000;

/** Every problem, by rule; empty when there is none. */
export function checkPolicy(policy: Policy): readonly PolicyProblem[] {
  const names = new Map<string, number>();
  const rules = policy.rules.map(readRule);
  const compared = rules.slice(0, COMPARED_RULES);
  return rules.flatMap((read, index) => {
    const problems = [...checkName(read.rule, names, index), ...checkValues(read.rule, index)];
    if (index < COMPARED_RULES) problems.push(...checkContradiction(read.rule, compared, index), ...checkDead(read, compared.slice(0, index), index));
    return problems;
  });
}

function checkName({ name }: PolicyRule, names: Map<string, number>, index: number): readonly PolicyProblem[] {
  const first = names.get(name);
  if (first === undefined) names.set(name, index);
  if (first === undefined) return [];
  return [{ path: ["rules", index, "name"], code: "duplicate-name", message: `expected a name of its own, found ${quote(name)}, which rule ${first} has` }];
}

function checkValues(rule: PolicyRule, index: number): readonly PolicyProblem[] {
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

/** An allowed value that a blocklist for the same agents blocks whole can never pass. */
function checkContradiction(rule: PolicyRule, all: readonly ReadRule[], index: number): readonly PolicyProblem[] {
  if (rule.rule !== "allowlist") return [];
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

/** Whether some agent may have both rules. */
function mayMeet(a: PolicyRule, b: PolicyRule): boolean {
  if (a.agents === undefined || b.agents === undefined) return true;
  const [first, second] = [a.agents, b.agents].map((patterns) => patterns.map((pattern) => normaliseName(pattern).exact));
  return (first ?? []).some((one) => (second ?? []).some((other) => globCovers(one, other) || globCovers(other, one)));
}

function checkDead(read: ReadRule, earlier: readonly ReadRule[], index: number): readonly PolicyProblem[] {
  const cover = earlier.find((other) => coversRule(other, read));
  if (cover === undefined) return [];
  return [{ path: ["rules", index], code: "dead-rule", message: `expected a rule that adds something, found that ${quote(cover.rule.name)} already says all of it` }];
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
