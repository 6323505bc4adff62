// The words of the findings that policy rules give.
import type { FindingCode } from "../capability.ts";

const BLOCKED = { severity: "high", why: "The organisation forbids this for every agent that the rule is for.", next: "Keep it blocked, or take the value out of the rule." } as const;
const NOT_ALLOWED = {
  severity: "high",
  why: "The organisation permits only what its list names, and this is not on it.",
  next: "Keep it blocked, or add the value to the rule's list.",
} as const;

type PolicyCode =
  | "tool"
  | "pattern"
  | "publisher"
  | "domain"
  | "address"
  | "hash"
  | "toolNotAllowed"
  | "publisherNotAllowed"
  | "destinationNotAllowed"
  | "condition"
  | "correlation"
  | "undecided"
  | "unknown"
  | "unreadable";

export const POLICY_CODES: Readonly<Record<PolicyCode, FindingCode>> = {
  tool: { code: "blocked-tool", summary: "The tool is on a blocklist, or imitates a name that is.", ...BLOCKED },
  pattern: { code: "blocked-tool-pattern", summary: "The tool's name fits a blocked pattern.", ...BLOCKED },
  publisher: { code: "blocked-publisher", summary: "The publisher is on a blocklist.", ...BLOCKED },
  domain: { code: "blocked-domain", summary: "The action names a blocked domain or one below it, anywhere and in any disguise.", attackClass: "exfil-to-blocked-host", ...BLOCKED },
  address: { code: "blocked-address", summary: "The action names a blocked address, anywhere and in any notation.", attackClass: "exfil-to-blocked-host", ...BLOCKED },
  hash: { code: "blocked-hash", summary: "The skill or file has a blocked hash.", ...BLOCKED },
  toolNotAllowed: { code: "tool-not-allowed", summary: "The tool is not on the allowlist.", ...NOT_ALLOWED },
  publisherNotAllowed: { code: "publisher-not-allowed", summary: "The publisher is not on the allowlist.", ...NOT_ALLOWED },
  destinationNotAllowed: { code: "destination-not-allowed", summary: "The action goes to a host that is not on the allowlist.", ...NOT_ALLOWED },
  condition: {
    code: "condition-met",
    severity: "high",
    summary: "The action is what a condition of the policy describes.",
    why: "The organisation wants actions that meet this condition seen or stopped.",
    next: "Keep it so, or make the rule's condition narrower.",
  },
  correlation: {
    code: "sequence-completed",
    severity: "high",
    summary: "The action completes a sequence of events that a rule describes.",
    why: "Each step may be lawful; the organisation wants them not to follow one another.",
    next: "Look at the cited events in their order, then keep it so or make the rule's steps or window narrower.",
  },
  undecided: {
    code: "condition-undecided",
    severity: "high",
    summary: "A condition has no answer for the action, e.g. because it asks for an argument that the action does not have.",
    why: "Whether the action is what the rule describes is not known; the configured failure direction decided.",
    next: "Ask `has(args.name)` before the argument is used, or make the condition smaller.",
  },
  unknown: {
    code: "policy-unknown",
    severity: "high",
    summary: "No policy could ever be fetched and the configured failure direction is closed.",
    why: "What the organisation forbids is not known here.",
    next: "Make the policy server reachable, or start with a policy file.",
  },
  unreadable: {
    code: "policy-unreadable",
    severity: "high",
    summary: "A rule holds a value that cannot be read, so the rule decides only in part.",
    why: "What the unreadable value was meant to forbid or permit is not known.",
    next: "Run the policy check and mend the value that it names.",
  },
};
