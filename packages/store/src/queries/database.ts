// What every query file works with: the builder for reads and one call that writes several statements at once.
import type { Compilable, Kysely } from "kysely";
import type { AuditEntry } from "../port.ts";
import type { Tables } from "../tables.ts";

/** A statement and how many rows it must change; any other number undoes the whole write with `conflict`. */
export interface Write {
  readonly query: Compilable;
  readonly expect?: number;
}

export interface QueryDatabase {
  readonly builder: Kysely<Tables>;
  /** One transaction; gives the changed rows of each statement. */
  write(writes: readonly Write[]): Promise<readonly number[]>;
}

export function auditWrite(builder: Kysely<Tables>, entry: AuditEntry): Write {
  const { at, by, role, act, subject } = entry;
  const detail = entry.detail === undefined ? null : JSON.stringify(entry.detail);
  return { query: builder.insertInto("audit").values({ at, by, role, act, subject, detail }) };
}

/** Leaves out what is null, for the optional fields of the port's types. */
export function given<K extends string, T>(key: K, value: T | null): { readonly [P in K]?: T } {
  return value === null ? {} : ({ [key]: value } as { readonly [P in K]: T });
}
