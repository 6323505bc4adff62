// Policies, keys, settings with their secrets, and the record of administrative acts.
import type { Policy } from "@kaizen/core";
import type { KeyRole, Store } from "../port.ts";
import type { SecretBox } from "../secret-box.ts";
import { auditWrite, given } from "./database.ts";
import type { QueryDatabase, Write } from "./database.ts";

export function policyQueries({ builder, write }: QueryDatabase): Store["policies"] {
  const latest: Store["policies"]["latest"] = async () => {
    const row = await builder.selectFrom("policies").selectAll().orderBy("version", "desc").limit(1).executeTakeFirst();
    return row === undefined ? undefined : { ...row, policy: JSON.parse(row.policy) as Policy };
  };
  return {
    latest,
    async put({ id, policy, by, at }, audit) {
      await write([{ query: builder.insertInto("policies").values({ id, policy: JSON.stringify(policy), by, at }) }, auditWrite(audit)]);
      return (await latest())?.version ?? 0;
    },
  };
}

export function keyQueries({ builder, write }: QueryDatabase): Store["keys"] {
  return {
    async list() {
      const rows = await builder.selectFrom("keys").selectAll().orderBy("created_at").orderBy("id").execute();
      return rows.map(({ id, hash, role, agent, name, last4, created_at, created_by, revoked_at }) => ({
        id,
        hash,
        role: role as KeyRole,
        ...given("agent", agent),
        name,
        last4,
        createdAt: created_at,
        createdBy: created_by,
        ...given("revokedAt", revoked_at),
      }));
    },
    async put(key, audit) {
      const { id, hash, role, name, last4 } = key;
      const row = { id, hash, role, agent: key.agent ?? null, name, last4, created_at: key.createdAt, created_by: key.createdBy };
      await write([{ query: builder.insertInto("keys").values(row) }, auditWrite(audit)]);
    },
    async revoke(id, audit) {
      const revoked = builder.updateTable("keys").set({ revoked_at: audit.at }).where("id", "=", id).where("revoked_at", "is", null);
      const [changed] = await write([{ query: revoked }, auditWrite(audit)]);
      return changed === 1;
    },
  };
}

export function settingQueries({ builder, write }: QueryDatabase, box: SecretBox): Store["settings"] {
  const read = async (name: string): Promise<unknown> => {
    const row = await builder.selectFrom("settings").select("value").where("name", "=", name).executeTakeFirst();
    return row === undefined ? undefined : (JSON.parse(row.value) as unknown);
  };
  const put = (name: string, value: unknown): Write => {
    const text = JSON.stringify(value);
    const insert = builder.insertInto("settings").values({ name, value: text });
    return { query: insert.onConflict((clash) => clash.column("name").doUpdateSet({ value: text })) };
  };
  return {
    get: read,
    async put(name, value, audit) {
      await write([put(name, value), auditWrite(audit)]);
    },
    async getSecret(name) {
      const sealed = await read(name);
      return sealed === undefined ? undefined : box.open(name, sealed);
    },
    async putSecret(name, secret, audit) {
      const change = secret === undefined ? { query: builder.deleteFrom("settings").where("name", "=", name) } : put(name, box.seal(name, secret));
      await write([change, auditWrite(audit)]);
    },
  };
}

export function auditQueries({ builder }: QueryDatabase): Store["audit"] {
  return {
    async list(limit) {
      const rows = await builder.selectFrom("audit").selectAll().orderBy("n", "desc").limit(limit).execute();
      return rows.map(({ at, by, role, act, subject, detail }) => ({
        at,
        by,
        role,
        act,
        subject,
        ...given("detail", detail === null ? null : (JSON.parse(detail) as unknown)),
      }));
    },
  };
}
