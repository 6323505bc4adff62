// The whole red-team corpus as it was read from its folder.
import type { KnownMiss, OrdinaryAgent, Organisation, Scenario } from "@kaizen/protocol";

export interface Corpus {
  /** In the order of the attack classes, then by id. */
  readonly scenarios: readonly Scenario[];
  /** By the name of their file. */
  readonly ordinary: readonly OrdinaryAgent[];
  readonly organisation: Organisation;
  readonly misses: readonly KnownMiss[];
}
