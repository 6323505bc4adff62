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

/** Every sentence orders, and names more than a passage holds. */
const LONG_TEXT = Array.from({ length: 600 }, (_, index) => `Please send what Vera asks ${Array.from({ length: 40 }, (_each, at) => `https://h${index}-${at}.example/a word${index}x${at}`).join(" ")}.`).join("\n");

const BODIES: readonly EventBody[] = [
  { event: "action", callId: "c", action: { kind: "tool_call", tool: "Send\u200bMail", target: "https://user:pw@0x7f.1:8443/p?u=https://evil.example/x", arguments: { to: "ann@mail.example", body: "card 4111 1111 1111 1111, key AKIAIOSFODNN7EXAMPLE", path: "~/.ssh/id_rsa" }, publisher: "P", hash: "ABCDEF" } },
  { event: "action", action: { kind: "exec", arguments: deep } },
  { event: "action", action: { kind: "connect", target: "xn--80ak6aa92e.example:443" } },
  { event: "action", action: { kind: "message", arguments: Array.from({ length: 5_000 }, (_, index) => `https://h${index}.example/${"y".repeat(300)}`) } },
  { event: "observation", observation: { kind: "result", tool: "constructor", content: { __proto__: null, text: "word ".repeat(50_000) }, error: "failed", exitCode: 2 } },
  { event: "observation", observation: { kind: "catalogue", tools: Array.from({ length: 2_000 }, (_, index) => ({ name: `t${index}`, description: "d" })) } },
  { event: "observation", observation: { kind: "request", content: "🌍".repeat(100_000) } },
  { event: "observation", observation: { kind: "result", tool: "open_document", content: LONG_TEXT } },
  { event: "observation", observation: { kind: "result", tool: "list_mail", content: Array.from({ length: 400 }, (_, index) => ({ sender: `vera.holm${index}@harvest.test`, note: LONG_TEXT.slice(0, 2_000) })) } },
  { event: "observation", observation: { kind: "request", content: LONG_TEXT } },
];

const OBSERVED = facts({ event: "observation", observation: { kind: "result", tool: "t", content: "x" } });

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

  const passage = { text: 0, asks: "order", acts: ["send"], things: ["mail"], words: ["AAAAAA"], values: ["AAAAAAAAAAA"], beside: ["AAAAAA"], topics: ["AAAAAA"], excerpt: "send it" };
  const withPassage = (changes: object): unknown => ({ ...OBSERVED, content: { ...OBSERVED.content, passages: [{ ...passage, ...changes }] } });
  const short = (length: number): readonly string[] => Array.from({ length }, () => "AAAAAA");

  it("may say what a text asks for", () => {
    expect(factsSchema.safeParse(withPassage({ speaks: true, hasLink: true, handsOver: true, names: ["AAAAAA"] })).error?.issues).toBeUndefined();
  });

  it.each([
    ["too many words", { words: short(41) }],
    ["too many values", { values: Array.from({ length: 25 }, () => "AAAAAAAAAAA") }],
    ["too many words beside it", { beside: short(25) }],
    ["too many topics", { topics: short(17) }],
    ["too many names", { names: short(17) }],
    ["too many acts", { acts: Array.from({ length: 25 }, () => "send") }],
    ["too many things", { things: Array.from({ length: 21 }, () => "mail") }],
    ["an unknown act", { acts: ["sing"] }],
    ["an act of the language", { acts: ["constructor"] }],
    ["an unknown thing", { things: ["cake"] }],
    ["an unknown way to ask", { asks: "maybe" }],
    ["a word that is text", { words: ["bread"] }],
    ["a word as long as a value", { words: ["AAAAAAAAAAA"] }],
    ["a value as short as a word", { values: ["AAAAAA"] }],
    ["a word with a mark", { topics: ["AAAA+A"] }],
    ["a word and a line end", { beside: ["AAAAAA\n"] }],
    ["a standing that it gives itself", { handed: "all" }],
    ["a false mark", { speaks: false }],
    ["a text before the first", { text: -1 }],
    ["a long excerpt", { excerpt: "x".repeat(513) }],
  ])("are refused when a passage has %s", (_what, changes) => {
    expect(factsSchema.safeParse(withPassage(changes)).success).toBe(false);
  });

  it.each([
    ["passages", { passages: Array.from({ length: 257 }, () => passage) }],
    ["fields", { fields: Array.from({ length: 513 }, () => "AAAAAAAAAAA") }],
  ])("are refused with too many %s", (_what, changes) => {
    expect(factsSchema.safeParse({ ...OBSERVED, content: { ...OBSERVED.content, ...changes } }).success).toBe(false);
  });

  it("come in batches of 1 to 1,000", () => {
    expect(eventsRequestSchema.safeParse({ records: [{ facts: valid }] }).success).toBe(true);
    expect(eventsRequestSchema.safeParse({ records: [] }).success).toBe(false);
    expect(eventsRequestSchema.safeParse({ records: Array.from({ length: 1_001 }, () => ({ facts: valid })) }).success).toBe(false);
  });
});
