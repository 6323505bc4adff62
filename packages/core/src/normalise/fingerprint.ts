// Keyed fingerprints: equal values can be recognised under the same key, and nothing can be tried without it.
import { sha256 } from "@noble/hashes/sha2.js";
import type { Fingerprint } from "../words/facts.ts";
import { encodeUtf8, writeUtf8 } from "./utf8.ts";

export interface Fingerprinter {
  /** First 16 hexadecimal characters of SHA-256 of the key under its own purpose: names the key and tells nothing of it. */
  readonly keyId: string;
  /** 11 characters base64url of HMAC-SHA-256 of the text's UTF-8, cut to 64 bits. */
  fingerprint(text: string): Fingerprint;
}

const BLOCK = 64;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** HMAC with both key blocks hashed once and cloned: a short text then costs two compressions. */
export function createFingerprinter(key: Uint8Array): Fingerprinter {
  const block = new Uint8Array(BLOCK);
  block.set(key.length > BLOCK ? sha256(key) : key);
  const inner = sha256.create().update(block.map((byte) => byte ^ 0x36));
  const outer = sha256.create().update(block.map((byte) => byte ^ 0x5c));
  const scratch = sha256.create();
  const digest = new Uint8Array(32);
  const buffer = new Uint8Array(4096);
  return {
    keyId: hex(sha256(encodeUtf8(`kaizen fingerprint key ${hex(sha256(key))}`)).subarray(0, 8)),
    fingerprint(text) {
      const isShort = text.length * 3 <= buffer.length;
      const bytes = isShort ? buffer.subarray(0, writeUtf8(text, buffer)) : encodeUtf8(text);
      inner._cloneInto(scratch).update(bytes).digestInto(digest);
      outer._cloneInto(scratch).update(digest).digestInto(digest);
      return base64url64(digest);
    },
  };
}

function base64url64(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (let i = 0; i < 8; i++) {
    held = (held << 8) | (bytes[i] ?? 0);
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += ALPHABET.charAt((held >> bits) & 63);
    }
    held &= (1 << bits) - 1;
  }
  return text + ALPHABET.charAt((held << (6 - bits)) & 63);
}

function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}
