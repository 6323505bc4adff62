// Where the other end of a connection is noted: in headers and by attachments; what a name resolved to is not what was asked for.
import { expect, test } from "vitest";
import { isAddressed } from "../capabilities/addressed.ts";
import type { Action } from "../words/event.ts";
import type { DestinationFacts } from "../words/facts.ts";
import { createNormaliser } from "./normaliser.ts";

const normaliser = createNormaliser({ key: new Uint8Array(32) });

function destinations(action: Action): readonly DestinationFacts[] {
  const facts = normaliser.facts({ identity: { agent: "a", session: "s" }, position: { feed: "egress", seq: 0, at: 0 }, body: { event: "action", action } });
  return facts.event === "action" ? facts.destinations : [];
}

const found = (action: Action): unknown[] => destinations(action).map((destination) => [destination.host, destination.place, destination.at, isAddressed(destination)]);

test.each(["host", "Host", ":authority"])("a header %s names a host that the action goes to", (name) => {
  expect(found({ kind: "tool_call", arguments: { url: "https://good.example/", headers: { [name]: "evil.test:443" } } })).toEqual([
    ["good.example", "argument", "/url", true],
    ["evil.test", "header", `/headers/${name}`, true],
  ]);
});

test.each(["sni", "server_name", "host_header", "authority"])("metadata %s names a host that the action goes to, beside arguments and without", (name) => {
  for (const action of [{ kind: "connect", target: "good.example:443", metadata: { [name]: "evil.test" } }, { kind: "connect", target: "good.example:443", arguments: { a: 1 }, metadata: { [name]: "evil.test" } }] as const) {
    expect(found(action)).toEqual([
      ["good.example", "target", "", true],
      ["evil.test", "header", `/metadata/${name}`, true],
    ]);
  }
});

test.each(["address", "addresses", "resolved", "remote_address"])("metadata %s says what a name resolved to, not where the action was sent", (name) => {
  for (const more of [{}, { arguments: { a: 1 } }]) {
    expect(found({ kind: "connect", target: "good.example", metadata: { [name]: ["::ffff:a9fe:a9fe", { address: "2852039166", family: 4 }] }, ...more })).toEqual([
      ["good.example", "target", "", true],
      ["169.254.169.254", "resolved", `/metadata/${name}/0`, false],
      ["169.254.169.254", "resolved", `/metadata/${name}/1/address`, false],
    ]);
  }
});

test("metadata is what a tool was called with when there are no arguments, also when they are empty", () => {
  for (const more of [{}, { arguments: {} }, { arguments: [] }]) expect(found({ kind: "tool_call", tool: "t", metadata: { url: "https://evil.test/" }, ...more })).toEqual([["evil.test", "argument", "/metadata/url", true]]);
  expect(found({ kind: "tool_call", tool: "t", metadata: { url: "https://evil.test/" }, arguments: { a: 1 } })).toEqual([]);
});

test("metadata of any shape is read without an end", () => {
  let deep: unknown = "x";
  for (let i = 0; i < 20_000; i++) deep = { address: deep };
  const event = { identity: { agent: "a", session: "s" }, position: { feed: "sdk", seq: 0, at: 0 }, body: { event: "action", action: { kind: "connect", metadata: { address: deep } } } } as const;
  expect(normaliser.facts(event).unread).toEqual(["too-deep"]);
});
