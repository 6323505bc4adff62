// Words and values of sentences, in the forms in which they compare equal.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCommon, nameWords, plainForm, valuesOf, wordsOf } from "./words.ts";

describe("the values of a text", () => {
  it.each<readonly [string, readonly string[]]>([
    ["Write to Vera.Holm@Harvest.test, she waits.", ["vera.holm@harvest.test"]],
    ["See https://www.orchard.example/Spring/.", ["orchard.example/spring", "orchard.example"]],
    ["See www.orchard.example.", ["orchard.example"]],
    ["See orchard.example.", ["orchard.example"]],
    ["Pay to GB33BUKB20201555555555!", ["gb33bukb20201555555555"]],
    ["It is number 48120.", ["48120"]],
    ["Open /srv/bread/list.txt or ~/bread/list.txt", ["/srv/bread/list.txt", "/bread/list.txt"]],
    ["Ask @vera_holm", ["@vera_holm"]],
    ["Call it spring_list", ["spring_list"]],
    ["Order KT-FARBE-X today", ["kt-farbe-x"]],
    ['Search for "Copper  Samovar" now', ["copper samovar"]],
    ["Search for “copper samovar” now", ["copper samovar"]],
    ["Suche „copper samovar“ jetzt", ["copper samovar"]],
    ["Search for «copper samovar» now", ["copper samovar"]],
    ["the baker's bread isn't fresh", []],
    ["12 loaves, 3 of them for 4.50", []],
    ["on 2026-05-01 at 12:30", []],
    ["and/or is a word", ["and/or"]],
    ["", []],
  ])("%j are %j", (text, expected) => {
    expect(valuesOf(text, 24)).toEqual(expected);
  });

  it("are the same in every way to write a link", () => {
    const forms = ["https://orchard.example/a", "http://www.orchard.example/a/", "HTTPS://Orchard.Example/a", "<https://orchard.example/a>"].map((text) => valuesOf(text, 4)[0]);
    expect(new Set(forms)).toEqual(new Set(["orchard.example/a"]));
  });

  it("are at most as many as asked for", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 600 }), fc.nat(8), (text, limit) => valuesOf(text, limit).length <= limit));
    expect(valuesOf(Array.from({ length: 900 }, (_, at) => `item-${at}-a1b2`).join(" "), 24)).toHaveLength(24);
  });

  it("leave out what is longer than 512 characters", () => {
    expect(valuesOf(`a@${"b".repeat(600)}.test`, 4)).toEqual([]);
  });
});

describe("the plain form", () => {
  it.each([["  Copper \n Samovar ", "copper samovar"], ["", ""], ["ÄPFEL", "äpfel"]])("of %j is %j", (text, expected) => {
    expect(plainForm(text)).toBe(expected);
  });

  it("of a plain form is itself", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => { expect(plainForm(plainForm(text))).toBe(plainForm(text)); }));
  });
});

describe("a value is common", () => {
  it.each([["", true], ["7", true], ["180", true], ["4.50", true], ["€ 12", true], ["90 %", true], ["-3", true], ["1234.56", true], ["48120", false], ["GB33BUKB20201555555555", false], ["bread", false], ["vera.holm@harvest.test", false]])("%j: %s", (text, expected) => {
    expect(isCommon(text)).toBe(expected);
  });
});

describe("the words", () => {
  it("of a text are in lower case, in order, with a mark at names", () => {
    expect(wordsOf("Ask Vera's baker, été 7", 8)).toEqual([
      { text: "ask", isName: true },
      { text: "vera's", isName: true },
      { text: "baker", isName: false },
      { text: "été", isName: false },
      { text: "7", isName: false },
    ]);
  });

  it("of a name are the same however it is written", () => {
    const of = (name: string): readonly string[] => nameWords(name).map(({ text }) => text);
    for (const name of ["updateUserInfo", "update_user_info", "update-user-info", "Update.User.Info", "update:user/info"]) expect(of(name)).toEqual(["update", "user", "info"]);
  });

  it("are at most as many as asked for", () => {
    expect(wordsOf("a b c d", 2)).toHaveLength(2);
    expect(wordsOf("a b c d", 0)).toEqual([]);
  });
});
