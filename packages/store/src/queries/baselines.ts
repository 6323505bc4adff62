// Reads and writes the versions of an agent's baseline, each with what it was learned from.
import type { Baseline } from "@kaizen/core";
import type { BaselineOrigin, Store } from "../port.ts";
import { auditWrite } from "./database.ts";
import type { QueryDatabase, Write } from "./database.ts";
import { knownAgent } from "./agents.ts";

/** Versions whose snapshot is kept; older ones keep their provenance only. */
const SNAPSHOTS = 20;

export function baselineQueries({ builder, write }: QueryDatabase): Store["baselines"] {
  return {
    async latest(agent) {
      const row = await builder.selectFrom("baselines").selectAll().where("agent", "=", agent).orderBy("version", "desc").limit(1).executeTakeFirst();
      if (row === undefined || row.snapshot === null) return undefined;
      const { version, id, at } = row;
      return { agent, version, id, at, baseline: JSON.parse(row.snapshot) as Baseline, origin: JSON.parse(row.origin) as BaselineOrigin };
    },
    async history(agent, limit) {
      const columns = ["agent", "version", "id", "origin", "at"] as const;
      const rows = await builder.selectFrom("baselines").select(columns).where("agent", "=", agent).orderBy("version", "desc").limit(limit).execute();
      return rows.map((row) => ({ ...row, origin: JSON.parse(row.origin) as BaselineOrigin }));
    },
    async put({ agent, version, id, baseline, origin, at }, audit) {
      const row = { agent, version, id, at, snapshot: JSON.stringify(baseline), origin: JSON.stringify(origin) };
      const thin = builder.updateTable("baselines").set({ snapshot: null }).where("agent", "=", agent).where("version", "<=", version - SNAPSHOTS);
      const writes: Write[] = [
        { query: knownAgent(builder, agent, at) },
        { query: builder.insertInto("baselines").values(row) },
        { query: thin.where("snapshot", "is not", null) },
      ];
      if (origin.kind === "session") {
        const taught = builder.updateTable("sessions").set({ taught_at: at }).where("id", "=", origin.session).where("agent", "=", agent).where("taught_at", "is", null);
        writes.push({ query: taught, expect: 1 });
      }
      if (origin.kind === "reset") {
        writes.push({ query: builder.updateTable("agents").set({ baseline_reset_at: at }).where("name", "=", agent), expect: 1 });
      }
      await write([...writes, auditWrite(audit)]);
    },
  };
}
