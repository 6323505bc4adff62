// Reads and writes what ended sessions leave to later ones.
import type { CarriedLabels } from "@kaizen/core";
import type { LeftLabelStore } from "../left-labels.ts";
import type { QueryDatabase } from "./database.ts";

export function leftLabelQueries({ builder, write }: QueryDatabase): LeftLabelStore {
  return {
    async put({ agent, session, labels, at }) {
      const row = { agent, session, at, labels: JSON.stringify(labels) };
      await write([{ query: builder.insertInto("left_labels").values(row).onConflict((conflict) => conflict.columns(["agent", "session"]).doUpdateSet({ at: row.at, labels: row.labels })) }]);
    },
    async since(at, limit) {
      const rows = await builder.selectFrom("left_labels").selectAll().where("at", ">=", at).orderBy("at", "desc").limit(limit).execute();
      return rows.map(({ labels, ...row }) => ({ ...row, labels: JSON.parse(labels) as CarriedLabels }));
    },
    async drop(before) {
      await write([{ query: builder.deleteFrom("left_labels").where("at", "<", before) }]);
    },
  };
}
