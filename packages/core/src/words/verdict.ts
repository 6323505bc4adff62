// The one answer to an action: findings and the verdict made of them.
import type { EventId, Feed } from "./event.ts";

/** The equal checks of the engine, in the order in which a reason is chosen when severities are equal. */
export const CAPABILITIES = ["policy", "egress", "declaration", "baseline", "trend", "reasoning", "judge"] as const;
export type CapabilityName = (typeof CAPABILITIES)[number];

export const ATTACK_CLASSES = [
  "exfil-to-blocked-host",
  "exfil-to-allowed-host",
  "undeclared-capability",
  "sensitive-read-then-egress",
  "injection-out-of-purpose",
  "credential-probing",
  "mcp-tool-poisoning",
  "scope-creep",
  "slow-drift",
  "swarm-compromised-worker",
] as const;
export type AttackClass = (typeof ATTACK_CLASSES)[number];

/**
 * What a finding asks for. `info`, `low`: recorded, nobody is disturbed. `medium`: the user should be asked
 * (attention `confirm`). `high`, `critical`: stop it and tell the security person (decision `block`, attention `flag`).
 */
export type Severity = "info" | "low" | "medium" | "high" | "critical";

/** What to do when decision or attention ask for something: watch only, ask a person, refuse. */
export type Mode = "observe" | "ask" | "enforce";

/** What an event did in the story of a finding; `acts` is the judged action. */
export type LinkAct = "asked" | "read" | "steered" | "carried" | "wrote" | "sent" | "acts";

/** How a value came from where it stood to where it stands. */
export type Derivation = "copied" | "decoded" | "joined" | "shortened" | "computed";

/** One step of how an action came about, in the order in which it happened. */
export interface ChainLink {
  readonly event: EventId;
  readonly did: LinkAct;
  readonly how?: Derivation;
  /** Redacted, at most `MAX_LINK_TEXT` characters. */
  readonly what: string;
}

/** Who gave an argument of the judged action its value. */
export interface ValueOrigin {
  /** JSON pointer into the arguments. */
  readonly at: string;
  readonly author: "user" | "instructions" | "agent" | "result";
  /** Where the value stood first. Absent: nowhere before, or it is not known where. */
  readonly event?: EventId;
  readonly how?: Derivation;
  /** The shape of the value, never all of it, e.g. `address ***@shop.example`; at most `MAX_LINK_TEXT` characters. */
  readonly what: string;
}

export const MAX_CHAIN = 8;
export const MAX_ORIGINS = 16;
export const MAX_LINK_TEXT = 160;

export interface Finding {
  /** Names the behaviour, kebab-case, e.g. `undeclared-tool`. */
  readonly code: string;
  readonly capability: CapabilityName;
  readonly attackClass?: AttackClass;
  readonly severity: Severity;
  /** 0 to 1: how sure the check is that what it says is so. */
  readonly confidence: number;
  /** One sentence: what was seen. Names the tool. Never holds a labelled value. */
  readonly what: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do next. */
  readonly next: string;
  /** The events it rests on, the judged one last. */
  readonly cites: readonly EventId[];
  /** How the action came about, the judged action last; at most `MAX_CHAIN`. Absent: the check tells no story. */
  readonly chain?: readonly ChainLink[];
  /** Who gave the arguments their values; at most `MAX_ORIGINS`. */
  readonly origins?: readonly ValueOrigin[];
  /** Set by a policy rule that brings its own mode; else the agent's enforcement mode counts. */
  readonly mode?: Mode;
}

/** Content hashes of everything that a verdict depends on: the same ids and facts give the same verdict. */
export interface VerdictIds {
  readonly engine: string;
  readonly weights: string;
  readonly policy: string;
  readonly declaration: string;
  readonly baseline: string;
  /** What earlier sessions left; absent: nothing. */
  readonly carried?: string;
}

/** Why a verdict rests on less than it should. */
export type Degradation =
  | "no-baseline"
  | "baseline-incomplete"
  | "no-policy"
  | "stale-policy"
  | "no-declaration"
  | "unread-input"
  | "check-failed"
  | "session-truncated"
  | "memory-spool"
  | "spool-full"
  | "observer-unreachable"
  | "memory-state"
  | "records-refused";

export interface Verdict {
  /** The event that was judged; of a review at the end of a session its last one. */
  readonly id: EventId;
  /** A review of the whole session at its end: what it names has run, so that `action` is always `proceed`. */
  readonly late?: true;
  /** What should have happened, whatever the mode. */
  readonly decision: "allow" | "block";
  /** Starts with `undeclared`, `behavioral anomaly`, `policy`, `reasoning` or `trend` when there is a finding; names the tool. */
  readonly reason: string;
  /** Worst first; empty when clean. */
  readonly evidence: readonly Finding[];
  readonly attention: "none" | "confirm" | "flag";
  /** What a guard has to do: decision x mode. */
  readonly action: "proceed" | "hold" | "refuse";
  readonly feed: Feed;
  /** Sorted, unique; absent when nothing is missing. */
  readonly degraded?: readonly Degradation[];
  readonly ids: VerdictIds;
}
