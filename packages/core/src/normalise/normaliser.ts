// Turns raw events into facts: the only form in which anything is judged, stored or sent.
import type { AgentEvent } from "../words/event.ts";
import type { Facts } from "../words/facts.ts";
import { createDeployment } from "./deployment.ts";
import { readEvent } from "./event-facts.ts";

export interface Normaliser {
  /** Names the fingerprint key; stands in every facts record. */
  readonly keyId: string;
  /** Total: never throws for any JavaScript value, bounded in time and size, same input same facts. */
  facts(event: AgentEvent): Facts;
}

export interface NormaliserSettings {
  /** The deployment's 32 secret bytes. */
  readonly key: Uint8Array;
  /** Texts that the deployment planted: each is a secret wherever it turns up. At most 1,000, of 4 to 512 characters. */
  readonly canaries?: readonly string[];
}

export function createNormaliser({ key, canaries = [] }: NormaliserSettings): Normaliser {
  const deployment = createDeployment(key, canaries);
  return {
    keyId: deployment.fingerprinter.keyId,
    facts: (event) => readEvent(event, deployment),
  };
}
