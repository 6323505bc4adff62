// The id of a record is read from the line of a value or from a field beside it, and only what is like an id is one.
import { describe, expect, test } from "vitest";
import { areAlike, isRecordId, recordBefore } from "./record-of.ts";
import { createNormaliser } from "./normaliser.ts";

const ACCOUNT = "GB82WEST12345698765432";
const NORMALISER = createNormaliser({ key: new Uint8Array(32).fill(7) });

function recordsIn(content: unknown): readonly (string | undefined)[] {
  const facts = NORMALISER.facts({ identity: { agent: "a", session: "s" }, position: { feed: "sdk", seq: 1, at: 1 }, body: { event: "observation", observation: { kind: "result", content } } });
  return facts.content.labelled.map(({ record }) => record);
}

describe("the id of a record", () => {
  test.each(["G-5520", "EMP00417", "INV/30412", "A_123"])("%s is one", (text) => expect(isRecordId(text)).toBe(true));
  test.each(["5520", "g-5520", "G-55", "ABCDEFG-123", "G-5520-X", "G 5520", "G-12345678901"])("%s is none", (text) => expect(isRecordId(text)).toBe(false));

  test("is the last one before the value on its line", () => {
    const text = `G-1 none\nG-5520 of G-7001: ${ACCOUNT} G-9999`;
    expect(recordBefore(text, text.indexOf(ACCOUNT))).toBe("G-7001");
  });

  test("is none on another line", () => {
    const text = `G-5520\n${ACCOUNT}`;
    expect(recordBefore(text, text.indexOf(ACCOUNT))).toBeUndefined();
  });

  test("is of one kind with another of the same letters and length", () => {
    expect([areAlike("G-5520", "G-1187"), areAlike("G-5520", "H-1187"), areAlike("G-5520", "G-11870")]).toEqual([true, false, false]);
  });

  test.each([
    ["a line", `G-5520 m.ode ${ACCOUNT}`, ["G-5520"]],
    ["an object", { guest: "G-5520", account: ACCOUNT }, ["G-5520"]],
    ["an object around it", { guest: "G-5520", bank: { account: ACCOUNT } }, ["G-5520"]],
    ["printed JSON", JSON.stringify({ guest: "G-5520", account: ACCOUNT }), ["G-5520"]],
    ["the second of a list", [{ guest: "G-5520" }, { guest: "G-1187", account: ACCOUNT }], ["G-1187"]],
    ["an object without one, behind one that has one", [{ guest: "G-5520" }, { account: ACCOUNT }], [undefined]],
    ["no id", `m.ode ${ACCOUNT}`, [undefined]],
  ])("is read from %s", (_, content, records) => expect(recordsIn(content)).toEqual(records));

  test("is not told of a secret", () => {
    expect(recordsIn({ guest: "G-5520", api_key: "Wq4CanaryX7tRm2Lp9vHs6Kd3Zn8Bf5Jg1Yc0UeT" })).toEqual([undefined]);
  });
});
