// What `kaizen doctor` says about one thing.

/** `note` is worth knowing and wrong in itself is nothing; `bad` makes the exit code 1. */
export interface Check {
  readonly name: string;
  readonly state: "good" | "note" | "bad";
  /** What was found and, when it is bad, what to do. */
  readonly says: string;
}
