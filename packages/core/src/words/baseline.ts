// What is known of an agent's normal behaviour: a bounded, mergeable, serialisable profile.

/**
 * `events` and `sessions` that had the key. `by` names the session when it was only one (`task.session` where its task is
 * known), the task when all of them did one, else it is `""`.
 */
export type SeenKey = readonly [key: string, events: number, sessions: number, by: string];

/** How often each key of one dimension was seen, in how many sessions, and what did not fit. */
export interface DimensionProfile {
  /** Events that had a value in this dimension. */
  readonly total: number;
  /** At most 512 keys, most frequent kept. Keys sorted. */
  readonly seen: readonly SeenKey[];
  /** Keys that were dropped to keep the bound; a dimension with drops never calls a key new. */
  readonly dropped: number;
}

/**
 * `command`: executable and sub-command. `option`: the same with an option. `argument`: tool and argument. `value`: tool,
 * argument and value, for arguments that take few. `area`: tool with the folder or the first part of a URL's path.
 */
export const BASELINE_DIMENSIONS = ["kind", "tool", "destination", "tool-destination", "shape", "command", "option", "argument", "value", "area"] as const;
export type BaselineDimension = (typeof BASELINE_DIMENSIONS)[number];

/** A name, and in how many clean sessions it was. */
export type SessionCount = readonly [name: string, sessions: number];

/** An immutable snapshot; `id` is the hash of the rest. */
export interface Baseline {
  readonly v: 2;
  readonly agent: string;
  /** Clean sessions that taught it. */
  readonly sessions: number;
  readonly actions: number;
  readonly dimensions: Readonly<Record<BaselineDimension, DimensionProfile>>;
  /** Sessions by what was asked of them, at most 128 tasks, sorted. A session that is in none counts as a task of its own. Absent: none is. */
  readonly tasks?: readonly SessionCount[];
  /** Sessions in whose catalogue each tool stood, at most 512 tools, sorted. Absent: no catalogue was seen. */
  readonly offered?: readonly SessionCount[];
}
