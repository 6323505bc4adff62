// Of several methods in one action the one that changes most is its method.
import { expect, test } from "vitest";
import type { Action } from "../words/event.ts";
import { createNormaliser } from "./normaliser.ts";

const normaliser = createNormaliser({ key: new Uint8Array(32) });
const methodOf = (action: Action): unknown => {
  const facts = normaliser.facts({ identity: { agent: "a", session: "s" }, position: { feed: "sdk", seq: 0, at: 0 }, body: { event: "action", action } });
  return facts.event === "action" ? facts.method : undefined;
};
const call = (value: unknown): Action => ({ kind: "tool_call", tool: "t", arguments: value });

test.each([
  [{ method: "get" }, "GET"],
  [{ verb: " HEAD " }, "HEAD"],
  [{ requests: [{ method: "GET" }, { method: "DELETE" }] }, "DELETE"],
  [{ request: { method: "GET" }, method: "POST" }, "POST"],
  [{ method: ["GET", "PUT"] }, "PUT"],
  [{ httpMethod: "DELETE", method: "OPTIONS" }, "DELETE"],
  [{ method: "GET", headers: { "X-HTTP-Method-Override": "DELETE" } }, "DELETE"],
  [{ method: "GET", headers: ["Accept: */*", "X-HTTP-Method-Override: DELETE"] }, "DELETE"],
  [{ method: "GET", headers: "Accept: */*\r\nX-Method-Override: delete\r\n" }, "DELETE"],
  [{ method: "GET", headers: [["X-HTTP-Method", "PATCH"]] }, "PATCH"],
  [{ method: "GET", headers: [{ name: "X-HTTP-Method-Override", value: "DELETE" }] }, "DELETE"],
  [{ method: "GET", _method: "delete" }, "DELETE"],
  [{ method: "wire transfer", note: "the method: POST" }, undefined],
])("%j is a request by %s", (given, method) => {
  expect(methodOf(call(given))).toBe(method);
});

test("what the attachment noted hides no argument", () => {
  const given = { kind: "tool_call", tool: "t", arguments: { method: "POST" }, metadata: { method: "GET" } } as const;
  expect(methodOf(given)).toBe("POST");
  expect(methodOf({ ...given, arguments: { method: "GET" }, metadata: { method: "PUT" } })).toBe("PUT");
});
