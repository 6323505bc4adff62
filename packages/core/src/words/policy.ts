// What an organisation forbids or permits, whatever an agent was declared to do.
import type { ActionKind } from "./event.ts";
import type { Label } from "./facts.ts";
import type { Mode } from "./verdict.ts";

interface RuleBase {
  readonly name: string;
  readonly mode: Mode;
  /** Agent name patterns that the rule is for; absent = all agents. */
  readonly agents?: readonly string[];
  /** The rule is for agents whose declaration has one of these tags; absent = all agents. */
  readonly tags?: readonly string[];
}

/** Any match is a finding. Lists that are absent match nothing. */
export interface BlocklistRule extends RuleBase {
  readonly rule: "blocklist";
  readonly publishers?: readonly string[];
  /** Tool names; `*` matches any run of characters. */
  readonly tools?: readonly string[];
  /** A domain blocks itself and every sub-domain. */
  readonly domains?: readonly string[];
  /** Addresses and ranges in CIDR notation, IPv4 and IPv6. */
  readonly ips?: readonly string[];
  /** Hashes of skills or files, compared without case. */
  readonly hashes?: readonly string[];
  /** RE2 patterns on the whole tool name. */
  readonly patterns?: readonly string[];
}

/** Every list that is present must hold the action's value of that kind, if it has one; otherwise it is a finding. */
export interface AllowlistRule extends RuleBase {
  readonly rule: "allowlist";
  readonly publishers?: readonly string[];
  readonly tools?: readonly string[];
  readonly domains?: readonly string[];
  readonly ips?: readonly string[];
}

/** A CEL expression over one action that is a finding when it is true. */
export interface ConditionRule extends RuleBase {
  readonly rule: "condition";
  readonly when: string;
}

/** What an event must be to count as a step. Everything that is given must hold. */
export interface CorrelationStep {
  /** `action` when absent. */
  readonly event?: "action" | "result";
  readonly kinds?: readonly ActionKind[];
  readonly tools?: readonly string[];
  readonly domains?: readonly string[];
  readonly ips?: readonly string[];
  /** Path globs: `**` any run, `*` within a segment. */
  readonly paths?: readonly string[];
  /** The event's content has a value with one of these labels. */
  readonly labels?: readonly Label[];
  /** For results. */
  readonly failed?: boolean;
  /** CEL, for actions. */
  readonly when?: string;
}

/** The steps in this order within the window, the last one `count` times, are a finding on the event that completes them. */
export interface CorrelationRule extends RuleBase {
  readonly rule: "correlation";
  readonly steps: readonly CorrelationStep[];
  /** 1 when absent. */
  readonly count?: number;
  /** Different values that the last step must have shown: `tool`, `destination`, `path` or `recipient`; with it `count` counts those. */
  readonly distinct?: "tool" | "destination" | "path" | "recipient";
  /** Window from the first step to the last. Absent: the whole session. */
  readonly withinMs?: number;
  readonly withinEvents?: number;
}

export type PolicyRule = BlocklistRule | AllowlistRule | ConditionRule | CorrelationRule;
export interface Policy {
  readonly rules: readonly PolicyRule[];
}
