// Whether the observer works, and whether what it stored is still what it wrote.
import type { FastifyInstance } from "fastify";
import { describe, flag, number, object, text } from "../http/describe.ts";
import type { Service } from "../service.ts";
import { OBSERVER_VERSION } from "../version.ts";

export function healthRoutes(server: FastifyInstance, { store }: Service): void {
  server.get("/healthz", describe("health", "Whether the observer can store; needs no key", { answer: object({ ok: flag, store: text, version: text, queue: number }) }), async (_request, reply) => {
    const { ok, code, queued } = await store.health();
    return reply.code(ok ? 200 : 503).send({ ok, store: code ?? "ok", version: OBSERVER_VERSION, queue: queued });
  });
  let running: ReturnType<typeof store.verifyChain> | undefined;
  server.get("/v1/integrity", describe("health", "Recompute the chains of verdicts, events and audit, and compare their ends with the seal", { answer: object({ ok: flag, rows: number, first_bad: text }) }), async () => {
    // One walk at a time serves everybody who asks meanwhile.
    running ??= store.verifyChain().finally(() => {
      running = undefined;
    });
    const { ok, rows, firstBad } = await running;
    return { ok, rows, ...(firstBad === undefined ? {} : { first_bad: firstBad }) };
  });
}
