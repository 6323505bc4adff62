// What a store tells about all of its rows: counts a day, and whether its chains are whole.

export interface DayCount {
  /** Whole days since 1970, UTC. */
  readonly day: number;
  readonly actions: number;
  readonly anomalies: number;
  readonly reviews: number;
}

export interface ChainReport {
  readonly ok: boolean;
  /** Verdicts. */
  readonly rows: number;
  /** What does not fit first: the id of a verdict or event, `audit N`, or `seal` when the ends of the chains are not those that were written. */
  readonly firstBad?: string;
}
