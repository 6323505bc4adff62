// How a client stands: what waits, what was lost, what it lacks.
import type { Degradation } from "@kaizen/core";

export interface KaizenStatus {
  /** Accepted records that the observer has not acknowledged. */
  readonly pending: number;
  /** Records that neither disk nor memory took, and records that the observer refused. */
  readonly dropped: number;
  readonly setAside: number;
  readonly degraded: readonly Degradation[];
}
