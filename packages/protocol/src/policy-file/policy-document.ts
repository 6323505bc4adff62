// The written form of a policy: `rules: [ … ]`.
import { z } from "zod";
import type { ActionKind, AllowlistRule, BlocklistRule, ConditionRule, CorrelationRule, CorrelationStep, Label, Mode, Policy, PolicyRule } from "@kaizen/core";
import { DURATION, formatDuration, parseDuration } from "./duration.ts";

export const POLICY_KEYS: readonly string[] = [
  ...["rules", "rule", "name", "mode", "agents", "tags", "publishers", "tools", "domains", "ips", "hashes", "patterns", "when"],
  ...["steps", "count", "distinct", "within", "within_events", "event", "kinds", "paths", "labels", "failed"],
];
export const RULE_KINDS: readonly PolicyRule["rule"][] = ["blocklist", "allowlist", "condition", "correlation"];

/** As in the engine, but the name may be left out: then it is the rule and its place, e.g. `blocklist-1`. */
type Unnamed<T> = Omit<T, "name"> & { readonly name?: string };
type CorrelationDocument = Omit<Unnamed<CorrelationRule>, "withinMs" | "withinEvents"> & { readonly within?: string; readonly within_events?: number };
export type RuleDocument = Unnamed<BlocklistRule> | Unnamed<AllowlistRule> | Unnamed<ConditionRule> | CorrelationDocument;
export interface PolicyDocument {
  readonly rules: readonly RuleDocument[];
}

const MODES = ["observe", "ask", "enforce"] as const satisfies readonly Mode[];
const KINDS = ["tool_call", "connect", "file", "exec", "skill_load", "message"] as const satisfies readonly ActionKind[];
const LABELS = ["secret", "personal", "internal", "untrusted"] as const satisfies readonly Label[];
const DISTINCT = ["tool", "destination", "path", "recipient"] as const satisfies readonly CorrelationRule["distinct"][];

const list: z.ZodType<string[]> = z.array(z.string().min(1).max(512)).min(1).max(100_000);
const expression: z.ZodType<string> = z.string().min(1).max(10_000).describe("CEL over one action; must be true or false");
const base = {
  name: z.string().min(1).max(256).exactOptional().describe("shown in every finding; default: the rule and its place"),
  mode: z.enum(MODES).describe("observe: record only; ask: a person decides; enforce: refuse"),
  agents: list.exactOptional().describe("agent name patterns that the rule is for; absent = all agents"),
  tags: list.exactOptional().describe("the rule is for agents whose declaration has one of these tags; absent = all agents"),
};
const lists = {
  publishers: list.exactOptional(),
  tools: list.exactOptional().describe("tool names; `*` matches any run of characters"),
  domains: list.exactOptional().describe("each with all its sub-domains"),
  ips: list.exactOptional().describe("addresses and ranges (CIDR)"),
};

const step: z.ZodType<CorrelationStep> = z
  .strictObject({
    event: z.enum(["action", "result"]).exactOptional().describe("default: action"),
    kinds: z.array(z.enum(KINDS)).min(1).max(KINDS.length).exactOptional(),
    tools: lists.tools,
    domains: lists.domains,
    ips: lists.ips,
    paths: list.exactOptional().describe("path patterns: `**` any run, `*` within a segment"),
    labels: z.array(z.enum(LABELS)).min(1).max(LABELS.length).exactOptional().describe("the content has a value with one of these labels"),
    failed: z.boolean().exactOptional().describe("for results: whether the call failed"),
    when: expression.exactOptional(),
  })
  .describe("what an event must be to count as this step; everything that is given must hold");

const correlation = {
  steps: z.array(step).min(1).max(16).describe("in this order, with any events between them"),
  count: z.int().exactOptional().describe("how often the last step has to come; default: 1"),
  distinct: z.enum(DISTINCT).exactOptional().describe("`count` counts different values of this kind"),
  within: z.string().regex(DURATION, "expected a time such as 500ms, 30s, 10m or 1h").exactOptional().describe("longest time from the first step to the last, e.g. 10m; default: the whole session"),
  within_events: z.int().exactOptional().describe("most events from the first step to the last, both counted"),
};

export const policyDocumentSchema: z.ZodType<PolicyDocument> = z
  .strictObject({
    rules: z
      .array(
        z.discriminatedUnion("rule", [
          z.strictObject({ rule: z.literal("blocklist"), ...base, ...lists, hashes: list.exactOptional(), patterns: list.exactOptional().describe("RE2 patterns on the whole tool name") }),
          z.strictObject({ rule: z.literal("allowlist"), ...base, ...lists }),
          z.strictObject({ rule: z.literal("condition"), ...base, when: expression }),
          z.strictObject({ rule: z.literal("correlation"), ...base, ...correlation }),
        ]),
      )
      .max(10_000),
  })
  .describe("Kaizen policy");

export function policyFromDocument(document: PolicyDocument): Policy {
  return {
    rules: document.rules.map((rule, index): PolicyRule => {
      const name = rule.name ?? `${rule.rule}-${index + 1}`;
      if (rule.rule !== "correlation") return { ...rule, name };
      const { within, within_events: withinEvents, ...rest } = rule;
      const withinMs = within === undefined ? undefined : parseDuration(within);
      return { ...rest, name, ...(withinMs === undefined ? {} : { withinMs }), ...(withinEvents === undefined ? {} : { withinEvents }) };
    }),
  };
}

/** The written form of a policy: `parsePolicy` gives the same policy back. */
export function documentFromPolicy({ rules }: Policy): PolicyDocument {
  return { rules: rules.map(ruleDocument) };
}

function ruleDocument(rule: PolicyRule): RuleDocument {
  if (rule.rule !== "correlation") return rule;
  const { withinMs, withinEvents, ...rest } = rule;
  return { ...rest, ...(withinMs === undefined ? {} : { within: formatDuration(withinMs) }), ...(withinEvents === undefined ? {} : { within_events: withinEvents }) };
}
