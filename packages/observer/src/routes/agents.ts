// What is set for an agent: its declaration, settings, baseline, and the proposals to change the declaration.
import type { FastifyInstance } from "fastify";
import { baselineId, emptyBaseline, narrows, trustTier } from "@kaizen/core";
import type { Declaration, Feed } from "@kaizen/core";
import { parseDeclarationShort } from "@kaizen/protocol";
import { StoreError } from "@kaizen/store";
import type { Proposal, StoredAgent } from "@kaizen/store";
import type { Caller } from "../caller.ts";
import { callerOf, mustSpeakFor } from "../http/authorise.ts";
import { anything, describe, flag, list, number, object, text } from "../http/describe.ts";
import { wireTime } from "../http/rows.ts";
import { ObserverError } from "../observer-error.ts";
import { auditOf } from "../service.ts";
import type { Service } from "../service.ts";

interface ByAgent {
  readonly Params: { readonly agent: string };
}
type Settings = ByAgent & { readonly Body: { readonly paused?: boolean; readonly judge_enabled?: boolean } };
type Decision = { readonly Params: { readonly agent: string; readonly id: string } };

const LONGEST_NAME = 512;
/** What a declaration says beside the agent's name, in the words of the file. */
const DECLARED = ["purpose", "tags", "tools", "destinations", "data", "volumes", "schedule", "sub_agents"] as const;

export function agentRoutes(server: FastifyInstance, service: Service): void {
  const { store } = service;
  server.get("/v1/agents/profiles", describe("agents", "All agents that were seen or declared", { answer: object({ profiles: list(object({ agent: text, actions: number, flagged: number, paused: flag })) }) }), async () => {
    const agents = await store.agents.list();
    return { profiles: await Promise.all(agents.map((agent) => profile(service, agent))) };
  });
  server.post<ByAgent>(
    "/v1/agents/:agent/manifest",
    describe("agents", "Declare what the agent is meant to do; an empty list is not stated, \"none\" is none", {
      body: object(Object.fromEntries(DECLARED.map((name) => [name, anything]))),
      answer: object({ agent: text, status: text, declaration: anything }),
    }),
    async (request, reply) => {
      const caller = callerOf(request);
      const agent = agentName(request.params.agent);
      mustSpeakFor(caller, agent);
      const declared = await declare(service, caller, declarationOf(agent, request.body));
      return reply.code(declared.status === "proposed" ? 202 : 200).send(declared);
    },
  );
  server.post<Settings>(
    "/v1/agents/:agent/settings",
    describe("agents", "Pause alarms (actions are still judged and stored) or switch the judge for an agent", { body: object({ paused: flag, judge_enabled: flag }), answer: object({ agent: text, settings: anything }) }),
    async (request) => {
      const agent = agentName(request.params.agent);
      const { paused, judge_enabled } = request.body;
      const change = { ...(paused === undefined ? {} : { paused }), ...(judge_enabled === undefined ? {} : { judgeEnabled: judge_enabled }) };
      await store.agents.setSettings(agent, change, auditOf(service, callerOf(request), "agent-settings", agent, change));
      service.agents.changed(agent);
      await service.host.refresh(agent);
      const settings = (await store.agents.get(agent))?.settings;
      return { agent, settings: { paused: settings?.paused ?? false, judge_enabled: settings?.judgeEnabled ?? true } };
    },
  );
  server.post<ByAgent>("/v1/agents/:agent/reset", describe("agents", "Forget what was learned about the agent", { answer: object({ agent: text, version: number }) }), async (request) => {
    const agent = agentName(request.params.agent);
    const caller = callerOf(request);
    const baseline = emptyBaseline(agent);
    const version = ((await store.baselines.history(agent, 1))[0]?.version ?? 0) + 1;
    const entry = { agent, version, id: baselineId(baseline), baseline, origin: { kind: "reset", by: caller.keyId }, at: service.now() } as const;
    await store.baselines.put(entry, auditOf(service, caller, "reset-baseline", agent));
    service.agents.changed(agent);
    await service.host.refresh(agent, "with-baseline");
    return { agent, version };
  });
  proposalRoutes(server, service);
}

function proposalRoutes(server: FastifyInstance, service: Service): void {
  const { store } = service;
  server.get<ByAgent>("/v1/agents/:agent/proposals", describe("agents", "Declarations that wait for a person", { answer: object({ proposals: list(anything) }) }), async ({ params }) => ({
    proposals: (await store.agents.proposals(params.agent)).map(proposalRow),
  }));
  for (const [verb, status] of [["approve", "approved"], ["reject", "rejected"]] as const) {
    server.post<Decision>(`/v1/agents/:agent/proposals/:id/${verb}`, describe("agents", `${verb === "approve" ? "Put a proposed declaration in force" : "Refuse a proposed declaration"}`), async (request) => {
      const { agent, id } = request.params;
      try {
        const decided = await store.agents.decide(id, agent, status, auditOf(service, callerOf(request), `${verb}-declaration`, agent, { proposal: id }));
        service.agents.changed(agent);
        await service.host.refresh(agent);
        return proposalRow(decided);
      } catch (error) {
        if (error instanceof StoreError && error.code === "conflict") throw new ObserverError("conflict", `expected an open proposal "${id.slice(0, 64)}" of this agent`);
        throw error;
      }
    });
  }
}

/** SECURITY: a stolen agent key can narrow what its agent may do, never widen it: that waits for a person. */
async function declare(service: Service, caller: Caller, declaration: Declaration): Promise<{ readonly agent: string; readonly status: "applied" | "proposed"; readonly declaration: Declaration; readonly proposal?: string }> {
  const { agent } = declaration;
  const current = (await service.agents.get(agent)).declaration;
  if (caller.role === "agent" && current !== undefined && !narrows(declaration, current)) {
    const open = (await service.store.agents.proposals(agent)).find((one) => one.status === "open" && JSON.stringify(one.declaration) === JSON.stringify(declaration));
    const proposal = open?.id ?? service.newId();
    if (open === undefined) await service.store.agents.propose({ id: proposal, agent, declaration, by: caller.keyId, at: service.now(), status: "open" }, auditOf(service, caller, "propose-declaration", agent, { proposal }));
    return { agent, status: "proposed", declaration: current, proposal };
  }
  await service.store.agents.setDeclaration(declaration, auditOf(service, caller, "declare", agent));
  service.agents.changed(agent);
  await service.host.refresh(agent);
  return { agent, status: "applied", declaration };
}

function declarationOf(agent: string, body: unknown): Declaration {
  const given = typeof body === "object" && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  const stated = DECLARED.flatMap((name): [string, unknown][] => {
    const value = given[name];
    // Existing clients name kinds of data in their own words: those say nothing about where data may flow.
    if (name === "data" && Array.isArray(value) && value.every((one) => typeof one === "string" && one !== "none")) return [];
    const isAbsent = value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
    if (isAbsent) return [];
    return [[name, Array.isArray(value) && value.length === 1 && value[0] === "none" ? "none" : Array.isArray(value) ? [...new Set(value)] : value]];
  });
  const parsed = parseDeclarationShort({ agent, ...Object.fromEntries(stated) });
  if (parsed.ok) return parsed.value;
  const [problem] = parsed.error;
  throw new ObserverError("bad-request", `${problem?.path.join(".") ?? "body"}: ${problem?.message ?? "malformed declaration"}`);
}

function agentName(name: string): string {
  if (name.length > 0 && name.length <= LONGEST_NAME) return name;
  throw new ObserverError("bad-request", `expected an agent's name of 1 to ${LONGEST_NAME} characters`);
}

async function profile(service: Service, agent: StoredAgent): Promise<unknown> {
  const { baseline, baselineVersion } = await service.agents.get(agent.name);
  return {
    agent: agent.name,
    actions: agent.actions,
    flagged: agent.flagged,
    first_seen: wireTime(agent.firstSeen),
    last_seen: wireTime(agent.lastSeen),
    feeds: agent.feeds,
    depth: depthOf(agent.feeds),
    declaration: agent.declaration ?? null,
    settings: { paused: agent.settings.paused, judge_enabled: agent.settings.judgeEnabled },
    sessions: baseline?.sessions ?? 0,
    baseline: { version: baselineVersion, sessions: baseline?.sessions ?? 0, actions: baseline?.actions ?? 0 },
  };
}

/** The most trustworthy place where the agent is watched. */
function depthOf(feeds: readonly Feed[]): string | null {
  const tiers = feeds.map(trustTier);
  return ["ground-truth", "chokepoint", "cooperative"].find((tier) => tiers.some((one) => one === tier)) ?? null;
}

function proposalRow({ id, agent, declaration, by, at, status, decidedBy, decidedAt }: Proposal): unknown {
  return { id, agent, declaration, by, at: wireTime(at), status, ...(decidedBy === undefined ? {} : { decided_by: decidedBy }), ...(decidedAt === undefined ? {} : { decided_at: wireTime(decidedAt) }) };
}
