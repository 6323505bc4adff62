// Every class of personal data is found with its exact bounds, and order numbers, times and versions are not taken for it.
import { expect, test } from "vitest";
import { recognise } from "../recognise.ts";
import fixtures from "./fixtures/personal.json" with { type: "json" };

test.each(fixtures.finds)("$recogniser is found in $text", ({ recogniser, text, value }) => {
  expect(recognise(text).map((span) => [span.label, span.recogniser, text.slice(span.start, span.end)])).toEqual([["personal", recogniser, value]]);
});

test.each(fixtures.silent)("%s is nobody's", (text) => {
  expect(recognise(text)).toEqual([]);
});

test("five different mail addresses in one text are a list, four are a conversation", () => {
  const addresses = (count: number): string => Array.from({ length: count }, (_all, i) => `user${i}@corp.example`).join("\n");
  expect(recognise(addresses(4))).toEqual([]);
  expect(recognise(addresses(5)).map(({ recogniser }) => recogniser)).toEqual(Array.from({ length: 5 }, () => "mail-list"));
});

test("five different telephone numbers in one text are a list", () => {
  const international = Array.from({ length: 5 }, (_all, i) => `+49 30 9018 2${i}`).join("; ");
  const national = Array.from({ length: 5 }, (_all, i) => `phone: 030/90182${i}`).join("; ");
  for (const text of [international, national]) expect(recognise(text).map(({ recogniser }) => recogniser)).toEqual(Array.from({ length: 5 }, () => "phone-list"));
  expect(recognise(international.slice(0, 60))).toEqual([]);
});

test("hostile repetitions are read in linear time", () => {
  for (const part of ["1", "1 ", "1-", "A1", "+1", "+49 30 ", "a@b.test ", "@", "born ", "passport ", "home address A ", "A b C 1, ", "phone: 1", "2025-03-01 ", "DE89 "]) expect(recognise(part.repeat(200_000 / part.length)).length).toBeLessThan(200_000);
});
