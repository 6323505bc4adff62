// What is known of an agent's normal behaviour: a bounded, mergeable, serialisable profile.

/** How often each key of one dimension was seen, in how many sessions, and what did not fit. */
export interface DimensionProfile {
  /** Events that had a value in this dimension. */
  readonly total: number;
  /** Key -> [events, sessions], at most 512 keys, most frequent kept. Keys sorted. */
  readonly seen: readonly (readonly [key: string, events: number, sessions: number])[];
  /** Keys that were dropped to keep the bound; a dimension with drops never calls a key new. */
  readonly dropped: number;
}

export const BASELINE_DIMENSIONS = ["kind", "tool", "destination", "tool-destination", "shape"] as const;
export type BaselineDimension = (typeof BASELINE_DIMENSIONS)[number];

/** An immutable snapshot; `id` is the hash of the rest. */
export interface Baseline {
  readonly v: 1;
  readonly agent: string;
  /** Clean sessions that taught it. */
  readonly sessions: number;
  readonly actions: number;
  readonly dimensions: Readonly<Record<BaselineDimension, DimensionProfile>>;
}
