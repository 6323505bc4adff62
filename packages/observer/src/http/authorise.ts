// Checks the key of every request before its body is read.
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Caller, Keyring } from "../caller.ts";
import { ObserverError } from "../observer-error.ts";
import { ROUTE_ROLES, mayCall } from "./route-roles.ts";

declare module "fastify" {
  interface FastifyRequest {
    caller: Caller | undefined;
  }
}

export function authorise(server: FastifyInstance, keyring: Keyring): void {
  server.decorateRequest("caller", undefined);
  server.addHook("onRequest", async (request) => {
    if (request.is404) return;
    const least = ROUTE_ROLES[`${request.method === "HEAD" ? "GET" : request.method} ${request.routeOptions.url ?? ""}`];
    // SECURITY: a route that nobody gave a role answers nobody.
    if (least === undefined) throw new ObserverError("forbidden", "this route has no role");
    if (least === "public") return;
    const caller = keyring.find(bearer(request));
    if (caller === undefined) throw new ObserverError("unauthorized", "expected a valid key: authorization: Bearer kz_live_…");
    if (!mayCall(caller, least, request.method, request.routeOptions.url ?? "")) throw new ObserverError("forbidden", `expected a key of role ${least}, got one of role ${caller.role}`);
    request.caller = caller;
  });
}

export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === undefined) throw new ObserverError("internal", "expected an authorised request");
  return request.caller;
}

/** Refuses a key of one agent that speaks for another. */
export function mustSpeakFor(caller: Caller, agent: string): void {
  if (caller.role === "agent" && caller.agent !== agent) throw new ObserverError("forbidden", `this key is for another agent than "${agent}"`);
}

function bearer({ headers }: FastifyRequest): string {
  const header = headers.authorization ?? "";
  return header.slice(0, 7).toLowerCase() === "bearer " ? header.slice(7).trim() : "";
}
