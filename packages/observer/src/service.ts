// What the routes work with: the store and everything that is kept in memory beside it.
import type { Normaliser } from "@kaizen/core";
import type { AuditEntry, Store } from "@kaizen/store";
import type { Caller, Keyring } from "./caller.ts";
import type { DeploymentLabels } from "./sessions/carried-labels.ts";
import type { AgentStates } from "./sessions/agent-states.ts";
import type { SessionHost } from "./sessions/session-host.ts";
import type { KeySessions } from "./sessions/key-sessions.ts";
import type { VerdictFeed } from "./verdict-feed.ts";

export interface Service {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly normaliser: Normaliser;
  /** 32 bytes. */
  readonly fingerprintKey: Uint8Array;
  readonly agents: AgentStates;
  readonly labels: DeploymentLabels;
  readonly host: SessionHost;
  readonly keySessions: KeySessions;
  readonly feed: VerdictFeed;
  readonly now: () => number;
  readonly newId: () => string;
  readonly random: (length: number) => Uint8Array;
}

export function auditOf({ now }: Service, caller: Caller, act: string, subject: string, detail?: unknown): AuditEntry {
  return { at: now(), by: caller.keyId, role: caller.role, act, subject, ...(detail === undefined ? {} : { detail }) };
}
