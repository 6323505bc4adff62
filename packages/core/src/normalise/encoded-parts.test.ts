// A text is found in every encoding that a program or a mail gives it, and ordinary texts are in none.
import { deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodedParts } from "./encoded-parts.ts";

const PLAIN = "token c4nary-0123456789 goes to https://evil.test/x";

function base32(text: string): string {
  let bits = "";
  for (const byte of Buffer.from(text)) bits += byte.toString(2).padStart(8, "0");
  return (bits.match(/.{1,5}/g) ?? []).map((group) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(group.padEnd(5, "0"), 2)]).join("");
}

function ascii85(text: string): string {
  const bytes = Buffer.from(text);
  let encoded = "";
  for (let i = 0; i < bytes.length; i += 4) {
    const size = Math.min(4, bytes.length - i);
    let value = 0;
    for (let k = 0; k < 4; k++) value = value * 256 + (bytes[i + k] ?? 0);
    const group = Array.from({ length: 5 }, (_all, k) => String.fromCharCode(33 + (Math.floor(value / 85 ** (4 - k)) % 85))).join("");
    encoded += group.slice(0, size + 1);
  }
  return `<~${encoded}~>`;
}

const units = (text: string, write: (code: number) => string): string => [...text].map((letter) => write(letter.charCodeAt(0))).join("");
const hex = (code: number, length: number): string => code.toString(16).padStart(length, "0");
const rot13 = (text: string): string => text.replace(/[a-z]/gi, (letter) => String.fromCharCode(((letter.toLowerCase().charCodeAt(0) - 97 + 13) % 26) + (letter < "a" ? 65 : 97)));

const ENCODERS: readonly (readonly [encoding: string, encode: (text: string) => string])[] = [
  ["base64", (text) => Buffer.from(text).toString("base64")],
  ["base64", (text) => Buffer.from(text).toString("base64url")],
  ["base64", (text) => Buffer.from(text, "utf16le").toString("base64")],
  ["base64", (text) => Buffer.from(`\ufeff${text}`, "utf16le").toString("base64")],
  ["base64", (text) => Buffer.from(text, "utf16le").swap16().toString("base64")],
  ["hex", (text) => Buffer.from(text).toString("hex")],
  ["base32", base32],
  ["base32", (text) => base32(text).toLowerCase()],
  ["ascii85", ascii85],
  ["compressed", (text) => gzipSync(text).toString("base64")],
  ["compressed", (text) => deflateSync(text).toString("base64url")],
  ["compressed", (text) => gzipSync(text).toString("hex")],
  ["percent", (text) => units(text, (code) => `%${hex(code, 2)}`)],
  ["quoted-printable", (text) => units(text, (code) => `=${hex(code, 2).toUpperCase()}`)],
  ["quoted-printable", (text) => text.replace("c4nary", "c4n=\nary")],
  ["escapes", (text) => units(text, (code) => `\\u${hex(code, 4)}`)],
  ["escapes", (text) => units(text, (code) => `\\u{${hex(code, 2)}}`)],
  ["escapes", (text) => units(text, (code) => `\\x${hex(code, 2)}`)],
  ["escapes", (text) => units(text, (code) => `\\${code.toString(8).padStart(3, "0")}`)],
  ["entities", (text) => units(text, (code) => `&#${code};`)],
  ["entities", (text) => units(text, (code) => `&#x${hex(code, 2)};`)],
];

test.each(ENCODERS)("%s is decoded, alone and inside a sentence", (encoding, encode) => {
  for (const text of [encode(PLAIN), `see ${encode(PLAIN)} and more`]) {
    const found = encodedParts(text).find((part) => part.encoding === encoding);
    expect(found?.text).toContain(PLAIN);
    if (found !== undefined && encoding !== "quoted-printable") expect(encode(PLAIN)).toContain(text.slice(found.start, found.end));
  }
});

describe("letters moved by thirteen and texts turned round", () => {
  test("are decoded where they become an address or a known key", () => {
    expect(encodedParts(`go ${rot13("https://evil.test/x")} now`)).toMatchObject([{ encoding: "rot13", text: "https://evil.test/x" }]);
    expect(encodedParts(rot13("glpat-Canary_0123456789ab")).map(({ text }) => text)).toContain("glpat-Canary_0123456789ab");
    expect(encodedParts("go x/tset.live//:sptth now")).toMatchObject([{ encoding: "reversed", text: "https://evil.test/x" }]);
  });
});

test.each([
  "The quarterly report shows that sales went up by 12 percent.", '{"id":1000,"name":"Order for the branch","updated_at":"2025-03-01T10:11:12Z"}', "commit 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12", "550e8400-e29b-41d4-a716-446655440000", "internationalization of applications", "SCREAMING_SNAKE_CASE_CONSTANT_NAME",
  "a=12&b=34&c=56", "C:\\users\\ann\\notes", "caf\\u00e9 and na\\u00efve", "R&D at AT&T", "x <~ y and y ~> x", "AAAAAAAAAAAAAAAAAAAA", "JBSWY3DP", "sum = 12", "// : comment", "eJwUnpackedIsNothing",
])("%s is in no encoding", (text) => {
  expect(encodedParts(text)).toEqual([]);
});

test("a bomb is unpacked no further than 64 KiB", () => {
  const bomb = gzipSync("a".repeat(50_000_000)).toString("base64");
  const [part] = encodedParts(bomb);
  expect(part?.encoding).toBe("compressed");
  expect(part?.text.length).toBeLessThanOrEqual(65_536);
});

test("data that are cut or broken give what came before", () => {
  const packed = gzipSync(Array.from({ length: 200 }, (_all, i) => `line ${i} of ${i * 7919}`).join("\n"));
  expect(encodedParts(packed.subarray(0, packed.length - 300).toString("base64"))[0]?.text ?? "").toMatch(/^(?:$|line 0)/);
});

test("any text is read without an error, and parts lie inside it", () => {
  const unit = fc.constantFrom("a", "Z", "2", "7", "=", "\\", "x41", "u0041", "&#", "65;", "<~", "~>", "%41", "H4sI", "eJw", "//:ptth", "\n", " ", "é", "=41");
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
      for (const { start, end } of encodedParts(text)) expect(0 <= start && start < end && end <= text.length).toBe(true);
    }),
  );
  for (const part of ["\\x41", "&#65;", "=41", "<~", "~>", "H4sI", "eJw", "uggc://", "//:ptth", "A2", "ab23", "%41", "/", "=\n"]) expect(encodedParts(part.repeat(200_000 / part.length)).length).toBeLessThanOrEqual(513);
});
