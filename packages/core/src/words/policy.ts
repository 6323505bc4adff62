// What an organisation forbids or permits, whatever an agent was declared to do.
import type { Mode } from "./verdict.ts";

interface RuleBase {
  readonly name: string;
  readonly mode: Mode;
  /** Agent name patterns that the rule is for; absent = all agents. */
  readonly agents?: readonly string[];
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

export type PolicyRule = BlocklistRule | AllowlistRule;
export interface Policy {
  readonly rules: readonly PolicyRule[];
}
