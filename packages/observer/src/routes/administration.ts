// Keys, the judge's configuration, and figures over time.
import type { FastifyInstance } from "fastify";
import { createKeyRequestSchema } from "@kaizen/protocol";
import type { CreateKeyRequest, KeyRow } from "@kaizen/protocol";
import type { StoredKey } from "@kaizen/store";
import { hashKey, newKey } from "../caller.ts";
import { callerOf } from "../http/authorise.ts";
import { anything, describe, flag, list, number, object, oneOf, text } from "../http/describe.ts";
import { queryNumber, readBody } from "../http/read-request.ts";
import type { Query } from "../http/read-request.ts";
import { wireTime } from "../http/rows.ts";
import { ObserverError } from "../observer-error.ts";
import { auditOf } from "../service.ts";
import type { Service } from "../service.ts";

const DAY_MS = 86_400_000;
const LLM_SETTING = "llm-config";
const LLM_KEY = "llm-api-key";

interface LlmConfig {
  readonly provider?: string;
  readonly model?: string;
  readonly base_url?: string;
  readonly daily_budget?: number;
  readonly confidence_threshold?: number;
}

/** `onRevoke` is told the id of a key that is no longer in force. */
export function administrationRoutes(server: FastifyInstance, service: Service, onRevoke: (keyId: string) => void): void {
  keyRoutes(server, service, onRevoke);
  llmRoutes(server, service);
  server.get("/v1/judge/usage", describe("judge", "What the judge used", { answer: object({ calls: number, tokens: number, cost: number, note: text }) }), async () => ({
    calls: 0,
    tokens: 0,
    cost: 0,
    today: { calls: 0, tokens: 0, cost: 0 },
    note: "no judge runs in this version",
  }));
  server.get<{ Querystring: Query }>("/v1/metrics/timeseries", describe("metrics", "Actions, anomalies and reviews a day, oldest first", { query: ["days"], answer: object({ days: number, series: list(anything) }) }), async ({ query }) => {
    const days = queryNumber(query, "days", { least: 1, most: 366, otherwise: 30 });
    const today = Math.floor(service.now() / DAY_MS);
    const counts = new Map((await service.store.verdicts.daily(today - days + 1)).map((count) => [count.day, count]));
    const series = Array.from({ length: days }, (_, index) => {
      const day = today - days + 1 + index;
      const { actions = 0, anomalies = 0, reviews = 0 } = counts.get(day) ?? {};
      return { date: wireTime(day * DAY_MS).slice(0, 10), actions, anomalies, reviews };
    });
    return { days, series };
  });
}

function keyRoutes(server: FastifyInstance, service: Service, onRevoke: (keyId: string) => void): void {
  const { store, keyring } = service;
  const row = object({ id: text, role: text, agent: text, name: text, last4: text, created_at: text, revoked_at: text });
  server.get("/v1/keys", describe("keys", "List keys; what they are is never shown again", { answer: object({ keys: list(row) }) }), async () => ({ keys: (await store.keys.list()).map(keyRow) }));
  server.post(
    "/v1/keys",
    describe("keys", "Make a key; it is in this answer and nowhere else", { body: object({ name: text, role: oneOf("agent", "reader", "operator", "admin"), agent: text }, ["role"]), answer: row }),
    async (request) => {
      const caller = callerOf(request);
      const { key, stored } = makeKey(service, readBody(createKeyRequestSchema, request.body), caller.keyId);
      await store.keys.put(stored, auditOf(service, caller, "make-key", stored.id, { role: stored.role, agent: stored.agent ?? null }));
      keyring.add(stored);
      return { ...keyRow(stored), key };
    },
  );
  server.delete<{ Params: { readonly id: string } }>("/v1/keys/:id", describe("keys", "Revoke a key", { answer: object({ id: text, revoked: flag }) }), async (request) => {
    const { id } = request.params;
    if (!(await store.keys.list()).some((key) => key.id === id)) throw new ObserverError("not-found", `there is no key "${id.slice(0, 64)}"`);
    await store.keys.revoke(id, auditOf(service, callerOf(request), "revoke-key", id));
    keyring.revoke(id);
    onRevoke(id);
    return { id, revoked: true };
  });
}

/** A new key and what is stored of it. */
export function makeKey({ newId, now, random }: Pick<Service, "newId" | "now" | "random">, { role, agent, name }: CreateKeyRequest, createdBy: string): { readonly key: string; readonly stored: StoredKey } {
  const key = newKey(random);
  const stored = { id: newId(), hash: hashKey(key), role, ...(agent === undefined ? {} : { agent }), name: name ?? "", last4: key.slice(-4), createdAt: now(), createdBy };
  return { key, stored };
}

function keyRow({ id, role, agent, name, last4, createdAt, revokedAt }: StoredKey): KeyRow & { readonly last4: string } {
  return { id, role, ...(agent === undefined ? {} : { agent }), ...(name === "" ? {} : { name }), last4, created_at: wireTime(createdAt), ...(revokedAt === undefined ? {} : { revoked_at: wireTime(revokedAt) }) };
}

function llmRoutes(server: FastifyInstance, service: Service): void {
  const { settings } = service.store;
  const answer = object({ provider: text, model: text, base_url: text, daily_budget: number, confidence_threshold: number, has_key: flag, last4: text });
  const read = async (): Promise<unknown> => {
    const config = ((await settings.get(LLM_SETTING)) ?? {}) as LlmConfig;
    const key = await settings.getSecret(LLM_KEY);
    return { ...config, has_key: key !== undefined, ...(key === undefined ? {} : { last4: Buffer.from(key).toString("utf8").slice(-4) }) };
  };
  server.get("/v1/llm-config", describe("judge", "The judge's configuration; its key is never shown", { answer }), read);
  server.post<{ Body: LlmConfig & { readonly api_key?: string } }>(
    "/v1/llm-config",
    {
      schema: {
        ...describe("judge", "Replace the judge's configuration; a key that is not given stays, an empty one is removed", { answer }).schema,
        body: {
          type: "object",
          required: ["provider", "model"],
          properties: {
            provider: { type: "string", minLength: 1, maxLength: 64 },
            model: { type: "string", minLength: 1, maxLength: 256 },
            api_key: { type: "string", maxLength: 4_096, anyOf: [{ maxLength: 0 }, { minLength: 16 }] },
            base_url: { type: "string", maxLength: 2_048, pattern: "^https?://[^@\\s]+$" },
            daily_budget: { type: "number", minimum: 0 },
            confidence_threshold: { type: "number", minimum: 0, maximum: 1 },
          },
        },
      },
    },
    async (request) => {
      const { provider, model, api_key, base_url, daily_budget, confidence_threshold } = request.body;
      const audit = auditOf(service, callerOf(request), "llm-config", LLM_SETTING, { provider, model, key: api_key === undefined ? "kept" : "replaced" });
      // SECURITY: a kept key must not travel to an address that somebody else just set.
      const before = ((await settings.get(LLM_SETTING)) ?? {}) as LlmConfig;
      const moved = before.base_url !== base_url || before.provider !== provider;
      if (api_key !== undefined || moved) await settings.putSecret(LLM_KEY, api_key === undefined || api_key === "" ? undefined : Buffer.from(api_key), audit);
      await settings.put(LLM_SETTING, { provider, model, base_url, daily_budget, confidence_threshold }, audit);
      return read();
    },
  );
}
