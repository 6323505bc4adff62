// The organisation's policy, and the bundle that clients judge with.
import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { isNothingCarried, policyId } from "@kaizen/core";
import { documentFromPolicy } from "@kaizen/protocol";
import type { Bundle } from "@kaizen/protocol";
import { callerOf, mustSpeakFor } from "../http/authorise.ts";
import { anything, describe, list, number, object, text } from "../http/describe.ts";
import { queryText } from "../http/read-request.ts";
import type { Query } from "../http/read-request.ts";
import { wireTime } from "../http/rows.ts";
import { ObserverError } from "../observer-error.ts";
import { enforcedFor, readPolicy, reportedPolicies } from "../policy-forms.ts";
import { auditOf } from "../service.ts";
import type { Service } from "../service.ts";

const both = object({ rules: list(anything), policies: list(anything), id: text, version: number });

export function policyRoutes(server: FastifyInstance, service: Service): void {
  const { agents, store } = service;
  server.get<{ Querystring: Query }>("/v1/policy", describe("policy", "The rules that a client enforces by itself", { query: ["agent"], answer: object({ policies: list(anything) }) }), async (request) => {
    const caller = callerOf(request);
    const agent = queryText(request.query, "agent") ?? caller.agent;
    if (agent !== undefined) mustSpeakFor(caller, agent);
    const tags = agent === undefined ? [] : ((await agents.get(agent)).declaration?.tags ?? []);
    return { policies: reportedPolicies(enforcedFor(agents.policy(), agent, tags)) };
  });
  server.get("/v1/org-policy", describe("policy", "The whole policy in both forms", { answer: both }), async () => {
    const version = (await store.policies.latest())?.version ?? 0;
    return { ...documentFromPolicy(agents.policy()), policies: reportedPolicies(agents.policy()), id: agents.policyId(), version };
  });
  server.post("/v1/org-policy", describe("policy", "Replace the whole policy; takes `rules` or `policies`", { body: object({ rules: anything, policies: anything }), answer: both }), async (request) => {
    const caller = callerOf(request);
    const policy = readPolicy(request.body, agents.policy());
    const id = policyId(policy);
    const version = await store.policies.put({ id, policy, by: caller.keyId, at: service.now() }, auditOf(service, caller, "policy", id, { rules: policy.rules.length }));
    agents.setPolicy(policy);
    await service.host.refresh();
    return { ...documentFromPolicy(policy), policies: reportedPolicies(policy), id, version };
  });
  server.get<{ Querystring: Query }>(
    "/v1/bundle",
    describe("policy", "Policy, declaration, baseline, labels of other sessions and fingerprint key of an agent; answers 304 to a matching If-None-Match", { query: ["agent"], answer: object({ agent: text, policy: anything, policyId: text, fingerprintKey: text, serverTime: text }) }),
    async (request, reply) => {
      const caller = callerOf(request);
      const agent = queryText(request.query, "agent") ?? caller.agent;
      if (agent === undefined) throw new ObserverError("bad-request", "expected agent in the query");
      mustSpeakFor(caller, agent);
      const bundle = await bundleOf(service, agent);
      const tag = `"${createHash("sha256").update(JSON.stringify({ ...bundle, serverTime: "" })).digest("base64url")}"`;
      reply.header("etag", tag).header("cache-control", "private, no-cache");
      if (request.headers["if-none-match"] === tag) return reply.code(304).send();
      return bundle;
    },
  );
}

async function bundleOf(service: Service, agent: string): Promise<Bundle> {
  const { declaration, declarationId, baseline, baselineId } = await service.agents.get(agent);
  const carried = service.labels.known();
  return {
    agent,
    policy: service.agents.policy(),
    policyId: service.agents.policyId(),
    ...(declaration === undefined || declarationId === undefined ? {} : { declaration, declarationId }),
    ...(baseline === undefined || baselineId === undefined ? {} : { baseline, baselineId }),
    ...(isNothingCarried(carried) ? {} : { carried }),
    fingerprintKey: Buffer.from(service.fingerprintKey).toString("base64"),
    serverTime: wireTime(service.now()),
  };
}
