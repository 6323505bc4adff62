// The seal: where the chains of events, verdicts and audit end, signed, so that rows cannot be cut off their ends unnoticed.
import { timingSafeEqual } from "node:crypto";
import { CHAIN_START } from "./chain.ts";
import type { SecretBox } from "./secret-box.ts";
import type { SealTable } from "./tables.ts";

/** `n` counts rows: the chains have no gaps. */
export interface ChainEnd {
  readonly n: number;
  readonly hash: string;
}

export const CHAINS = ["events", "verdicts", "audit"] as const;
export type ChainName = (typeof CHAINS)[number];
export type ChainEnds = Readonly<Record<ChainName, ChainEnd>>;

export interface Seal {
  readonly ends: ChainEnds;
  /** Said once the file was found changed while nobody had it open; it stays, whatever is written after it. */
  readonly broken: string | null;
}

export const NO_ROWS: ChainEnd = { n: 0, hash: CHAIN_START };

export function sealRow({ ends, broken }: Seal, box: SecretBox): SealTable {
  const { events, verdicts, audit } = ends;
  const columns = { events: events.n, events_hash: events.hash, verdicts: verdicts.n, verdicts_hash: verdicts.hash, audit: audit.n, audit_hash: audit.hash, broken };
  return { id: 1, ...columns, mac: box.sign(textOf(columns)) };
}

/** Undefined when there is none or it was not signed with this key. */
export function readSeal(row: SealTable | undefined, box: SecretBox): Seal | undefined {
  if (row === undefined) return undefined;
  const [given, right] = [Buffer.from(row.mac), Buffer.from(box.sign(textOf(row)))];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const { events, events_hash, verdicts, verdicts_hash, audit, audit_hash, broken } = row;
  return { ends: { events: { n: events, hash: events_hash }, verdicts: { n: verdicts, hash: verdicts_hash }, audit: { n: audit, hash: audit_hash } }, broken };
}

function textOf(row: Omit<SealTable, "id" | "mac">): string {
  return JSON.stringify(["seal", row.events, row.events_hash, row.verdicts, row.verdicts_hash, row.audit, row.audit_hash, row.broken]);
}
