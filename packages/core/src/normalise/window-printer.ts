// Keyed fingerprints of short windows of a text that are the same backwards and with letters moved by thirteen.
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { createSipHash } from "./sip-hash.ts";
import { encodeUtf8 } from "./utf8.ts";

/** Letters and digits of a window. SECURITY: who has the key of a deployment must not be able to try all texts of this length. */
export const WINDOW = 12;

export interface WindowPrinter {
  /** Seven characters for `length` folded characters from `at` on, at most `WINDOW`: see `PieceFacts.windows`. */
  print(folded: Uint8Array, at: number, length: number): string;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const FORMS: readonly string[] = ["A", "B", "C", "D"];
/** Two characters for each twelve bits. */
const PAIRS: readonly string[] = Array.from({ length: 4_096 }, (_, bits) => ALPHABET.charAt(bits & 63) + ALPHABET.charAt(bits >>> 6));
const PURPOSE = "kaizen pieces siphash-2-4";

const ROTATED: Uint8Array = (() => {
  const rotated = Uint8Array.from({ length: 256 }, (_, code) => code);
  for (let letter = 0; letter < 26; letter++) rotated[97 + letter] = 97 + ((letter + 13) % 26);
  return rotated;
})();

export function createWindowPrinter(key: Uint8Array): WindowPrinter {
  const hash = createSipHash(hmac(sha256, key, encodeUtf8(PURPOSE)).subarray(0, 16));
  const buffer = new Uint8Array(WINDOW);
  return {
    print(folded, at, length) {
      const form = leastForm(folded, at, length);
      for (let k = 0; k < length; k++) buffer[k] = letterOf(folded, at, length, form, k);
      hash.hash(buffer, length);
      const { low, high } = hash;
      return (PAIRS[low & 4_095] ?? "") + (PAIRS[(low >>> 12) & 4_095] ?? "") + (PAIRS[high & 4_095] ?? "") + (FORMS[form] ?? "");
    },
  };
}

/** 0: as written. 1: backwards. 2: moved by thirteen. 3: both. The one that comes first in the alphabet stands for all. */
function leastForm(folded: Uint8Array, at: number, length: number): number {
  let least = 0;
  for (let form = 1; form < 4; form++) {
    for (let k = 0; k < length; k++) {
      const difference = letterOf(folded, at, length, form, k) - letterOf(folded, at, length, least, k);
      if (difference === 0) continue;
      if (difference < 0) least = form;
      break;
    }
  }
  return least;
}

function letterOf(folded: Uint8Array, at: number, length: number, form: number, k: number): number {
  const code = folded[(form & 1) === 0 ? at + k : at + length - 1 - k] ?? 0;
  return form < 2 ? code : (ROTATED[code] ?? 0);
}
