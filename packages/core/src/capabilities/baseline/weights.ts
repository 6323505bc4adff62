// The thresholds and bounds of the baseline capability. README.md says where they come from.

export interface BaselineWeights {
  /** Keys kept in one dimension. */
  readonly keys: number;
  /** A new key is `high` when a session and an event with something new are at most this likely. */
  readonly highSession: number;
  readonly highEvent: number;
  /** Where the session's task is new, too: this share of new tasks at most brings something new without any attack. */
  readonly highTask: number;
  /** A new key is `low` when an event with something new is at most this likely. */
  readonly lowEvent: number;
  /** Values of one argument that are kept; an argument with more takes any. */
  readonly slotValues: number;
  /** Longest value that is kept as one of few, in characters. */
  readonly slotValue: number;
  /** A new value of an argument is `high` when the next one is new with at most this chance, besides `highSession`. */
  readonly highValue: number;
  /** Events with something new that one session counts for at most, so that no single session sets the figures. */
  readonly onceOfSession: number;
  /** Calls of a tool from which an argument that all of them had counts as one that belongs to it. */
  readonly alwaysCalls: number;
  /** Different new areas in one session that are a walk. */
  readonly walk: number;
  /** Different keys of a telling dimension that one session may teach. */
  readonly taught: number;
  /** Different tasks that are told apart. */
  readonly tasks: number;
  /** Sessions in whose catalogue a tool stood from which it is no new capability. */
  readonly offeredSessions: number;
  /** Actions of the running session that are needed to judge without a promoted baseline. */
  readonly runningActions: number;
}

export const BASELINE_WEIGHTS: BaselineWeights = { keys: 512, highSession: 0.1, highEvent: 0.02, highTask: 0.02, lowEvent: 0.15, slotValues: 8, slotValue: 64, highValue: 0.05, onceOfSession: 4, alwaysCalls: 10, walk: 4, taught: 128, tasks: 128, offeredSessions: 9, runningActions: 8 };
