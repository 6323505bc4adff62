// Who may call what: the least role of every route. A test holds this table against the routes that exist.
import type { KeyRole } from "@kaizen/store";
import type { Caller } from "../caller.ts";

/** `public`: no key at all. `agent`: also that agent's own key. */
export type LeastRole = KeyRole | "public";

export const ROUTE_ROLES: Readonly<Record<string, LeastRole>> = {
  "GET /": "public",
  "GET /healthz": "public",
  "GET /v1/openapi.json": "public",
  "POST /v1/verdicts": "agent",
  "GET /v1/verdicts": "agent",
  "GET /v1/verdicts/:id": "reader",
  "POST /v1/verdicts/:id/status": "operator",
  "POST /v1/verdicts/:id/learn": "operator",
  "POST /v1/inspect": "agent",
  "POST /v1/events": "agent",
  "GET /v1/bundle": "agent",
  "GET /v1/policy": "agent",
  "GET /v1/sessions": "reader",
  "GET /v1/sessions/:id": "reader",
  "POST /v1/sessions/:id/end": "agent",
  "POST /v1/sessions/:id/teach": "operator",
  "GET /v1/agents/profiles": "reader",
  "POST /v1/agents/:agent/manifest": "agent",
  "POST /v1/agents/:agent/settings": "operator",
  "POST /v1/agents/:agent/reset": "operator",
  "GET /v1/agents/:agent/proposals": "operator",
  "POST /v1/agents/:agent/proposals/:id/approve": "operator",
  "POST /v1/agents/:agent/proposals/:id/reject": "operator",
  "GET /v1/org-policy": "reader",
  "POST /v1/org-policy": "admin",
  "GET /v1/keys": "admin",
  "POST /v1/keys": "admin",
  "DELETE /v1/keys/:id": "admin",
  "GET /v1/llm-config": "admin",
  "POST /v1/llm-config": "admin",
  "GET /v1/judge/usage": "reader",
  "GET /v1/metrics/timeseries": "reader",
  "GET /v1/stream": "reader",
  "GET /v1/integrity": "reader",
};

const RANK: Readonly<Record<KeyRole, number>> = { agent: 0, reader: 1, operator: 2, admin: 3 };

/** SECURITY: the bundle holds the key of all fingerprints: with it, whoever reads stored facts can try values against them. */
const NOT_FOR_READERS = new Set(["/v1/bundle"]);

/** SECURITY: a reader stands above an agent in rank but changes nothing, so it may not report as one. */
export function mayCall(caller: Caller, least: KeyRole, method: string, path: string): boolean {
  if (caller.role === "reader" && ((method !== "GET" && method !== "HEAD") || NOT_FOR_READERS.has(path))) return false;
  return RANK[caller.role] >= RANK[least];
}
