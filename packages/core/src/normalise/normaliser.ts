// Turns raw events into facts: the only form in which anything is judged, stored or sent.
import type { AgentEvent } from "../words/event.ts";
import type { Facts } from "../words/facts.ts";
import { createFingerprinter } from "./fingerprint.ts";
import { readEvent } from "./event-facts.ts";

export interface Normaliser {
  /** Names the fingerprint key; stands in every facts record. */
  readonly keyId: string;
  /** Total: never throws for any JavaScript value, bounded in time and size, same input same facts. */
  facts(event: AgentEvent): Facts;
}

/** `key`: the deployment's 32 secret bytes. */
export function createNormaliser(settings: { readonly key: Uint8Array }): Normaliser {
  const fingerprinter = createFingerprinter(settings.key);
  return {
    keyId: fingerprinter.keyId,
    facts: (event) => readEvent(event, fingerprinter),
  };
}
