// The trace file format: one recorded session a line. What importers write and `replay` reads.
import type { Feed, ToolDescription } from "@kaizen/core";

export const TRACE_KINDS = ["message", "tool_call", "tool_result", "tools", "connect", "file", "exec", "skill_load"] as const;
export type TraceKind = (typeof TRACE_KINDS)[number];

export interface TraceEvent {
  /** Integer, rising within the session; every output names the event by it. */
  readonly i: number;
  readonly kind: TraceKind;
  /** Required for `message`: what a `user` says is trusted, what a `tool` says is not. */
  readonly role?: "user" | "assistant" | "tool";
  readonly tool?: string;
  readonly args?: unknown;
  readonly content?: unknown;
  readonly target?: string;
  readonly call_id?: string;
  /** `true` or what went wrong. */
  readonly error?: string | boolean;
  readonly exit_code?: number;
  /** Milliseconds since 1970 (read from RFC 3339 text or a number). */
  readonly at?: number;
  /** Default `sdk`. */
  readonly feed?: Feed;
  readonly publisher?: string;
  readonly hash?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** The agent's tools from here on. */
  readonly tools?: readonly ToolDescription[];
}

export interface TraceSession {
  readonly id: string;
  readonly agent: string;
  readonly role?: string;
  readonly parent?: string;
  readonly user?: string;
  /** Milliseconds since 1970. */
  readonly started_at?: number;
  /** The operator's instructions: trusted. */
  readonly instructions?: string;
  readonly tools?: readonly ToolDescription[];
  readonly events: readonly TraceEvent[];
}
