// The written form of a policy: `rules: [ … ]`.
import { z } from "zod";
import type { AllowlistRule, BlocklistRule, Mode, Policy, PolicyRule } from "@kaizen/core";

export const POLICY_KEYS = ["rules", "rule", "name", "mode", "agents", "publishers", "tools", "domains", "ips", "hashes", "patterns"] as const;
export const RULE_KINDS: readonly PolicyRule["rule"][] = ["blocklist", "allowlist"];

/** As in the engine, but the name may be left out: then it is the rule and its place, e.g. `blocklist-1`. */
type RuleDocument = (Omit<BlocklistRule, "name"> | Omit<AllowlistRule, "name">) & { readonly name?: string };
export interface PolicyDocument {
  readonly rules: readonly RuleDocument[];
}

const MODES = ["observe", "ask", "enforce"] as const satisfies readonly Mode[];
const list: z.ZodType<string[]> = z.array(z.string().min(1).max(512)).min(1).max(100_000);
const base = {
  name: z.string().min(1).max(256).exactOptional().describe("shown in every finding; default: the rule and its place"),
  mode: z.enum(MODES).describe("observe: record only; ask: a person decides; enforce: refuse"),
  agents: list.exactOptional().describe("agent name patterns that the rule is for; absent = all agents"),
  publishers: list.exactOptional(),
  tools: list.exactOptional().describe("tool names; `*` matches any run of characters"),
  domains: list.exactOptional().describe("each with all its sub-domains"),
  ips: list.exactOptional().describe("addresses and ranges (CIDR)"),
};

export const policyDocumentSchema: z.ZodType<PolicyDocument> = z
  .strictObject({
    rules: z
      .array(
        z.discriminatedUnion("rule", [
          z.strictObject({ rule: z.literal("blocklist"), ...base, hashes: list.exactOptional(), patterns: list.exactOptional().describe("RE2 patterns on the whole tool name") }),
          z.strictObject({ rule: z.literal("allowlist"), ...base }),
        ]),
      )
      .max(10_000),
  })
  .describe("Kaizen policy");

export function policyFromDocument(document: PolicyDocument): Policy {
  return { rules: document.rules.map((rule, index) => ({ ...rule, name: rule.name ?? `${rule.rule}-${index + 1}` })) };
}
