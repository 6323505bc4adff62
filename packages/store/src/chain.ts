// The hashes that tie each verdict, event and entry of the audit to the one before it, and each verdict to the facts that it judged.
import { createHash } from "node:crypto";
import type { AuditTable, EventsTable, VerdictsTable } from "./tables.ts";

/** What the first row of a chain names as its predecessor. */
export const CHAIN_START: string = "0".repeat(64);

/** The immutable fields of a row: all but its place in the table and the hash itself. */
export type ChainFields = Omit<VerdictsTable, "n" | "hash" | "late"> & Partial<Pick<VerdictsTable, "late">>;

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** SHA-256 over the predecessor's hash and the canonical JSON (sorted keys) of the fields, lower-case hexadecimal. */
export function chainHash(row: ChainFields): string {
  // INVARIANT: keys stand in sorted order and all values are strings, integers, null or one float, so that JSON.stringify is canonical.
  const canonical = JSON.stringify({
    agent: row.agent,
    at: row.at,
    attention: row.attention,
    client: row.client,
    confidence: row.confidence,
    decision: row.decision,
    degraded: row.degraded,
    event_id: row.event_id,
    evidence: row.evidence,
    facts_hash: row.facts_hash,
    feed: row.feed,
    id: row.id,
    ids: row.ids,
    // Rows from before there were reviews keep their hash: what is undefined is not written.
    late: row.late === 1 ? 1 : undefined,
    paused: row.paused,
    reason: row.reason,
    received_at: row.received_at,
    seq: row.seq,
    session: row.session,
    shown: row.shown,
    source: row.source,
    v: row.v,
    verdict_action: row.verdict_action,
  });
  return sha256(`${row.prev_hash}\n${canonical}`);
}

/** `factsHash`: SHA-256 of the facts, for callers that have it already. */
export function eventHash(row: Omit<EventsTable, "n" | "hash">, factsHash: string = sha256(row.facts)): string {
  const client = row.client === null ? null : sha256(row.client);
  return sha256(`${row.prev_hash}\n${JSON.stringify(["event", row.agent, row.session, row.feed, row.seq, row.event, factsHash, client, row.at, row.received_at])}`);
}

export function auditHash(row: Omit<AuditTable, "n" | "hash">): string {
  return sha256(`${row.prev_hash}\n${JSON.stringify(["audit", row.at, row.by, row.role, row.act, row.subject, row.detail])}`);
}
