// Every notation of an amount is read, with all its readings, and numbers that are no amounts are not.
import fc from "fast-check";
import { expect, test } from "vitest";
import { findAmounts, type Amount } from "./amounts.ts";
import fixtures from "./fixtures/amounts.json" with { type: "json" };

function shown({ readings, currency, unit }: Amount): string {
  return [readings.join("|"), currency, unit].filter((part) => part !== undefined).join(" ");
}

test.each(fixtures.finds)("$value in $key is $is", ({ value, key, is }) => {
  expect(findAmounts(value, key).map(shown)).toEqual(is);
});

test.each(fixtures.silent)("$value in $key is no amount", ({ value, key }) => {
  expect(findAmounts(value, key)).toEqual([]);
});

test("what is infinite is above every limit, and what is no number is none", () => {
  expect(findAmounts(Number.POSITIVE_INFINITY, "amount")[0]?.value).toBe(Number.POSITIVE_INFINITY);
  expect(findAmounts(Number.NaN, "amount")).toEqual([]);
  expect(findAmounts(10n ** 400n, "amount")[0]?.value).toBe(Number.POSITIVE_INFINITY);
});

test("a number written in any locale has itself among its readings, and its value is the largest", () => {
  // The English and German ways, by hand: the engine has no locales.
  const grouped = (whole: number, sign: string): string => String(whole).replace(/\B(?=(?:[0-9]{3})+$)/g, sign);
  fc.assert(
    fc.property(fc.nat(2_000_000_000), fc.integer({ min: 0, max: 99 }), fc.constantFrom([",", "."], [".", ","], [" ", ","], ["'", "."], ["", "."]), fc.constantFrom("$", "€ ", "", "EUR "), (whole, cents, [group = "", point = ""], mark) => {
      const [amount] = findAmounts(`${mark}${grouped(whole, group)}${point}${String(cents).padStart(2, "0")}`, "amount");
      expect(amount?.readings).toContain(Number(`${whole}.${String(cents).padStart(2, "0")}`));
      expect(amount?.value).toBe(Math.max(...(amount?.readings ?? [])));
    }),
  );
});

test("any value is read without an error, and no more than 256 amounts are kept", () => {
  fc.assert(fc.property(fc.anything(), fc.string(), (value, key) => void expect(findAmounts(value, key).length).toBeLessThanOrEqual(256)));
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom("1", "0", ".", ",", " ", "$", "-", "(", ")", "e", "k", "EUR", "'") }), (text) => void expect(findAmounts(text, "amount").every(({ value }) => !Number.isNaN(value))).toBe(true)));
  for (const text of ["1".repeat(200_000), "1 ".repeat(100_000), "$1 ".repeat(100_000), "$".repeat(200_000), "1.".repeat(100_000)]) expect(findAmounts(text, "note").length).toBeLessThanOrEqual(256);
});
