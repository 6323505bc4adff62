// Facts pass the wire as the normaliser makes them; everything else is refused.
import { describe, expect, it } from "vitest";
import { createNormaliser } from "@kaizen/core";
import type { AgentEvent, EventBody, Facts } from "@kaizen/core";
import { factsSchema } from "./facts.ts";
import { eventsRequestSchema } from "./events.ts";

const normaliser = createNormaliser({ key: new Uint8Array(32).fill(7) });
const facts = (body: EventBody, seq = 0): Facts => {
  const event: AgentEvent = { identity: { agent: "a", session: "s", role: "desk", parent: "p", user: "u" }, position: { feed: "mcp", seq, at: 1_700_000_000_000 }, body };
  return normaliser.facts(event);
};

let deep: unknown = "x";
for (let level = 0; level < 10_000; level++) deep = { a: deep };

const BODIES: readonly EventBody[] = [
  { event: "action", callId: "c", action: { kind: "tool_call", tool: "Send\u200bMail", target: "https://user:pw@0x7f.1:8443/p?u=https://evil.example/x", arguments: { to: "ann@mail.example", body: "card 4111 1111 1111 1111, key AKIAIOSFODNN7EXAMPLE", path: "~/.ssh/id_rsa" }, publisher: "P", hash: "ABCDEF" } },
  { event: "action", action: { kind: "exec", arguments: deep } },
  { event: "action", action: { kind: "connect", target: "xn--80ak6aa92e.example:443" } },
  { event: "action", action: { kind: "message", arguments: Array.from({ length: 5_000 }, (_, index) => `https://h${index}.example/${"y".repeat(300)}`) } },
  { event: "observation", observation: { kind: "result", tool: "constructor", content: { __proto__: null, text: "word ".repeat(50_000) }, error: "failed", exitCode: 2 } },
  { event: "observation", observation: { kind: "catalogue", tools: Array.from({ length: 2_000 }, (_, index) => ({ name: `t${index}`, description: "d" })) } },
  { event: "observation", observation: { kind: "request", content: "🌍".repeat(100_000) } },
];

describe("facts on the wire", () => {
  it.each(BODIES.map((body, index) => [index, body] as const))("number %d pass the schema unchanged as the normaliser makes them", (_index, body) => {
    const made = JSON.parse(JSON.stringify(facts(body))) as unknown;
    const checked = factsSchema.safeParse(made);
    expect(checked.error?.issues).toBeUndefined();
    expect(checked.data).toEqual(made);
  });

  const valid = facts({ event: "action", action: { kind: "tool_call", tool: "t" } });
  it.each([
    ["another session's id", { ...valid, id: "other/mcp/0" }],
    ["an unknown key", { ...valid, trusted: true }],
    ["too many fingerprints", { ...valid, content: { ...valid.content, fingerprints: Array.from({ length: 2_049 }, () => "AAAAAAAAAAA") } }],
    ["a fingerprint that is text", { ...valid, content: { ...valid.content, fingerprints: ["my password"] } }],
    ["a piece that is text", { ...valid, content: { ...valid.content, pieces: [{ at: "", windows: "my password" }] } }],
    ["half a window", { ...valid, content: { ...valid.content, pieces: [{ at: "", windows: "AAAAAAAAAA" }] } }],
    ["a long excerpt", { ...valid, content: { ...valid.content, excerpt: "x".repeat(1_000) } }],
    ["a negative number", { ...valid, position: { ...valid.position, seq: -1 } }],
    ["another version", { ...valid, v: 1 }],
  ])("are refused with %s", (_what, value) => {
    expect(factsSchema.safeParse(value).success).toBe(false);
  });

  it("come in batches of 1 to 1,000", () => {
    expect(eventsRequestSchema.safeParse({ records: [{ facts: valid }] }).success).toBe(true);
    expect(eventsRequestSchema.safeParse({ records: [] }).success).toBe(false);
    expect(eventsRequestSchema.safeParse({ records: Array.from({ length: 1_001 }, () => ({ facts: valid })) }).success).toBe(false);
  });
});
