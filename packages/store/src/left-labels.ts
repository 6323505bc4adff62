// What ended sessions leave to later ones: the part of the storage port that keeps it.
import type { CarriedLabels } from "@kaizen/core";

/** Made from the session's events; can be made anew. `at`: the server's clock. */
export interface LeftLabels {
  readonly agent: string;
  readonly session: string;
  readonly labels: CarriedLabels;
  readonly at: number;
}

export interface LeftLabelStore {
  /** Takes the place of what the session left before. */
  put(left: LeftLabels): Promise<void>;
  /** Left at or after, newest first. */
  since(at: number, limit: number): Promise<readonly LeftLabels[]>;
  drop(before: number): Promise<void>;
}
