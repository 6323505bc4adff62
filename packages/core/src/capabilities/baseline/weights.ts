// The thresholds and bounds of the baseline capability. README.md says where they come from.

export interface BaselineWeights {
  /** Keys kept in one dimension. */
  readonly keys: number;
  /** A new key is `high` when a session and an event with something new are at most this likely. */
  readonly highSession: number;
  readonly highEvent: number;
  /** A new key is `low` when an event with something new is at most this likely. */
  readonly lowEvent: number;
  /** Actions of the running session that are needed to judge without a promoted baseline. */
  readonly runningActions: number;
}

export const BASELINE_WEIGHTS: BaselineWeights = { keys: 512, highSession: 0.1, highEvent: 0.02, lowEvent: 0.15, runningActions: 8 };
