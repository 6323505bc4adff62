// Conditions and correlations of one agent, looked up by what an event is, so that those it cannot concern cost nothing.
import { contentId } from "../../engine/ids.ts";
import { fitsGuard } from "./condition/guard.ts";
import { compileStep } from "./correlation/compile-step.ts";
import type { Facts, NameFacts } from "../../words/facts.ts";
import type { CorrelationRule } from "../../words/policy.ts";
import type { RuleName } from "./compile.ts";
import type { Condition } from "./condition/condition.ts";
import type { Sequence } from "./correlation/advance.ts";
import type { ReadList, Step } from "./correlation/compile-step.ts";

export interface CompiledCondition extends RuleName {
  readonly condition: Condition;
}

export interface CompiledCorrelation extends RuleName {
  /** Of what the rule says: its progress stays when it is renamed or another rule comes before it. */
  readonly key: string;
  readonly sequence: Sequence;
  readonly steps: readonly Step[];
}

/** What an event may concern. */
export interface Watching {
  readonly conditions: readonly CompiledCondition[];
  readonly correlations: readonly { readonly rule: CompiledCorrelation; readonly steps: readonly number[] }[];
}

export interface Watchers {
  /** By key. */
  readonly correlations: ReadonlyMap<string, CompiledCorrelation>;
  on(facts: Facts, tool: NameFacts | undefined): Watching;
}

const REMEMBERED = 1_024;

export function compileWatchers(conditions: readonly CompiledCondition[], rules: readonly CompiledCorrelation[]): Watchers {
  const correlations = keyed(rules);
  const remembered = new Map<string, Watching>();
  return {
    correlations: new Map(correlations.map((rule) => [rule.key, rule])),
    on(facts, tool) {
      const name = `${facts.event} ${facts.kind} ${tool === undefined ? "" : `${tool.exact} `}`;
      const known = remembered.get(name);
      if (known !== undefined) return known;
      if (remembered.size >= REMEMBERED) remembered.clear();
      const watching = {
        conditions: facts.event === "action" ? conditions.filter(({ condition }) => fitsGuard(condition.guard, facts)) : [],
        correlations: correlations.flatMap((rule) => {
          const steps = rule.steps.flatMap((step, at) => (step.mayFit(facts, tool) ? [at] : []));
          return steps.length === 0 ? [] : [{ rule, steps }];
        }),
      };
      remembered.set(name, watching);
      return watching;
    },
  };
}

/** Never throws. What cannot be read is noted by `read`. */
export function compileCorrelation(rule: CorrelationRule, name: RuleName, read: ReadList): CompiledCorrelation {
  const { steps, count = 1, distinct, withinMs, withinEvents } = rule;
  const bounds = { ...(distinct === undefined ? {} : { distinct }), ...(withinMs === undefined ? {} : { withinMs }), ...(withinEvents === undefined ? {} : { withinEvents }) };
  return {
    ...name,
    key: contentId({ steps, count, ...bounds }),
    sequence: { length: steps.length, count, ...bounds },
    steps: steps.map((step) => compileStep(step, read)),
  };
}

/** Two rules that say the same must not share one memory: each would move it on. */
function keyed(rules: readonly CompiledCorrelation[]): readonly CompiledCorrelation[] {
  const times = new Map<string, number>();
  return rules.map((rule) => {
    const time = times.get(rule.key) ?? 0;
    times.set(rule.key, time + 1);
    return time === 0 ? rule : { ...rule, key: `${rule.key}.${time}` };
  });
}
