// What the observer asks of a storage: every driver gives this, and the conformance suite holds it to it.
// Every method rejects with a `StoreError`. Times are integer milliseconds since 1970. Acknowledged (resolved) = durable.
import type { ChainReport, DayCount } from "./figures.ts";
import type { LeftLabelStore } from "./left-labels.ts";
import type { SettingStore } from "./setting-store.ts";
import type { Baseline, Declaration, Degradation, Facts, Feed, Finding, Policy, Verdict, VerdictIds } from "@kaizen/core";

export type TriageStatus = "open" | "acknowledged" | "resolved" | "false_positive";
export type KeyRole = "agent" | "reader" | "operator" | "admin";
/**
 * How a client's own verdict compares with the observer's: same ids and same answer, same ids and another answer, other ids.
 * `id-reused`: the event came under an id that another event has already, so one of the two was forged or lost its number.
 */
export type ClientAgreement = "agrees" | "differs" | "stale" | "id-reused";

/** The action as lists show it. Absent values are null. Holds no secret: whoever writes it has redacted it. */
export interface ShownAction {
  readonly kind: string;
  readonly tool: string | null;
  readonly publisher: string | null;
  readonly target: string | null;
  readonly hash: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** One verdict as it is written, once and for ever. */
export interface NewVerdict {
  /** UUIDv7. */
  readonly id: string;
  readonly decision: Verdict["decision"];
  readonly attention: Verdict["attention"];
  readonly verdictAction: Verdict["action"];
  readonly reason: string;
  readonly evidence: readonly Finding[];
  readonly degraded: readonly Degradation[];
  readonly ids: VerdictIds;
  readonly confidence: number | null;
  /** Who reported it, as the reporter names itself (`sdk`, `egress`, …). */
  readonly source: string;
  readonly action: ShownAction;
  /** The agent's alarms were off: shown with attention `none`. */
  readonly paused: boolean;
  readonly client: ClientAgreement | null;
}

export interface StoredVerdict extends NewVerdict {
  /** Position in the chain, from 1. */
  readonly n: number;
  readonly eventId: string;
  /** The review of a session at its end, beside the verdict of its last event. */
  readonly late?: true;
  readonly agent: string;
  readonly session: string;
  readonly feed: Feed;
  readonly at: number;
  readonly receivedAt: number;
  /** Version of the row's form. */
  readonly v: number;
  readonly status: TriageStatus;
  readonly prevHash: string;
  readonly hash: string;
}

export interface AppendItem {
  readonly facts: Facts;
  /** What the client said about the event itself, as JSON data; bounded and redacted by the caller. */
  readonly client?: unknown;
  readonly receivedAt: number;
  /** Present for actions. */
  readonly verdict?: NewVerdict;
}

/** The review of a session's end: a verdict about its last event, which is stored already. */
export type ReviewItem = Required<Omit<AppendItem, "client">>;

/** What an append does to one session's projection. */
export interface SessionTouch {
  readonly id: string;
  readonly agent: string;
  readonly role?: string;
  readonly parent?: string;
  readonly user?: string;
  /** Key that the session is bound to, for clients that name no session. */
  readonly keyId?: string;
  /** Events that the caller believes are stored; 0 = new session. Another number in the store is a `conflict`. */
  readonly expectEvents: number;
  /** The server's clock when the last of these events arrived. */
  readonly at: number;
}

export interface AppendRequest {
  readonly sessions: readonly SessionTouch[];
  readonly items: readonly AppendItem[];
  /** An event that is not stored, or has a review already, is a `conflict`. */
  readonly reviews?: readonly ReviewItem[];
}

export interface StoredEvent {
  readonly n: number;
  readonly facts: Facts;
  readonly client: unknown;
  readonly receivedAt: number;
}

export interface StoredSession {
  readonly id: string;
  readonly agent: string;
  readonly role?: string;
  readonly parent?: string;
  readonly user?: string;
  readonly keyId?: string;
  readonly startedAt: number;
  readonly lastAt: number;
  readonly endedAt?: number;
  readonly events: number;
  readonly flagged: number;
  /** Verdicts that asked for any attention, also while paused. 0 = clean. */
  readonly unclean: number;
  /** Set once the session taught the agent's baseline. */
  readonly taughtAt?: number;
}

export interface AgentSettings {
  readonly paused: boolean;
  readonly judgeEnabled: boolean;
}

export interface StoredAgent {
  readonly name: string;
  readonly settings: AgentSettings;
  readonly declaration?: Declaration;
  readonly declaredBy?: string;
  readonly declaredAt?: number;
  readonly baselineResetAt?: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly actions: number;
  readonly flagged: number;
  readonly feeds: readonly Feed[];
}

export interface Proposal {
  readonly id: string;
  readonly agent: string;
  readonly declaration: Declaration;
  readonly by: string;
  readonly at: number;
  readonly status: "open" | "approved" | "rejected";
  readonly decidedBy?: string;
  readonly decidedAt?: number;
}

export interface StoredBaseline {
  readonly agent: string;
  /** Counts up from 1 per agent. */
  readonly version: number;
  readonly id: string;
  readonly baseline: Baseline;
  /** What this version was made of. */
  readonly origin: BaselineOrigin;
  readonly at: number;
}

export type BaselineOrigin =
  | { readonly kind: "session"; readonly session: string; readonly by: string }
  | { readonly kind: "learned-verdict"; readonly verdict: string; readonly by: string }
  | { readonly kind: "reset"; readonly by: string };

export interface StoredPolicy {
  readonly version: number;
  readonly id: string;
  readonly policy: Policy;
  readonly by: string;
  readonly at: number;
}

export interface StoredKey {
  readonly id: string;
  /** SHA-256 of the key, lower-case hexadecimal. */
  readonly hash: string;
  readonly role: KeyRole;
  readonly agent?: string;
  readonly name: string;
  readonly last4: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly revokedAt?: number;
}

/** Who did an administrative act, what and to what. Written in the same transaction as the act. */
export interface AuditEntry {
  readonly at: number;
  /** Key id. */
  readonly by: string;
  readonly role: string;
  readonly act: string;
  readonly subject: string;
  readonly detail?: unknown;
}

export interface VerdictQuery {
  readonly agent?: string;
  readonly session?: string;
  readonly status?: TriageStatus;
  readonly decision?: Verdict["decision"];
  readonly source?: string;
  /** Literal text, looked for in agent, tool, action and reason without case. */
  readonly q?: string;
  /** Received at or after. */
  readonly since?: number;
  readonly limit: number;
  readonly offset: number;
}

export interface Store {
  /**
   * Writes events, verdicts and projections in one transaction. An event that exists already, or a session whose
   * number of events is not as expected, is a `conflict` and nothing of the request is written.
   * Gives the verdicts as stored, in the order of the items that have one, then those of the reviews.
   */
  append(request: AppendRequest): Promise<readonly StoredVerdict[]>;

  readonly events: {
    /** Events of an agent's session in the order of their arrival, after position `n`, at most `limit`. */
    ofSession(agent: string, session: string, afterN: number, limit: number): Promise<readonly StoredEvent[]>;
    /** Those of the agent's event ids (`session/feed/seq`) that exist. */
    byIds(agent: string, ids: readonly string[]): Promise<readonly StoredEvent[]>;
  };
  readonly verdicts: {
    list(query: VerdictQuery): Promise<{ readonly verdicts: readonly StoredVerdict[]; readonly total: number }>;
    get(id: string): Promise<StoredVerdict | undefined>;
    /** In chain order, after position `n`. */
    after(n: number, limit: number): Promise<readonly StoredVerdict[]>;
    /** False when there is no such verdict. */
    setStatus(id: string, status: TriageStatus, audit: AuditEntry): Promise<boolean>;
    /** Days with at least one verdict or review, oldest first. */
    daily(sinceDay: number): Promise<readonly DayCount[]>;
  };
  /** SECURITY: a session is named by agent and id, so that no agent can take the id of another's session first. */
  readonly sessions: {
    get(agent: string, id: string): Promise<StoredSession | undefined>;
    /** All sessions of this id, one an agent at most. */
    withId(id: string): Promise<readonly StoredSession[]>;
    list(query: { readonly agent?: string; readonly limit: number; readonly offset: number }): Promise<readonly StoredSession[]>;
    /** The session that is open for an agent and a key, the newest if several. */
    openFor(agent: string, keyId: string): Promise<StoredSession | undefined>;
    /** Open sessions that are idle since `idleBefore`, began before `startedBefore` or hold `events` or more. */
    due(rule: { readonly idleBefore: number; readonly startedBefore: number; readonly events: number; readonly limit: number }): Promise<readonly StoredSession[]>;
    /** Ends an open session; true when this call did it. */
    end(agent: string, id: string, at: number): Promise<boolean>;
    /** Writes all session rows anew from events and verdicts; what only the row knows (end, taught, key) is kept. */
    rebuild(): Promise<void>;
  };
  readonly agents: {
    get(name: string): Promise<StoredAgent | undefined>;
    list(): Promise<readonly StoredAgent[]>;
    /** Changes only what is given; makes the agent known when it is not. */
    setSettings(name: string, change: Partial<AgentSettings>, audit: AuditEntry): Promise<void>;
    setDeclaration(declaration: Declaration, audit: AuditEntry): Promise<void>;
    /** Takes the place of what the same key proposed before and nobody decided. */
    propose(proposal: Proposal, audit: AuditEntry): Promise<void>;
    /** Open ones first, then newest first; at most 500. */
    proposals(agent: string): Promise<readonly Proposal[]>;
    /** Decides an open proposal; when approved its declaration is in force. `conflict` when it is not open. */
    decide(id: string, agent: string, status: "approved" | "rejected", audit: AuditEntry): Promise<Proposal>;
  };
  readonly baselines: {
    latest(agent: string): Promise<StoredBaseline | undefined>;
    /** Newest first, without the snapshots. */
    history(agent: string, limit: number): Promise<readonly Omit<StoredBaseline, "baseline">[]>;
    /**
     * Adds the next version; `conflict` when `entry.version` is not the next. A version that comes from a session marks it
     * as taught and is a `conflict` when it taught before. The snapshots of all but the newest 20 versions are dropped.
     */
    put(entry: StoredBaseline, audit: AuditEntry): Promise<void>;
  };
  readonly leftLabels: LeftLabelStore;
  readonly policies: {
    latest(): Promise<StoredPolicy | undefined>;
    /** Adds a version and gives its number. */
    put(policy: Omit<StoredPolicy, "version">, audit: AuditEntry): Promise<number>;
  };
  readonly keys: {
    list(): Promise<readonly StoredKey[]>;
    put(key: StoredKey, audit: AuditEntry): Promise<void>;
    /** True when this call revoked it. */
    revoke(id: string, audit: AuditEntry): Promise<boolean>;
  };
  readonly settings: SettingStore;
  readonly audit: { list(limit: number): Promise<readonly AuditEntry[]> };

  /** Recomputes the chains of verdicts, events and audit from their first rows, page by page, and compares their ends with the sealed ones. */
  verifyChain(): Promise<ChainReport>;
  health(): Promise<{ readonly ok: boolean; readonly code?: string; readonly queued: number }>;
  /** Finishes what was accepted, then closes. A second call waits for the first. */
  close(): Promise<void>;
}
