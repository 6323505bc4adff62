// The one list of migrations, oldest first. A name never changes; its position is the schema version.
import type { Kysely } from "kysely";
import { up as first } from "./0001-first.ts";
import { up as sealedChains } from "./0002-sealed-chains.ts";
import { up as lateVerdicts } from "./0003-late-verdicts.ts";
import { up as leftLabels } from "./0004-left-labels.ts";

export interface NamedMigration {
  readonly name: string;
  readonly up: (db: Kysely<unknown>) => Promise<void>;
}

export const migrations: readonly NamedMigration[] = [
  { name: "0001-first", up: first },
  { name: "0002-sealed-chains", up: sealedChains },
  { name: "0003-late-verdicts", up: lateVerdicts },
  { name: "0004-left-labels", up: leftLabels },
];

/** Version that this program writes; a file with a higher one is refused. */
export const SCHEMA_VERSION: number = migrations.length;
