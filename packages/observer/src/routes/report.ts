// Where actions come in: events with their facts, single actions to judge, and reports of existing clients.
import type { FastifyInstance } from "fastify";
import { eventsRequestSchema, inspectRequestSchema, reportedVerdictSchema } from "@kaizen/protocol";
import type { EventRecord, EventsResponse, ReportedAction, ReportedVerdict } from "@kaizen/protocol";
import type { Action, ActionKind, EventPosition, Facts, Feed } from "@kaizen/core";
import { callerOf, mustSpeakFor } from "../http/authorise.ts";
import { anything, describe, list, number, object, oneOf, text } from "../http/describe.ts";
import { readBody } from "../http/read-request.ts";
import { attentionOf } from "../http/rows.ts";
import { ObserverError } from "../observer-error.ts";
import type { Service } from "../service.ts";
import { cutQueries } from "../sessions/cut-queries.ts";
import { judgeEvents } from "../sessions/judge-events.ts";
import type { Judged, Report } from "../sessions/judge-events.ts";
import { FIRST_OBSERVER_SEQ } from "../sessions/seen-positions.ts";
import { shownFromFacts, shownFromReport } from "../sessions/shown-action.ts";

const KINDS: readonly ActionKind[] = ["tool_call", "connect", "file", "exec", "skill_load", "message"];
const CONNECT_KINDS = ["http", "https", "network", "egress", "request"];

const verdictAnswer = object({ id: text, decision: oneOf("allow", "block"), reason: text, evidence: list(anything), attention: oneOf("none", "confirm", "flag"), action: oneOf("proceed", "hold", "refuse") });

export function reportRoutes(server: FastifyInstance, service: Service): void {
  const action = object({ kind: anything, tool: anything, publisher: anything, target: anything, hash: anything, metadata: anything });
  server.post(
    "/v1/verdicts",
    describe("verdicts", "Report one action; it is judged here and stored", {
      body: object({ schema_version: anything, agent: text, action, verdict: anything }, ["agent", "action"]),
      answer: verdictAnswer,
    }),
    async (request) => {
      const caller = callerOf(request);
      const reported = readBody(reportedVerdictSchema, request.body);
      mustSpeakFor(caller, reported.agent);
      const session = await service.keySessions.sessionFor(reported.agent, caller.keyId, service.now());
      const [judged] = await judgeEvents(service, [reportedAction(service, reported, session, caller.keyId)]);
      return reportedAnswer(judged);
    },
  );
  server.post(
    "/v1/inspect",
    describe("verdicts", "Judge one action and wait for the verdict", {
      body: object({ agent: text, session: text, action: object({ kind: oneOf(...KINDS) }, ["kind"]), at: anything }, ["agent", "action"]),
      answer: verdictAnswer,
    }),
    async (request) => {
      const caller = callerOf(request);
      const { agent, session, action: given, at } = readBody(inspectRequestSchema, request.body);
      mustSpeakFor(caller, agent);
      const now = service.now();
      const id = session ?? (await service.keySessions.sessionFor(agent, caller.keyId, now));
      const facts = actionFacts(service, agent, id, given, "sdk", at ?? now);
      const bound = session === undefined ? { keyId: caller.keyId } : { firstSeq: FIRST_OBSERVER_SEQ };
      const [judged] = await judgeEvents(service, [{ session: id, agent, feed: "sdk", facts, source: "inspect", shown: shownFromFacts, ...bound }]);
      if (judged?.verdict === undefined) throw new ObserverError("internal", "expected a verdict");
      return judged.verdict;
    },
  );
  eventRoute(server, service);
}

function eventRoute(server: FastifyInstance, service: Service): void {
  server.post(
    "/v1/events",
    describe("verdicts", "Report a batch of events as facts; answers when all are stored", {
      body: object({ records: list(object({ facts: anything, verdict: anything }, ["facts"])) }, ["records"]),
      answer: object({ accepted: number, duplicates: number, verdicts: list(object({ id: text, decision: text, attention: text })) }),
    }),
    async (request): Promise<EventsResponse> => {
      const caller = callerOf(request);
      const { records } = readBody(eventsRequestSchema, request.body);
      for (const { facts } of records) mustSpeakFor(caller, facts.identity.agent);
      const judged = await judgeEvents(service, records.map(recordReport));
      const accepted = judged.filter(({ verdict }) => verdict !== undefined).length;
      const verdicts = judged.flatMap(({ stored }) => (stored === undefined ? [] : [{ id: stored.eventId, decision: stored.decision, attention: attentionOf(stored) }]));
      return { accepted, duplicates: judged.length - accepted, verdicts };
    },
  );
}

function recordReport({ facts, verdict }: EventRecord): Report {
  const { identity, position } = facts;
  return {
    session: identity.session,
    agent: identity.agent,
    feed: position.feed,
    seq: position.seq,
    facts: () => facts,
    source: position.feed,
    shown: shownFromFacts,
    ...(verdict === undefined ? {} : { clientVerdict: verdict }),
  };
}

function reportedAction(service: Service, { agent, action, verdict }: ReportedVerdict, session: string, keyId: string): Report {
  const source = action.metadata?.["source"];
  const feed: Feed = source === "egress" ? "egress" : "sdk";
  const given = withoutEmpty(action);
  const { metadata, ...rest } = given;
  const judged: Action = { ...rest, kind: judgedKind(given), ...(metadata === undefined ? {} : { metadata: withoutSource(metadata) }) };
  return {
    session,
    agent,
    feed,
    facts: actionFacts(service, agent, session, judged, feed, service.now()),
    source: typeof source === "string" && source !== "" ? cutQueries(source).slice(0, 64) : feed,
    shown: (facts) => shownFromReport(facts, given),
    keyId,
    ...(verdict === undefined ? {} : { claim: claimOf(service, verdict) }),
  };
}

/** Existing clients write "", null or nothing for what an action does not have. */
function withoutEmpty({ kind, tool, publisher, target, hash, metadata }: ReportedAction): Omit<Action, "kind"> & { readonly kind?: string } {
  const filled = (name: string, value: string | undefined): object => (value === undefined || value === "" ? {} : { [name]: value });
  return { ...filled("kind", kind), ...filled("tool", tool), ...filled("publisher", publisher), ...filled("target", target), ...filled("hash", hash), ...(metadata === undefined ? {} : { metadata }) };
}

/** Who reports is not something that the action carries. */
function withoutSource({ source: _source, ...metadata }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return metadata;
}

function judgedKind({ kind, tool, target }: { readonly kind?: string; readonly tool?: string; readonly target?: string }): ActionKind {
  const known = KINDS.find((one) => one === kind);
  if (known !== undefined) return known;
  if (kind !== undefined && CONNECT_KINDS.includes(kind) && target !== undefined) return "connect";
  if (tool !== undefined) return "tool_call";
  return target === undefined ? "message" : "connect";
}

function actionFacts({ normaliser }: Service, agent: string, session: string, action: Action, feed: Feed, at: number): (seq: number) => Facts {
  return (seq) => normaliser.facts({ identity: { agent, session }, position: { feed, seq, at } satisfies EventPosition, body: { event: "action", action } });
}

/** The client's own words, shortened and with recognised secrets taken out. */
function claimOf(service: Service, { decision, reason, evidence }: NonNullable<ReportedVerdict["verdict"]>): unknown {
  const redacted = (content: unknown): string =>
    service.normaliser.facts({
      identity: { agent: "claim", session: "claim" },
      position: { feed: "sdk", seq: 0, at: 0 },
      body: { event: "observation", observation: { kind: "result", content } },
    }).content.excerpt;
  const hasEvidence = Array.isArray(evidence) ? evidence.length > 0 : evidence !== undefined && evidence !== null;
  return {
    ...(decision === undefined ? {} : { decision: decision.slice(0, 64) }),
    ...(reason === undefined || reason === "" ? {} : { reason: redacted(reason) }),
    ...(hasEvidence ? { evidence: redacted(evidence) } : {}),
  };
}

function reportedAnswer(judged: Judged | undefined): unknown {
  const stored = judged?.stored;
  if (stored === undefined) throw new ObserverError("internal", "expected a stored verdict");
  const { id, decision, reason, evidence, confidence, verdictAction } = stored;
  return { id, decision, reason, evidence, confidence, attention: attentionOf(stored), action: verdictAction };
}
