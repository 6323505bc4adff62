// The tables as the query builder sees them. Names and types follow the migrations.
import type { Generated } from "kysely";

export interface EventsTable {
  n: Generated<number>;
  session: string;
  feed: string;
  seq: number;
  agent: string;
  event: string;
  facts: string;
  client: string | null;
  at: number;
  received_at: number;
  prev_hash: string;
  hash: string;
}

export interface VerdictsTable {
  n: Generated<number>;
  id: string;
  event_id: string;
  /** 1 for the review at a session's end. */
  late: number;
  agent: string;
  session: string;
  feed: string;
  seq: number;
  source: string;
  decision: string;
  attention: string;
  verdict_action: string;
  reason: string;
  evidence: string;
  degraded: string;
  ids: string;
  confidence: number | null;
  shown: string;
  paused: number;
  client: string | null;
  at: number;
  received_at: number;
  v: number;
  facts_hash: string;
  prev_hash: string;
  hash: string;
}

export interface TriageTable {
  verdict: string;
  status: string;
  by: string;
  at: number;
}

export interface SessionsTable {
  id: string;
  agent: string;
  role: string | null;
  parent: string | null;
  user: string | null;
  key_id: string | null;
  started_at: number;
  last_at: number;
  ended_at: number | null;
  events: number;
  flagged: number;
  unclean: number;
  taught_at: number | null;
}

export interface AgentsTable {
  name: string;
  paused: number;
  judge_enabled: number;
  declaration: string | null;
  declared_by: string | null;
  declared_at: number | null;
  baseline_reset_at: number | null;
  first_seen: number;
  last_seen: number;
  actions: number;
  flagged: number;
}

export interface AgentFeedsTable {
  agent: string;
  feed: string;
}

export interface ProposalsTable {
  id: string;
  agent: string;
  declaration: string;
  by: string;
  at: number;
  status: string;
  decided_by: string | null;
  decided_at: number | null;
}

export interface BaselinesTable {
  agent: string;
  version: number;
  id: string;
  snapshot: string | null;
  origin: string;
  at: number;
}

export interface LeftLabelsTable {
  agent: string;
  session: string;
  at: number;
  labels: string;
}

export interface PoliciesTable {
  version: Generated<number>;
  id: string;
  policy: string;
  by: string;
  at: number;
}

export interface KeysTable {
  id: string;
  hash: string;
  role: string;
  agent: string | null;
  name: string;
  last4: string;
  created_at: number;
  created_by: string;
  revoked_at: number | null;
}

export interface SettingsTable {
  name: string;
  value: string;
}

export interface AuditTable {
  n: Generated<number>;
  at: number;
  by: string;
  role: string;
  act: string;
  subject: string;
  detail: string | null;
  prev_hash: string;
  hash: string;
}

/** One row: how far the three chains go, signed with the key file. */
export interface SealTable {
  id: number;
  events: number;
  events_hash: string;
  verdicts: number;
  verdicts_hash: string;
  audit: number;
  audit_hash: string;
  broken: string | null;
  mac: string;
}

export interface Tables {
  events: EventsTable;
  verdicts: VerdictsTable;
  triage: TriageTable;
  sessions: SessionsTable;
  agents: AgentsTable;
  agent_feeds: AgentFeedsTable;
  proposals: ProposalsTable;
  baselines: BaselinesTable;
  left_labels: LeftLabelsTable;
  policies: PoliciesTable;
  keys: KeysTable;
  settings: SettingsTable;
  audit: AuditTable;
  seal: SealTable;
}
