// What ended sessions leave to later ones: a projection of their events.
import { sql } from "kysely";
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table left_labels (agent text not null, session text not null, at integer not null, labels text not null, primary key (agent, session))`.execute(db);
  await sql`create index left_labels_at on left_labels (at)`.execute(db);
}
