// What may not stand in an excerpt although no recogniser knows it.
import { describe, expect, it } from "vitest";
import { createNormaliser } from "./normaliser.ts";
import { withoutQueries } from "./redact.ts";

const CANARY = "canary-8Kq2Lm";
const normaliser = createNormaliser({ key: new Uint8Array(32).fill(7) });
const identity = { agent: "gardener", session: "s" };
const position = { feed: "sdk", seq: 0, at: 0 } as const;

describe("the query of an address", () => {
  it.each(["key", "sig", "code", "auth", "X-Amz-Signature", "token"])("stands in no facts when it carries %s", (name) => {
    for (const url of [`https://h.example/p?${name}=${CANARY}`, `h.example/p?a=1&${name}=${CANARY}`, `https://h.example/#${name}=${CANARY}`]) {
      const action = { kind: "connect", target: url } as const;
      const observation = { kind: "result", content: `fetched "${url}" in full` } as const;
      const facts = [normaliser.facts({ identity, position, body: { event: "action", action } }), normaliser.facts({ identity, position, body: { event: "observation", observation } })];
      expect(JSON.stringify(facts)).not.toContain(CANARY);
      expect(facts.map(({ content }) => content.excerpt)[1]).toContain("in full");
    }
  });

  it("is told from a question", () => {
    expect(withoutQueries("is it so? a=1, or #2")).toBe("is it so? a=1, or #2");
  });
});
