// When a session is over: whoever holds sessions ends them by these limits.

export interface SessionLimits {
  /** Milliseconds without an event. */
  readonly idleMs: number;
  /** Milliseconds since its first event. */
  readonly maxAgeMs: number;
  /** Events; a session that goes on past them says `session-truncated` in every verdict. */
  readonly maxEvents: number;
}

export const sessionLimits: SessionLimits = { idleMs: 30 * 60_000, maxAgeMs: 24 * 3_600_000, maxEvents: 1_000 };
