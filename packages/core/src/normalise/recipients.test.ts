// Every notation of a recipient gives its one form, and what is no recipient gives none.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import fixtures from "./fixtures/recipients.json" with { type: "json" };
import { findRecipients } from "./recipients.ts";

test.each(fixtures.finds)("$text in $slot names $is", ({ text, slot, is }) => {
  expect(findRecipients(text, slot).map(({ kind, form }) => `${kind} ${form}`)).toEqual(is);
});

test.each(fixtures.silent)("$text in $slot names nobody", ({ text, slot }) => {
  expect(findRecipients(text, slot)).toEqual([]);
});

describe("a disguised recipient", () => {
  test("has another form and the same skeleton", () => {
    const [honest] = findRecipients("ann@corp.example", "to");
    for (const text of ["аnn@corp.example", "an​n@corp.example", "ann@cоrp.example"]) {
      const [disguised] = findRecipients(text, "to");
      expect(disguised?.skeleton).toBe(honest?.skeleton);
      expect(disguised?.form).not.toBe(honest?.form);
    }
    expect(findRecipients("gеneral", "channel")[0]?.skeleton).toBe(findRecipients("general", "channel")[0]?.skeleton);
  });

  test("belongs to the domain that gets the mail, not to the one that is shown", () => {
    expect(findRecipients('"ceo@corp.example" <x@evil.test>', "to")[0]?.domain).toBe("evil.test");
    expect(findRecipients('"ann@corp.example"@evil.test', "to")[0]?.domain).toBe("evil.test");
  });
});

test("any text gives recipients in bounded number, and a form read again is the same recipient", () => {
  const slots = ["to", "phone", "iban", "wallet", "channel", "account_id", "user", "handle", ""];
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.constantFrom(...slots), (text, slot) => {
      expect(findRecipients(text, slot).length).toBeLessThanOrEqual(1_024);
    }),
  );
  const local = fc.stringMatching(/^[a-z0-9+_][a-z0-9._+-]{0,12}[a-z0-9]$/);
  fc.assert(
    fc.property(local, (name) => {
      const [first] = findRecipients(`"Shown, Name" <${name.toUpperCase()}@Corp.Example.>`, "to");
      expect(findRecipients(first?.form ?? "", "to")).toEqual([first]);
    }),
  );
});

test("lists and hostile texts are read in bounded time", () => {
  expect(findRecipients(Array.from({ length: 5_000 }, (_all, i) => `a${i}@corp.example`).join(","), "to").length).toBeGreaterThan(900);
  for (const text of ["@".repeat(200_000), ":".repeat(200_000), "<".repeat(200_000), `"${"\\".repeat(200_000)}`, "(".repeat(200_000), `${"a".repeat(40_000)}@${":".repeat(40_000)}`, ",".repeat(200_000)]) expect(findRecipients(text, "to")).toEqual([]);
});
