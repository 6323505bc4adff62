// The table of roles against the routes that exist, and what each role may do.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StartedObserver } from "../testing/started-observer.ts";
import { factsOf, report, started, toolCall } from "../testing/started-observer.ts";
import { ROUTE_ROLES } from "./route-roles.ts";

let one: StartedObserver;
beforeAll(async () => {
  one = await started();
});
afterAll(() => one.observer.close());

const PARAMETERS: Readonly<Record<string, string>> = { ":agent": "a", ":id": "x" };
const address = (route: string): string => route.replaceAll(/:[a-z]+/g, (name) => PARAMETERS[name] ?? name);

test("the table and the routes are the same", async () => {
  const { body } = await one.call("GET", "/v1/openapi.json", undefined, "");
  const described = Object.entries(body["paths"] as Record<string, Record<string, unknown>>).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{([^}]+)\}/g, ":$1")}`));
  expect([...described, "GET /v1/openapi.json"].sort()).toEqual(Object.keys(ROUTE_ROLES).sort());
});

test("the API description is OpenAPI 3.1 and every operation has a summary", async () => {
  const { body } = await one.call("GET", "/v1/openapi.json", undefined, "");
  expect(body["openapi"]).toBe("3.1.0");
  for (const methods of Object.values(body["paths"] as Record<string, Record<string, { summary?: string }>>)) {
    for (const operation of Object.values(methods)) expect(operation.summary).toBeTruthy();
  }
});

test("every route but the public ones refuses a missing, wrong and revoked key with 401", async () => {
  const { body: made } = await one.call("POST", "/v1/keys", { role: "admin", name: "short-lived" });
  expect((await one.call("GET", "/v1/keys", undefined, String(made["key"]))).status).toBe(200);
  await one.call("DELETE", `/v1/keys/${String(made["id"])}`);
  for (const [route, least] of Object.entries(ROUTE_ROLES)) {
    if (least === "public") continue;
    const [method = "", path = ""] = route.split(" ");
    for (const key of ["", "kz_live_no", String(made["key"])]) {
      const { status, body } = await one.call(method, address(path), method === "POST" ? {} : undefined, key);
      expect([route, status, body["error"]]).toMatchObject([route, 401, { code: "unauthorized" }]);
    }
  }
});

test("a role below the least one is answered 403, a reader changes nothing", async () => {
  const keys = { agent: await one.key("agent", "a"), reader: await one.key("reader"), operator: await one.key("operator") };
  const rank = ["agent", "reader", "operator", "admin"];
  for (const [route, least] of Object.entries(ROUTE_ROLES)) {
    const [method = "", path = ""] = route.split(" ");
    for (const [role, key] of Object.entries(keys)) {
      if (least === "public" || route === "GET /v1/stream") continue;
      const mayNot = rank.indexOf(role) < rank.indexOf(least) || (role === "reader" && (method !== "GET" || route === "GET /v1/bundle"));
      const { status } = await one.call(method, address(path), method === "POST" ? {} : undefined, key);
      expect([route, role, status === 403]).toEqual([route, role, mayNot]);
    }
  }
});

test("an agent's key speaks for its own agent only", async () => {
  const key = await one.key("agent", "a");
  expect((await one.call("POST", "/v1/verdicts", report("a", "read"), key)).status).toBe(200);
  const refused = [
    await one.call("POST", "/v1/verdicts", report("b", "read"), key),
    await one.call("POST", "/v1/inspect", { agent: "b", action: { kind: "tool_call", tool: "read" } }, key),
    await one.call("POST", "/v1/events", { records: [{ facts: factsOf("a", "s", 0, toolCall("read")) }, { facts: factsOf("b", "t", 0, toolCall("read")) }] }, key),
    await one.call("GET", "/v1/bundle?agent=b", undefined, key),
    await one.call("GET", "/v1/policy?agent=b", undefined, key),
    await one.call("GET", "/v1/verdicts?agent=b", undefined, key),
    await one.call("POST", "/v1/agents/b/manifest", { tools: ["x"] }, key),
    await one.call("POST", "/v1/sessions/s/end", { agent: "b" }, key),
  ];
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403));
  expect((await one.call("GET", "/v1/sessions/s")).status).toBe(404);
  await one.call("POST", "/v1/verdicts", report("b", "read"));
  const { body } = await one.call("GET", "/v1/verdicts", undefined, key);
  expect((body["verdicts"] as { agent: string }[]).every(({ agent }) => agent === "a")).toBe(true);
});
