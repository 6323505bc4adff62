// Fingerprints are HMAC-SHA-256 as the platform computes it, and UTF-8 is written as the platform writes it.
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createFingerprinter } from "./fingerprint.ts";
import { decodeUtf8, encodeUtf8, utf8Length } from "./utf8.ts";

test("a fingerprint is the first 64 bits of the keyed hash in base64url", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.string({ unit: "binary", maxLength: 3000 }), (key, text) => {
      const expected = createHmac("sha256", key).update(Buffer.from(text)).digest().subarray(0, 8).toString("base64url");
      expect(createFingerprinter(key).fingerprint(text)).toBe(expected);
    }),
  );
});

test("the key id depends on the key and is 16 hexadecimal characters", () => {
  const ids = [1, 2].map((byte) => createFingerprinter(new Uint8Array(32).fill(byte)).keyId);
  expect(ids[0]).not.toBe(ids[1]);
  expect(ids[0]).toMatch(/^[0-9a-f]{16}$/);
});

test("UTF-8 is written, measured and read as the platform does it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.uint8Array(), (text, bytes) => {
      expect([...encodeUtf8(text)]).toEqual([...Buffer.from(text)]);
      expect(utf8Length(text)).toBe(Buffer.byteLength(text));
      expect(decodeUtf8(encodeUtf8(text))).toBe(Buffer.from(text).toString());
      expect(decodeUtf8(bytes) === undefined).toBe(!isUtf8(bytes));
    }),
    { numRuns: 2000 },
  );
});

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
