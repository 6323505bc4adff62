// Rules on which nothing depends, because an earlier and at least as strict one says the same or stops all that they are about.
import { contentId } from "../../engine/ids.ts";
import { compileCondition } from "./condition/condition.ts";
import { isAsBroad } from "./cover.ts";
import type { PolicyRule } from "../../words/policy.ts";
import type { ReadRule } from "./cover.ts";

/** What a rule says, whatever its name and whoever it is for: equal texts say the same. */
export function contentOf({ name: _name, mode: _mode, agents: _agents, tags: _tags, ...content }: PolicyRule): string {
  return contentId(content);
}

/** Whether a blocklist blocks every one of the `tools` that a rule is about. */
export function isShadowed(rule: PolicyRule, tools: readonly string[], earlier: PolicyRule, read: ReadRule | undefined): boolean {
  return earlier.rule === "blocklist" && read !== undefined && isAsBroad(earlier, rule) && tools.every((tool) => read.covers("tools", tool));
}

/** The tools that a condition demands, or with which a correlation ends; empty where it may be any. */
export function toolsOf(rule: PolicyRule): readonly string[] {
  if (rule.rule === "condition") return guardTools(rule.when);
  const last = rule.rule === "correlation" ? rule.steps.at(-1) : undefined;
  if (last === undefined || last.event === "result") return [];
  return last.tools ?? (last.when === undefined ? [] : guardTools(last.when));
}

function guardTools(when: string): readonly string[] {
  return [...(compileCondition(when)?.guard.tool ?? [])];
}
