// What the main thread and the storage thread say to each other. Plain data only: it is structured-cloned.
import type { StoreErrorCode } from "../error.ts";
import type { AuditValues } from "../queries/database.ts";
import type { EventsTable, SessionsTable, VerdictsTable } from "../tables.ts";

export type SqlValue = string | number | bigint | Uint8Array | null;
export type Row = Readonly<Record<string, SqlValue>>;

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
  /** Rows that must change; another number rolls the whole request back with `conflict`. */
  readonly expect?: number;
}

export type WriteStatement = Statement | { readonly audit: AuditValues };

/** One session's part of an append: a new row when `expect` is 0, else a change of the row that holds `expect` events. */
export interface SessionChange {
  readonly expect: number;
  readonly row: Omit<SessionsTable, "ended_at" | "taught_at">;
}

export interface AgentChange {
  readonly name: string;
  readonly at: number;
  readonly actions: number;
  readonly flagged: number;
  readonly feeds: readonly string[];
}

export type EventValues = Omit<EventsTable, "n" | "prev_hash" | "hash">;
export type VerdictValues = Omit<VerdictsTable, "n" | "facts_hash" | "prev_hash" | "hash">;

export interface AppendUnit {
  readonly sessions: readonly SessionChange[];
  readonly agents: readonly AgentChange[];
  readonly items: readonly { readonly event: EventValues; readonly verdict?: VerdictValues }[];
  readonly reviews: readonly VerdictValues[];
}

/** Where a new verdict came to stand. */
export interface ChainPlace {
  readonly n: number;
  readonly prevHash: string;
  readonly hash: string;
}

export type Request =
  | { readonly kind: "read"; readonly statement: Statement }
  | { readonly kind: "write"; readonly statements: readonly WriteStatement[] }
  | { readonly kind: "append"; readonly unit: AppendUnit }
  | { readonly kind: "limit"; readonly bytes: number }
  | { readonly kind: "close" };

export type WriteRequest = Extract<Request, { kind: "write" | "append" }>;

export interface Numbered {
  readonly id: number;
  readonly request: Request;
}

export interface Failure {
  readonly code: StoreErrorCode;
  readonly message: string;
}

export type Answer =
  | { readonly kind: "rows"; readonly rows: readonly Row[] }
  | { readonly kind: "written"; readonly changes: readonly number[] }
  | { readonly kind: "appended"; readonly places: readonly ChainPlace[] }
  | { readonly kind: "done" };

export type Reply = { readonly id: number; readonly answer: Answer } | { readonly id: number; readonly failure: Failure };

/** The thread's first message. */
export type Opening = { readonly opened: true } | { readonly opened: false; readonly failure: Failure };

export interface WorkerSettings {
  readonly databaseFile: string;
  readonly lockFile: string;
  /** Of the secrets and the seal; made when it is missing. */
  readonly keyFile: string;
  /** The file may not grow beyond this; 0 = no limit of ours. */
  readonly maxBytes: number;
}
