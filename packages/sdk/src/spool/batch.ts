// Lines on their way out: what the sender takes from the front of a source and gives back an answer for.

export interface BatchLimits {
  readonly records: number;
  /** A single larger line still makes a batch of one. */
  readonly bytes: number;
}

export interface Batch {
  /** One JSON text each, at least one. */
  readonly lines: readonly string[];
  /** Takes the lines out for good: they are acknowledged, or set aside. */
  settle(): void;
}

/** A queue of lines. `next` does not remove: the same lines come again until they are settled. */
export interface LineSource {
  next(limits: BatchLimits): Batch | undefined;
  /** Lines that are not settled. */
  readonly pending: number;
}
