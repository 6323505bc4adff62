// What may be a number of a person is told from prose before anything is searched for one.
import { expect, test } from "vitest";
import { hasLongNumber } from "./number-runs.ts";

test.each(["4111 1111 1111 1111", "x078-05-1120y", "DE89 3704 0044 0532 0130 00", "tel (030) 12 34-5/67", "1 2 3 4 5 6 7", "131052-308T", "a 5A-B.C D(E)F/G"])("%s may hold a number", (text) => {
  expect(hasLongNumber(`said: ${text}, so`)).toBe(true);
  expect(hasLongNumber(text)).toBe(true);
});

test.each(["", "order 12, region 345", "ABCDEFGH", "123456", "1a2a3a4a5a6a7", "12\n34\n56\n78", "١٢٣٤٥٦٧"])("%s holds none", (text) => {
  expect(hasLongNumber(text)).toBe(false);
});
