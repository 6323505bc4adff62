// The whole red-team corpus as it was read from its folder.
import type { KnownMiss, Organisation, Scenario } from "@kaizen/protocol";

export interface Corpus {
  /** In the order of the attack classes, then by id. */
  readonly scenarios: readonly Scenario[];
  readonly organisation: Organisation;
  readonly misses: readonly KnownMiss[];
}
