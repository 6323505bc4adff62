// Reads and writes what is set for an agent: settings, the declaration in force, and proposals to change it.
import { sql } from "kysely";
import type { Compilable, Kysely, Selectable } from "kysely";
import type { Declaration, Feed } from "@kaizen/core";
import { StoreError } from "../error.ts";
import type { AuditEntry, Proposal, Store, StoredAgent } from "../port.ts";
import type { AgentsTable, ProposalsTable, Tables } from "../tables.ts";
import { auditWrite, given } from "./database.ts";
import type { QueryDatabase, Write } from "./database.ts";

export function agentQueries({ builder, write }: QueryDatabase): Store["agents"] {
  const proposal = async (id: string, agent: string): Promise<Proposal | undefined> => {
    const row = await builder.selectFrom("proposals").selectAll().where("id", "=", id).where("agent", "=", agent).executeTakeFirst();
    return row === undefined ? undefined : proposalOf(row);
  };
  return {
    async get(name) {
      const row = await builder.selectFrom("agents").selectAll().where("name", "=", name).executeTakeFirst();
      return row === undefined ? undefined : agentOf(row, (await feedsOf(builder, name)).get(name) ?? []);
    },
    async list() {
      const [rows, feeds] = await Promise.all([builder.selectFrom("agents").selectAll().orderBy("name").execute(), feedsOf(builder)]);
      return rows.map((row) => agentOf(row, feeds.get(row.name) ?? []));
    },
    async setSettings(name, change, audit) {
      const columns = {
        ...(change.paused === undefined ? {} : { paused: Number(change.paused) }),
        ...(change.judgeEnabled === undefined ? {} : { judge_enabled: Number(change.judgeEnabled) }),
      };
      const set = Object.keys(columns).length === 0 ? [] : [{ query: builder.updateTable("agents").set(columns).where("name", "=", name) }];
      await write([{ query: knownAgent(builder, name, audit.at) }, ...set, auditWrite(audit)]);
    },
    async setDeclaration(declaration, audit) {
      await write([{ query: knownAgent(builder, declaration.agent, audit.at) }, putInForce(builder, declaration, audit), auditWrite(audit)]);
    },
    async propose(entry, audit) {
      const row = { id: entry.id, agent: entry.agent, declaration: JSON.stringify(entry.declaration), by: entry.by, at: entry.at, status: entry.status };
      // SECURITY: one open proposal a key: a stolen one cannot bury what others propose.
      const earlier = builder.deleteFrom("proposals").where("agent", "=", entry.agent).where("by", "=", entry.by).where("status", "=", "open");
      await write([{ query: knownAgent(builder, entry.agent, entry.at) }, { query: earlier }, { query: builder.insertInto("proposals").values(row) }, auditWrite(audit)]);
    },
    async proposals(agent) {
      const rows = await builder.selectFrom("proposals").selectAll().where("agent", "=", agent).orderBy(sql`status <> 'open'`).orderBy("at", "desc").orderBy("id", "desc").limit(500).execute();
      return rows.map(proposalOf);
    },
    async decide(id, agent, status, audit) {
      const found = await proposal(id, agent);
      if (found === undefined) throw new StoreError("conflict", `agent "${agent}" has no proposal "${id}"`);
      const decided = { status, decided_by: audit.by, decided_at: audit.at };
      const query = builder.updateTable("proposals").set(decided).where("id", "=", id).where("status", "=", "open");
      const inForce = status === "approved" ? [putInForce(builder, found.declaration, audit)] : [];
      await write([{ query, expect: 1 }, ...inForce, auditWrite(audit)]);
      return { ...found, status, decidedBy: audit.by, decidedAt: audit.at };
    },
  };
}

async function feedsOf(builder: Kysely<Tables>, name?: string): Promise<ReadonlyMap<string, readonly Feed[]>> {
  const all = builder.selectFrom("agent_feeds").selectAll().orderBy("agent").orderBy("feed");
  const rows = await (name === undefined ? all : all.where("agent", "=", name)).execute();
  const feeds = new Map<string, Feed[]>();
  for (const { agent, feed } of rows) feeds.set(agent, [...(feeds.get(agent) ?? []), feed as Feed]);
  return feeds;
}

/** Makes sure that the agent's row exists. */
export function knownAgent(builder: Kysely<Tables>, name: string, at: number): Compilable {
  const row = { name, paused: 0, judge_enabled: 1, first_seen: at, last_seen: at, actions: 0, flagged: 0 };
  return builder
    .insertInto("agents")
    .values(row)
    .onConflict((clash) => clash.column("name").doNothing());
}

function putInForce(builder: Kysely<Tables>, declaration: Declaration, audit: AuditEntry): Write {
  const columns = { declaration: JSON.stringify(declaration), declared_by: audit.by, declared_at: audit.at };
  return { query: builder.updateTable("agents").set(columns).where("name", "=", declaration.agent), expect: 1 };
}

function agentOf(row: Selectable<AgentsTable>, feeds: readonly Feed[]): StoredAgent {
  return {
    name: row.name,
    settings: { paused: row.paused === 1, judgeEnabled: row.judge_enabled === 1 },
    ...given("declaration", row.declaration === null ? null : (JSON.parse(row.declaration) as Declaration)),
    ...given("declaredBy", row.declared_by),
    ...given("declaredAt", row.declared_at),
    ...given("baselineResetAt", row.baseline_reset_at),
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    actions: row.actions,
    flagged: row.flagged,
    feeds,
  };
}

function proposalOf(row: Selectable<ProposalsTable>): Proposal {
  return {
    id: row.id,
    agent: row.agent,
    declaration: JSON.parse(row.declaration) as Declaration,
    by: row.by,
    at: row.at,
    status: row.status as Proposal["status"],
    ...given("decidedBy", row.decided_by),
    ...given("decidedAt", row.decided_at),
  };
}
