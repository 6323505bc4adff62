// Ways around a limit that its own words do not name: odd spellings, wrappers, keys in the place of values, units and currencies.
import { describe, expect, test } from "vitest";
import { createNormaliser } from "../../normalise/normaliser.ts";
import { declared, judgeBy, only } from "./hand-made-facts.ts";
import type { ToolDeclaration } from "../../words/declaration.ts";

const normaliser = createNormaliser({ key: new Uint8Array(32) });

function judge(tool: Partial<ToolDeclaration>, given: unknown, metadata?: unknown): readonly string[] {
  const facts = normaliser.facts({
    identity: { agent: "x", session: "s" },
    position: { feed: "sdk", seq: 0, at: 0 },
    body: { event: "action", action: { kind: "tool_call", tool: "act", arguments: given, ...(metadata === undefined ? {} : { metadata }) } as never },
  });
  return judgeBy(declared({ tools: only({ name: "act", ...tool }) }))(facts).map(({ code }) => code);
}

describe("recipients of a tool", () => {
  const tool = { recipients: ["*@ok.test", "ops"] };
  test.each([
    { to: "bob" },
    { to: "a@ok.test,bob" },
    { to: "b%40evil.test" },
    { to: "b&#64;evil.test" },
    { to: "=?utf-8?q?b=40evil.test?=" },
    { to: 4915112345678 },
    { "to[]": "bob" },
    { to: { "b@evil.test": {} } },
    { to: { email: "bob" } },
    { to: "@evil.test:a@ok.test" },
  ])("hold in a place for recipients for what is not recognised as one: %j", (given) => {
    expect(judge(tool, given)).not.toEqual([]);
  });

  test.each([{ to: "a@ok.test" }, { to: ["a@ok.test", "Ann <ann@ok.test>"] }, { to: "ops" }, { to: '"ann@ok.test" <ann@ok.test>' }, { to: { name: "Ann Bell", email: "ann@ok.test" } }, { to: null, cc: [] }, { user_id: "me", to: "a@ok.test" }, { body: "bob", to: "a@ok.test" }])(
    "take in declared ones in usual forms: %j",
    (given) => {
      expect(judge(tool, given)).toEqual([]);
    },
  );
});

describe("metadata in the place of arguments", () => {
  const tool = { arguments: { to: { recipients: ["*@ok.test"] } } };
  test("is limited also beside empty arguments", () => {
    expect(judge(tool, {}, { to: "b@evil.test" })).toEqual(["argument-beyond-limit"]);
    expect(judge(tool, {}, { to: "b@ok.test" })).toEqual([]);
  });
});
