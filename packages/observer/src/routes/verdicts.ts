// Reading verdicts, and what a person does about one.
import type { FastifyInstance } from "fastify";
import type { ActionFacts, Declaration, Stated } from "@kaizen/core";
import type { StoredVerdict, TriageStatus } from "@kaizen/store";
import { callerOf, mustSpeakFor } from "../http/authorise.ts";
import { anything, describe, flag, list, number, object, oneOf, text } from "../http/describe.ts";
import { queryChoice, queryNumber, queryText, queryTime } from "../http/read-request.ts";
import type { Query } from "../http/read-request.ts";
import { verdictRow } from "../http/rows.ts";
import { ObserverError } from "../observer-error.ts";
import { auditOf } from "../service.ts";
import type { Service } from "../service.ts";
import { declarationObjects, growBaseline, lessonOfAction } from "../sessions/teach.ts";
import type { Caller } from "../caller.ts";

const STATUSES: readonly TriageStatus[] = ["open", "acknowledged", "resolved", "false_positive"];
const row = object({ id: text, event_id: text, agent: text, session: text, action: anything, decision: text, reason: text, evidence: list(anything), attention: text, late: flag, verdict_action: text, status: text, source: text, feed: text, at: text, received_at: text });

interface ById {
  readonly Params: { readonly id: string };
}

export function verdictRoutes(server: FastifyInstance, service: Service): void {
  const { store } = service;
  const find = async (id: string): Promise<StoredVerdict> => {
    const verdict = await store.verdicts.get(id);
    if (verdict === undefined) throw new ObserverError("not-found", `there is no verdict "${id.slice(0, 64)}"`);
    return verdict;
  };
  server.get<{ Querystring: Query }>(
    "/v1/verdicts",
    describe("verdicts", "List verdicts, newest first", { query: ["agent", "session", "status", "decision", "source", "q", "since", "limit", "offset"], answer: object({ verdicts: list(row), total: number }) }),
    async (request) => {
      const { verdicts, total } = await store.verdicts.list(listQuery(request.query, callerOf(request)));
      return { verdicts: verdicts.map(verdictRow), total };
    },
  );
  server.get<ById>("/v1/verdicts/:id", describe("verdicts", "One verdict with the facts that it rests on", { answer: object({ verdict: row, facts: list(anything) }) }), async (request) => {
    const verdict = await find(request.params.id);
    const cited = new Set([verdict.eventId, ...verdict.evidence.flatMap((finding) => finding.cites)]);
    const events = await store.events.byIds(verdict.agent, [...cited].slice(0, 1_000));
    const own = events.find((event) => event.facts.id === verdict.eventId);
    return { ...verdictRow(verdict), facts: events.map((event) => event.facts), ...(own?.client === undefined ? {} : { claimed: own.client }), chain: { n: verdict.n, prev_hash: verdict.prevHash, hash: verdict.hash } };
  });
  server.post<ById & { Body: { readonly status: TriageStatus } }>(
    "/v1/verdicts/:id/status",
    describe("verdicts", "Say what became of a verdict", { body: object({ status: oneOf(...STATUSES) }, ["status"]), answer: object({ id: text, status: text }) }),
    async (request) => {
      const { id } = request.params;
      const { status } = request.body;
      await find(id);
      await store.verdicts.setStatus(id, status, auditOf(service, callerOf(request), "triage", id, { status }));
      return { id, status };
    },
  );
  server.post<ById>("/v1/verdicts/:id/learn", describe("verdicts", "The action was right: fold it into the agent's baseline and declaration", { answer: object({ id: text, status: text }) }), async (request) => {
    const verdict = await find(request.params.id);
    await learn(service, verdict, callerOf(request));
    return { id: verdict.id, status: "false_positive" };
  });
}

function listQuery(query: Query, caller: Caller): Parameters<Service["store"]["verdicts"]["list"]>[0] {
  const agent = queryText(query, "agent") ?? (caller.role === "agent" ? caller.agent : undefined);
  if (agent !== undefined) mustSpeakFor(caller, agent);
  const found = {
    agent,
    session: queryText(query, "session"),
    status: queryChoice(query, "status", STATUSES),
    decision: queryChoice(query, "decision", ["allow", "block"] as const),
    source: queryText(query, "source", 64),
    q: queryText(query, "q", 200),
    since: queryTime(query, "since"),
  };
  const limit = queryNumber(query, "limit", { least: 1, most: 500, otherwise: 50 });
  const offset = queryNumber(query, "offset", { least: 0, most: Number.MAX_SAFE_INTEGER, otherwise: 0 });
  return { ...withoutAbsent(found), limit, offset };
}

function withoutAbsent<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

async function learn(service: Service, verdict: StoredVerdict, caller: Caller): Promise<void> {
  const { store } = service;
  if (verdict.late === true) throw new ObserverError("bad-request", `verdict "${verdict.id}" is the review of a whole session; POST /v1/sessions/${verdict.session}/learn lets the session teach`);
  const [event] = await store.events.byIds(verdict.agent, [verdict.eventId]);
  if (event?.facts.event !== "action") throw new ObserverError("not-found", `there is no action for verdict "${verdict.id}"`);
  const audit = auditOf(service, caller, "learn", verdict.id, { agent: verdict.agent, event: verdict.eventId });
  const { declaration } = await service.agents.get(verdict.agent);
  const wider = declaration === undefined ? undefined : widened(declaration, event.facts);
  if (wider !== undefined) await store.agents.setDeclaration(wider, audit);
  await growBaseline(service, verdict.agent, lessonOfAction(event.facts), { kind: "learned-verdict", verdict: verdict.id, by: caller.keyId }, audit);
  await store.verdicts.setStatus(verdict.id, "false_positive", audit);
  service.agents.changed(verdict.agent);
  await service.host.refresh(verdict.agent, "with-baseline");
}

/**
 * As little as makes the declaration accept the action: its tool first, then also its destinations. Undefined where it is a
 * limit that the action goes beyond: that is for the owner to change.
 */
function widened(declaration: Declaration, facts: ActionFacts): Declaration | undefined {
  if (!declarationObjects(facts, declaration)) return undefined;
  const withTool: Declaration = { ...declaration, tools: withItems(declaration.tools, facts.tool === undefined ? [] : [facts.tool.exact]) };
  if (!declarationObjects(facts, withTool)) return withTool;
  const places = facts.destinations.filter(({ place }) => place === "target" || place === "argument").map((destination) => placeOf(destination, declaration));
  const withPlaces: Declaration = { ...withTool, destinations: withItems(declaration.destinations, places) };
  return declarationObjects(facts, withPlaces) ? undefined : withPlaces;
}

/** A host of which only paths are declared gets one path more, not all of them. */
function placeOf({ host, path = "/" }: ActionFacts["destinations"][number], { destinations }: Declaration): string {
  const shown = host.includes(":") ? `[${host}]` : host;
  const isByPath = destinations.kind === "only" && destinations.items.some((item) => (typeof item === "string" ? item : item.host).startsWith(`${shown}/`));
  return isByPath ? `${shown}${path}` : host;
}

function withItems<T>(stated: Stated<string | T>, items: readonly string[]): Stated<string | T> {
  if (stated.kind === "not-stated" || items.length === 0) return stated;
  return { kind: "only", items: [...new Set([...(stated.kind === "only" ? stated.items : []), ...items])] };
}
