// Every kind of secret is found with its exact bounds, and no honest look-alike is taken for one. The fixtures are made up; a broken bar
// in them is taken out here, so that no scanner for leaked keys mistakes this file for a leak.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recognise, recogniseAlone } from "../recognise.ts";
import { createCanaryRecogniser } from "./canaries.ts";
import { accountOfAccessKey, crc32, endsInCrc62 } from "./checksums.ts";
import fixtures from "./fixtures/secrets.json" with { type: "json" };

const whole = (text: string): string => text.replaceAll("¦", "");

test("the fixtures are as many as they must be", () => {
  expect(fixtures.finds.length).toBeGreaterThanOrEqual(120);
  expect(fixtures.silent.length).toBeGreaterThanOrEqual(200);
});

test.each(fixtures.finds)("$recogniser is found in $text", ({ recogniser, text, value }) => {
  const plain = whole(text);
  expect(recognise(plain).map((span) => [span.label, span.recogniser, plain.slice(span.start, span.end)])).toEqual([["secret", recogniser, whole(value)]]);
});

test.each(fixtures.silent)("%s is no secret", (text) => {
  expect(recognise(whole(text)).filter(({ label }) => label === "secret")).toEqual([]);
});

describe("checksums", () => {
  test("are those of their standards", () => {
    expect(crc32("123456789")).toBe(0xcbf43926);
    expect(endsInCrc62("zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17")).toBe(true);
    expect(endsInCrc62("zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18")).toBe(false);
    expect(accountOfAccessKey("QNZGKIQY56JQ7WML")).toBe("029608264753");
  });
});

describe("a text that is one random value", () => {
  test("is a secret if it is the content of a file, unless it is a digest, an id or a word", () => {
    expect(recogniseAlone("kJ8sQ2vXw9ZbT4nLr7YcM1pD6hGf3aUe\n")).toMatchObject({ label: "secret", recogniser: "random-value" });
    for (const text of ["da39a3ee5e6b4b0d3255bfef95601890afd80709", "550e8400-e29b-41d4-a716-446655440000", "hello", "ThisIsALongCamelCaseIdentifierName", "a b", "", "sha512-kJ8sQ2vXw9ZbT4nLr7YcM1pD6hGf3aUe", "kJ8sQ2vXw9ZbT4nLr7YcM1pD6hGf3aUe and more"]) expect(recogniseAlone(text)).toBeUndefined();
  });
});

describe("canaries", () => {
  test("are found wherever they stand, in any case, the longest first", () => {
    const { find } = createCanaryRecogniser(["blue-heron", "Blue-Heron-42", "Öl-Fass", "no"]);
    expect(find("x BLUE-HERON-42 y blue-heron; öl-fass no")).toEqual([{ start: 2, end: 15 }, { start: 18, end: 28 }, { start: 30, end: 37 }]);
    expect(find("nothing of that kind: blue-hero")).toEqual([]);
    expect(createCanaryRecogniser([]).find("blue-heron")).toEqual([]);
  });

  test("are found in any surrounding", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 4, maxLength: 40, unit: "grapheme-ascii" }).filter((text) => text.trim().length >= 4), { minLength: 1, maxLength: 20 }), fc.string(), fc.string(), (canaries, before, after) => {
        const { find } = createCanaryRecogniser(canaries);
        for (const canary of canaries) expect(find(`${before}|${canary}|${after}`).length).toBeGreaterThan(0);
      }),
    );
  });
});

test("spans lie in the text and do not overlap, whatever the text", () => {
  const piece = fc.constantFrom(...fixtures.finds.map(({ text }) => whole(text)), ...fixtures.silent.map(whole), " ", "\n", "=", "password", "://", "@", "-----BEGIN ");
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 6 }), (pieces) => {
      const text = pieces.join("");
      let from = 0;
      for (const { start, end } of recognise(text)) {
        expect(start).toBeGreaterThanOrEqual(from);
        expect(end).toBeGreaterThan(start);
        from = end;
      }
      expect(from).toBeLessThanOrEqual(text.length);
    }),
  );
});

test("hostile repetitions are read in linear time", () => {
  for (const part of ["sk-", "eyJ", "password=", "data:\n", "  data:\n", "cookie: a=", "machine ", "login a password ", "$6$", "://", "a.", "/", "AA", "kind: Secret\ndata:\n a: ", "otpauth://totp/?secret=", "Private-Lines: 1\n", '"d":"', "token ", "ghp_"]) {
    const text = `kind: Secret cookie: "kty" Private-Lines: otpauth ${part.repeat(200_000 / part.length)}`;
    expect(recognise(text).length).toBeLessThan(200_000);
  }
});
