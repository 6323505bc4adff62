// The check for regular expressions finds patterns whose time grows faster than their text.
import { describe, expect, test } from "vitest";
import { backtracking } from "./backtracking.mjs";
import { check } from "./check-regular-expressions.mjs";
import { temporaryCheckout } from "./temporary-checkout.mjs";

describe("backtracking", () => {
  test.each([
    ["(a+)+b", "u"],
    ["(a*)*b", ""],
    ["(?:a|a)*b", "u"],
    ["^(a|b|ab)*c$", ""],
    ["^([a-z0-9]+-?)*$", "u"],
    ["^(?:\\w|[a-f])+!", "u"],
    ["^(?<name>\\p{L}+\\s?)*$", "u"],
  ])("/%s/%s is exponential", (source, flags) => {
    expect(backtracking(source, flags)).toBe("exponential");
  });

  test.each([
    ["\\s+$", "u"],
    ["^\\d+\\d+$", ""],
    ["^.*x.*y$", "u"],
    ["[^/]+$", ""],
    ["^A+a+$", "i"],
    ["eyJ[\\w-]+\\.[\\w-]+\\.", "u"],
  ])("/%s/%s is polynomial", (source, flags) => {
    expect(backtracking(source, flags)).toBe("polynomial");
  });

  test.each([
    ["^(?:[a-z]+-)*[a-z]+$", "u"],
    ["^a+$", ""],
    ["a+", "g"],
    ["a[bc]*d", ""],
    ["^A+a+$", ""],
    ["(?:%[0-9a-f]{2})+", "u"],
    ["\\s+$", "y"],
    ["^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$", "u"],
    ["^\\p{L}+ \\p{L}+$", "u"],
    ["(?<=a)b", ""],
    [":.*:", "s"],
    ["(\\d+)\\s*(\\w+)", ""],
    ["^(.)\\1*$", "s"],
  ])("/%s/%s is linear", (source, flags) => {
    expect(backtracking(source, flags)).toBe("linear");
  });

  test("a pattern with hundreds of sets is not waved through", () => {
    expect(backtracking("[ab]".repeat(500), "u")).toBe("too-large");
  });
});

describe("check", () => {
  test("literals and constant constructors are found with their lines", () => {
    const root = temporaryCheckout({ "a.ts": 'const a = 1;\nconst b = /(x+)+y/u;\nconst c = new RegExp("(x+)+y");\n' });
    expect(check(root).map((problem) => problem.line)).toEqual([2, 3]);
  });

  test("a test may backtrack polynomially, never exponentially", () => {
    expect(check(temporaryCheckout({ "a.test.ts": "expect(text).toMatch(/at .*x/u);\n" }))).toEqual([]);
    expect(check(temporaryCheckout({ "a.test.ts": "expect(text).toMatch(/(x+)+y/u);\n" }))).toHaveLength(1);
  });

  test("polynomial time passes below a comment that says why the text is short, exponential time never", () => {
    expect(check(temporaryCheckout({ "a.ts": "// BOUNDED: names have 64 characters\nconst a = /x+$/u;\n" }))).toEqual([]);
    expect(check(temporaryCheckout({ "a.ts": "// BOUNDED:\nconst a = /x+$/u;\n" }))).toHaveLength(1);
    expect(check(temporaryCheckout({ "a.ts": "// BOUNDED: names have 64 characters\nconst a = /(x+)+$/u;\n" }))).toHaveLength(1);
  });

  test("a division and a comment are no patterns", () => {
    expect(check(temporaryCheckout({ "a.ts": "// /(x+)+y/\nconst c = a / (b + 1) / d;\n" }))).toEqual([]);
  });
});
