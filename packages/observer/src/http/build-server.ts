// The HTTP server: its limits, its hooks and all routes.
import swagger from "@fastify/swagger";
import fastify, { LogController } from "fastify";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { administrationRoutes } from "../routes/administration.ts";
import { agentRoutes } from "../routes/agents.ts";
import { healthRoutes } from "../routes/health.ts";
import { pageRoutes } from "../routes/page.ts";
import { policyRoutes } from "../routes/policy.ts";
import { reportRoutes } from "../routes/report.ts";
import { sessionRoutes } from "../routes/sessions.ts";
import { streamRoutes } from "../routes/stream.ts";
import type { OpenStreams } from "../routes/stream.ts";
import { verdictRoutes } from "../routes/verdicts.ts";
import type { Service } from "../service.ts";
import { OBSERVER_VERSION } from "../version.ts";
import { authorise } from "./authorise.ts";
import { replyErrors } from "./error-reply.ts";

const BODY_LIMIT = 16 * 1024 * 1024;
/** Longer than any name or id, percent-encoded, that a path may hold. */
const LONGEST_PARAMETER = 8_192;

export interface BuiltServer {
  readonly server: FastifyInstance;
  readonly streams: OpenStreams;
  /** `METHOD /path` of every route. */
  readonly routes: readonly string[];
}

export async function buildServer(service: Service, log: FastifyBaseLogger): Promise<BuiltServer> {
  const server = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    // SECURITY: `__proto__` and `constructor.prototype` in a body are refused, not left out: what is left out is not judged.
    onProtoPoisoning: "error",
    onConstructorPoisoning: "error",
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false } },
    forceCloseConnections: "idle",
  });
  // The schemas of answers describe them; they must not decide what is sent.
  server.setSerializerCompiler(() => (value) => JSON.stringify(value));
  const routes: string[] = [];
  server.addHook("onRoute", ({ method, url }) => {
    for (const one of [method].flat()) if (one !== "HEAD") routes.push(`${one} ${url}`);
  });
  authorise(server, service.keyring);
  replyErrors(server);
  logRequests(server);
  await server.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Kaizen observer", version: OBSERVER_VERSION, description: "Judges, stores and shows what AI agents do." },
      components: { securitySchemes: { key: { type: "http", scheme: "bearer", description: "kz_live_ and 32 characters" } } },
      security: [{ key: [] }],
    },
  });
  let streams: OpenStreams = { closeAll: () => undefined, closeOf: () => undefined };
  await server.register(async (scope) => {
    reportRoutes(scope, service);
    verdictRoutes(scope, service);
    sessionRoutes(scope, service);
    agentRoutes(scope, service);
    policyRoutes(scope, service);
    administrationRoutes(scope, service, (keyId) => streams.closeOf(keyId));
    healthRoutes(scope, service);
    pageRoutes(scope, service.random);
    streams = streamRoutes(scope, service);
    scope.get("/v1/openapi.json", { schema: { hide: true } }, async () => server.swagger());
  });
  await server.ready();
  return { server, streams, routes };
}

/** SECURITY: the path without its query and no header: a key must never stand in a log. */
function logRequests(server: FastifyInstance): void {
  server.addHook("onSend", async (_request, reply, payload) => {
    reply.header("x-content-type-options", "nosniff").header("referrer-policy", "no-referrer");
    return payload;
  });
  server.addHook("onResponse", async (request, reply) => {
    request.log.debug({ method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime), key: request.caller?.keyId }, "request");
  });
}
