// Rules on which nothing depends, because an earlier and at least as strict one says the same or stops all that they are about.
import { contentId } from "../../engine/ids.ts";
import { compileCondition } from "./condition/condition.ts";
import { isAsBroad } from "./cover.ts";
import type { PolicyRule } from "../../words/policy.ts";
import type { ReadRule } from "./cover.ts";

/** For conditions and correlations. */
export function saysSame(earlier: PolicyRule, later: PolicyRule): boolean {
  return earlier.rule === later.rule && isAsBroad(earlier, later) && contentOf(earlier) === contentOf(later);
}

function contentOf({ name: _name, mode: _mode, agents: _agents, tags: _tags, ...content }: PolicyRule): string {
  return contentId(content);
}

/** Whether a blocklist blocks every tool that a condition demands, or with which a correlation ends. */
export function isShadowed(rule: PolicyRule, earlier: PolicyRule, read: ReadRule | undefined): boolean {
  if (earlier.rule !== "blocklist" || read === undefined || !isAsBroad(earlier, rule)) return false;
  const tools = toolsOf(rule);
  return tools !== undefined && tools.length > 0 && tools.every((tool) => read.covers("tools", tool));
}

function toolsOf(rule: PolicyRule): readonly string[] | undefined {
  if (rule.rule === "condition") return guardTools(rule.when);
  if (rule.rule !== "correlation") return undefined;
  const last = rule.steps.at(-1);
  if (last === undefined || last.event === "result") return undefined;
  return last.tools ?? (last.when === undefined ? undefined : guardTools(last.when));
}

function guardTools(when: string): readonly string[] | undefined {
  const names = compileCondition(when)?.guard.tool;
  return names === undefined ? undefined : [...names];
}
