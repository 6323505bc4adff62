// What every query file works with: the builder for reads and one call that writes several statements at once.
import type { Compilable, Kysely } from "kysely";
import type { AuditEntry } from "../port.ts";
import type { AuditTable, Tables } from "../tables.ts";

/** A statement and how many rows it must change (any other number undoes the whole write with `conflict`), or an entry of the audit. */
export type Write = { readonly query: Compilable; readonly expect?: number } | { readonly audit: AuditValues };

/** What an entry says; its place in the chain is given where it is written. */
export type AuditValues = Omit<AuditTable, "n" | "prev_hash" | "hash">;

export interface QueryDatabase {
  readonly builder: Kysely<Tables>;
  /** One transaction; gives the changed rows of each statement. */
  write(writes: readonly Write[]): Promise<readonly number[]>;
}

export function auditWrite(entry: AuditEntry): Write {
  const { at, by, role, act, subject } = entry;
  const detail = entry.detail === undefined ? null : JSON.stringify(entry.detail);
  return { audit: { at, by, role, act, subject, detail } };
}

/** Leaves out what is null, for the optional fields of the port's types. */
export function given<K extends string, T>(key: K, value: T | null): { readonly [P in K]?: T } {
  return value === null ? {} : ({ [key]: value } as { readonly [P in K]: T });
}
