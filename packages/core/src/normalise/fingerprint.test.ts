// Fingerprints are SipHash-2-4 as its paper defines it, and UTF-8 is written as the platform writes it.
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createFingerprinter } from "./fingerprint.ts";
import { createSipHash } from "./sip-hash.ts";
import { decodeUtf8, encodeUtf8, utf8Length } from "./utf8.ts";

/** Key 00 01 … 0f and the texts "", 00, 00 01, …: the first eight results of the paper's reference code, as bytes, and the one of its appendix. */
const VECTORS = ["310e0edd47db6f72", "fd67dc93c539f874", "5a4fa9d909806c0d", "2d7efbd796666785", "b7877127e09427cf", "8da699cd64557618", "cee3fe586e46c9cb", "37d1018bf50002ab"];

test("SipHash gives the results of its paper", () => {
  const hash = createSipHash(Uint8Array.from({ length: 16 }, (_, i) => i));
  const bytes = Uint8Array.from({ length: 15 }, (_, i) => i);
  const results = Array.from({ length: 16 }, (_, length) => {
    hash.hash(bytes, length);
    const result = Buffer.alloc(8);
    result.writeInt32LE(hash.low, 0);
    result.writeInt32LE(hash.high, 4);
    return result.toString("hex");
  });
  expect(results.slice(0, 8)).toEqual(VECTORS);
  expect(results[15]).toBe("e545be4961ca29a1");
});

test("a fingerprint is SipHash under the derived key in base64url", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.string({ unit: "binary", maxLength: 3000 }), (key, text) => {
      const derived = createHmac("sha256", key).update("kaizen fingerprint siphash-2-4").digest().subarray(0, 16);
      expect(createFingerprinter(key).fingerprint(text)).toBe(sipHash(derived, Buffer.from(text)).toString("base64url"));
    }),
  );
});

/** The same function in 64-bit integers, as the paper writes it. */
function sipHash(key: Buffer, text: Buffer): Buffer {
  const mask = (1n << 64n) - 1n;
  const turn = (value: bigint, by: bigint): bigint => ((value << by) | (value >> (64n - by))) & mask;
  const [k0, k1] = [key.readBigUInt64LE(0), key.readBigUInt64LE(8)];
  let [v0, v1, v2, v3] = [k0 ^ 0x736f6d6570736575n, k1 ^ 0x646f72616e646f6dn, k0 ^ 0x6c7967656e657261n, k1 ^ 0x7465646279746573n];
  const rounds = (count: number): void => {
    for (let i = 0; i < count; i++) {
      v0 = (v0 + v1) & mask;
      v1 = turn(v1, 13n) ^ v0;
      v0 = turn(v0, 32n);
      v2 = (v2 + v3) & mask;
      v3 = turn(v3, 16n) ^ v2;
      v0 = (v0 + v3) & mask;
      v3 = turn(v3, 21n) ^ v0;
      v2 = (v2 + v1) & mask;
      v1 = turn(v1, 17n) ^ v2;
      v2 = turn(v2, 32n);
    }
  };
  const padded = Buffer.concat([text, Buffer.alloc(8 - (text.length % 8))]);
  padded[padded.length - 1] = text.length & 255;
  for (let at = 0; at < padded.length; at += 8) {
    const part = padded.readBigUInt64LE(at);
    v3 ^= part;
    rounds(2);
    v0 ^= part;
  }
  v2 ^= 0xffn;
  rounds(4);
  const result = Buffer.alloc(8);
  result.writeBigUInt64LE(v0 ^ v1 ^ v2 ^ v3);
  return result;
}

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
