// Tells two events of one number apart.
import { createHash, randomBytes } from "node:crypto";
import type { Facts } from "@kaizen/core";

// SECURITY: drawn anew in each process, so that nobody can look for two events with one digest.
const KEY = randomBytes(32);
const DIGEST_BYTES = 6;

/** 48 bits over everything that the event says, its number included. The same event always gives the same text: it is parsed JSON. */
export function eventDigest(facts: Facts): number {
  return createHash("sha256").update(KEY).update(JSON.stringify(facts)).digest().readUIntBE(0, DIGEST_BYTES);
}

/** The event under another number of its session and feed. */
export function renumbered<F extends Facts>(facts: F, seq: number): F {
  const { identity, position } = facts;
  return { ...facts, id: `${identity.session}/${position.feed}/${seq}`, position: { ...position, seq } };
}
