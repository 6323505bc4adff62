// One text for one value.
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";
import { contentId, policyId } from "./ids.ts";

test("the order of keys does not matter, at any depth", () => {
  expect(canonicalJson({ b: 1, a: [{ d: null, c: "é" }] })).toBe('{"a":[{"c":"é","d":null}],"b":1}');
  expect(contentId({ a: 1, b: { c: 2, d: 3 } })).toBe(contentId({ b: { d: 3, c: 2 }, a: 1 }));
});

test("it is JSON that says the same", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("absent members are left out and an own __proto__ is kept", () => {
  expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
  expect(canonicalJson(JSON.parse('{"__proto__":{"x":1}}'))).toBe('{"__proto__":{"x":1}}');
});

test("a cycle is refused with a sentence", () => {
  const cycle: unknown[] = [];
  cycle.push(cycle);
  expect(() => canonicalJson(cycle)).toThrow("expected a value of at most 500 levels");
});

test("an id has 16 hexadecimal characters and is the beginning of the SHA-256", () => {
  expect(contentId({})).toBe("44136fa355b3678a");
  expect(policyId({ rules: [] })).toMatch(/^[0-9a-f]{16}$/);
});
