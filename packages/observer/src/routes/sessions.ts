// Sessions: listing them, ending one, and letting one teach that did not by itself.
import type { FastifyInstance } from "fastify";
import { endSessionRequestSchema } from "@kaizen/protocol";
import type { StoredSession } from "@kaizen/store";
import { callerOf, mustSpeakFor } from "../http/authorise.ts";
import { describe, flag, list, number, object, text } from "../http/describe.ts";
import { queryNumber, queryText, readBody } from "../http/read-request.ts";
import type { Query } from "../http/read-request.ts";
import { sessionRow, verdictRow } from "../http/rows.ts";
import { ObserverError } from "../observer-error.ts";
import { auditOf } from "../service.ts";
import type { Service } from "../service.ts";
import { endSession, teach } from "../sessions/teach.ts";

const row = object({ id: text, agent: text, startedAt: text, lastAt: text, endedAt: text, events: number, flagged: number, clean: flag, taught: flag });
const ended = object({ id: text, clean: flag, taught: flag });
const VERDICTS_SHOWN = 500;

interface ById {
  readonly Params: { readonly id: string };
  readonly Querystring: Query;
}

export function sessionRoutes(server: FastifyInstance, service: Service): void {
  const { store } = service;
  /** Agents choose the ids of their sessions: two may have chosen the same. */
  const find = async (id: string, agent: string | undefined): Promise<StoredSession> => {
    const [session, other] = agent === undefined ? await store.sessions.withId(id) : [await store.sessions.get(agent, id)];
    if (session === undefined) throw new ObserverError("not-found", `there is no session "${id.slice(0, 64)}"`);
    if (other !== undefined) throw new ObserverError("conflict", `several agents have a session "${id.slice(0, 64)}": name one of them with ?agent=`);
    return session;
  };
  server.get<{ Querystring: Query }>("/v1/sessions", describe("sessions", "List sessions, newest first", { query: ["agent", "limit", "offset"], answer: object({ sessions: list(row) }) }), async ({ query }) => {
    const agent = queryText(query, "agent");
    const limit = queryNumber(query, "limit", { least: 1, most: 500, otherwise: 50 });
    const offset = queryNumber(query, "offset", { least: 0, most: Number.MAX_SAFE_INTEGER, otherwise: 0 });
    const sessions = await store.sessions.list({ ...(agent === undefined ? {} : { agent }), limit, offset });
    return { sessions: sessions.map(sessionRow) };
  });
  server.get<ById>("/v1/sessions/:id", describe("sessions", "One session with its verdicts", { query: ["agent"], answer: row }), async ({ params, query }) => {
    const session = await find(params.id, queryText(query, "agent"));
    const { verdicts, total } = await store.verdicts.list({ agent: session.agent, session: session.id, limit: VERDICTS_SHOWN, offset: 0 });
    return { ...sessionRow(session), verdicts: verdicts.map(verdictRow), total };
  });
  server.post<ById>(
    "/v1/sessions/:id/end",
    describe("sessions", "End a session; a clean one teaches the agent's baseline", { body: object({ agent: text }, ["agent"]), answer: ended }),
    async (request) => {
      const { agent } = readBody(endSessionRequestSchema, request.body);
      mustSpeakFor(callerOf(request), agent);
      return endSession(service, request.params.id, agent, service.now());
    },
  );
  server.post<ById>("/v1/sessions/:id/teach", describe("sessions", "Let a session teach although it was not clean", { query: ["agent"], answer: ended }), async (request) => {
    const session = await find(request.params.id, queryText(request.query, "agent"));
    const caller = callerOf(request);
    if (session.endedAt === undefined) throw new ObserverError("conflict", `session "${session.id}" has not ended yet`);
    const taught = await teach(service, session, caller.keyId, auditOf(service, caller, "teach-session", session.id, { clean: session.unclean === 0 }));
    return { id: session.id, clean: session.unclean === 0, taught };
  });
}
