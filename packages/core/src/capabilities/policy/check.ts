// What is wrong in a policy that is well formed: values nobody can match, rules that contradict or repeat one another.
import { coversRule, coversValue, LISTS, readsValue, valuesOf, valueExpectation } from "./cover.ts";
import { toolCovers } from "../declaration/compare.ts";
import type { RuleProblem } from "../problem.ts";
import type { Policy, PolicyRule } from "../../words/policy.ts";

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

/** Every problem, by rule; empty when there is none. */
export function checkPolicy(policy: Policy): readonly PolicyProblem[] {
  return policy.rules.flatMap((rule, index) => {
    const earlier = policy.rules.slice(0, index);
    return [...checkName(rule, earlier, index), ...checkValues(rule, index), ...checkContradiction(rule, policy.rules, index), ...checkDead(rule, earlier, index)];
  });
}

function checkName(rule: PolicyRule, earlier: readonly PolicyRule[], index: number): readonly PolicyProblem[] {
  const first = earlier.findIndex(({ name }) => name === rule.name);
  if (first < 0) return [];
  return [{ path: ["rules", index, "name"], code: "duplicate-name", message: `expected a name of its own, found ${JSON.stringify(rule.name)}, which rule ${first} has` }];
}

function checkValues(rule: PolicyRule, index: number): readonly PolicyProblem[] {
  const path = ["rules", index];
  const present = LISTS.filter((list) => valuesOf(rule, list) !== undefined);
  if (rule.rule === "allowlist" && present.length === 0) return [{ path, code: "allowlist-without-list", message: "expected at least one list of what is allowed, found none" }];
  if (rule.rule === "blocklist" && present.every((list) => valuesOf(rule, list)?.length === 0)) return [{ path, code: "empty-rule", message: "expected at least one value to block, found none" }];
  return present.flatMap((list) =>
    (valuesOf(rule, list) ?? []).flatMap((value, place): readonly PolicyProblem[] => {
      if (readsValue(list, value)) return [];
      const { code, expected } = valueExpectation(list);
      return [{ path: [...path, list, place], code, message: `expected ${expected}, found ${JSON.stringify(value.slice(0, 80))}` }];
    }),
  );
}

/** An allowed value that a blocklist for the same agents blocks whole can never pass. */
function checkContradiction(rule: PolicyRule, all: readonly PolicyRule[], index: number): readonly PolicyProblem[] {
  if (rule.rule !== "allowlist") return [];
  const blocklists = all.filter((other) => other.rule === "blocklist" && mayMeet(other, rule));
  return LISTS.flatMap((list) =>
    (valuesOf(rule, list) ?? []).flatMap((value, place): readonly PolicyProblem[] => {
      const blocking = blocklists.find((other) => (valuesOf(other, list) ?? []).some((blocked) => coversValue(list, blocked, value)));
      if (blocking === undefined) return [];
      const message = `expected a value that no blocklist blocks, found ${JSON.stringify(value)}, which ${JSON.stringify(blocking.name)} blocks`;
      return [{ path: ["rules", index, list, place], code: "allowed-and-blocked", message }];
    }),
  );
}

/** Whether some agent may have both rules. */
function mayMeet(a: PolicyRule, b: PolicyRule): boolean {
  const [first, second] = [a.agents, b.agents];
  if (first === undefined || second === undefined) return true;
  return first.some((one) => second.some((other) => toolCovers(one, other) || toolCovers(other, one)));
}

function checkDead(rule: PolicyRule, earlier: readonly PolicyRule[], index: number): readonly PolicyProblem[] {
  const cover = earlier.find((other) => coversRule(other, rule));
  if (cover === undefined) return [];
  return [{ path: ["rules", index], code: "dead-rule", message: `expected a rule that adds something, found that ${JSON.stringify(cover.name)} already says all of it` }];
}
