// Keyed fingerprints: equal values can be recognised under the same key, and nothing can be tried without it.
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Fingerprint } from "../words/facts.ts";
import { remember } from "./remember.ts";
import { createSipHash, type SipHash } from "./sip-hash.ts";
import { encodeUtf8, writeUtf8 } from "./utf8.ts";

export interface Fingerprinter {
  /** 16 hexadecimal characters of SHA-256 of the key under its own purpose: names key and function, and tells nothing of the key. */
  readonly keyId: string;
  /** 11 characters base64url of SipHash-2-4 of the text's UTF-8 under a key that is derived from the deployment's. */
  fingerprint(text: string): Fingerprint;
  /** Its first 6 characters, for words: texts say the same ones over and over, and the answers are remembered. */
  short(word: string): string;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const PURPOSE = "kaizen fingerprint siphash-2-4";

export function createFingerprinter(key: Uint8Array): Fingerprinter {
  const hash = createSipHash(hmac(sha256, key, encodeUtf8(PURPOSE)).subarray(0, 16));
  const buffer = new Uint8Array(4096);
  const fingerprint = (text: string): Fingerprint => {
    if (text.length * 3 <= buffer.length) hash.hash(buffer, writeUtf8(text, buffer));
    else {
      const bytes = encodeUtf8(text);
      hash.hash(bytes, bytes.length);
    }
    return base64urlOf(hash);
  };
  return {
    fingerprint,
    short: remember(8_192, (word) => fingerprint(word).slice(0, 6)),
    keyId: hex(sha256(encodeUtf8(`${PURPOSE} key ${hex(sha256(key))}`)).subarray(0, 8)),
  };
}

/** The eight bytes, lowest first, in digits of six bits. */
function base64urlOf({ high, low }: SipHash): string {
  const first = swapped(low);
  const second = swapped(high);
  const digit = (bits: number): string => ALPHABET.charAt(bits & 63);
  return (
    digit(first >>> 26) + digit(first >>> 20) + digit(first >>> 14) + digit(first >>> 8) + digit(first >>> 2) +
    digit((first << 4) | (second >>> 28)) + digit(second >>> 22) + digit(second >>> 16) + digit(second >>> 10) + digit(second >>> 4) + digit(second << 2)
  );
}

function swapped(word: number): number {
  return ((word & 0xff) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}

function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}
