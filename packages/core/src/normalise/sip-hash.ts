// SipHash-2-4 (Aumasson and Bernstein 2012): a keyed pseudo-random function for short texts, in 32-bit halves.

export interface SipHash {
  /** Reads the first `length` bytes; the result stands in `high` and `low` until the next call. */
  hash(bytes: Uint8Array, length: number): void;
  readonly high: number;
  readonly low: number;
}

/** `key`: 16 bytes. */
export function createSipHash(key: Uint8Array): SipHash {
  return new HalvesSipHash(key);
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}

class HalvesSipHash implements SipHash {
  /** The four words of the state as key and constants give them, each its lower half first. */
  readonly #start: Int32Array;
  high = 0;
  low = 0;

  constructor(key: Uint8Array) {
    const [k0l, k0h, k1l, k1h] = [word(key, 0), word(key, 4), word(key, 8), word(key, 12)];
    this.#start = Int32Array.of(k0l ^ 0x70736575, k0h ^ 0x736f6d65, k1l ^ 0x6e646f6d, k1h ^ 0x646f7261, k0l ^ 0x6e657261, k0h ^ 0x6c796765, k1l ^ 0x79746573, k1h ^ 0x74656462);
  }

  /** INVARIANT: the state has eight elements; the zeros only say so to the compiler. All of it is in one function, so that the state stays in registers. */
  hash(bytes: Uint8Array, length: number): void {
    const [v0, v0h0, v1, v1h0, v2, v2h0, v3, v3h0] = this.#start;
    let [v0l, v0h, v1l, v1h] = [v0 ?? 0, v0h0 ?? 0, v1 ?? 0, v1h0 ?? 0];
    let [v2l, v2h, v3l, v3h] = [v2 ?? 0, v2h0 ?? 0, v3 ?? 0, v3h0 ?? 0];
    const whole = length & ~7;
    for (let at = 0; at <= whole + 8; at += 8) {
      // Whole blocks, the rest with the length, and four rounds at the end.
      const isEnd = at > whole;
      const low = isEnd ? 0 : at < whole ? word(bytes, at) : lastLow(bytes, whole, length);
      const high = isEnd ? 0 : at < whole ? word(bytes, at + 4) : lastHigh(bytes, whole, length);
      v3l ^= low;
      v3h ^= high;
      if (isEnd) v2l ^= 0xff;
      for (let round = isEnd ? 4 : 2; round > 0; round--) {
        let sum = (v0l + v1l) | 0;
        v0h = (v0h + v1h + carry(v0l, v1l, sum)) | 0;
        v0l = sum;
        let half = (v1h << 13) | (v1l >>> 19);
        v1l = ((v1l << 13) | (v1h >>> 19)) ^ v0l;
        v1h = half ^ v0h;
        sum = (v2l + v3l) | 0;
        v2h = (v2h + v3h + carry(v2l, v3l, sum)) | 0;
        v2l = sum;
        half = (v3h << 16) | (v3l >>> 16);
        v3l = ((v3l << 16) | (v3h >>> 16)) ^ v2l;
        v3h = half ^ v2h;
        // The first word's halves changed places: its lower half is the higher one from here on.
        sum = (v0h + v3l) | 0;
        const turned = (v0l + v3h + carry(v0h, v3l, sum)) | 0;
        v0l = sum;
        v0h = turned;
        half = (v3h << 21) | (v3l >>> 11);
        v3l = ((v3l << 21) | (v3h >>> 11)) ^ v0l;
        v3h = half ^ v0h;
        sum = (v2l + v1l) | 0;
        v2h = (v2h + v1h + carry(v2l, v1l, sum)) | 0;
        v2l = sum;
        half = (v1h << 17) | (v1l >>> 15);
        v1l = ((v1l << 17) | (v1h >>> 15)) ^ v2l;
        v1h = half ^ v2h;
        half = v2h;
        v2h = v2l;
        v2l = half;
      }
      v0l ^= low;
      v0h ^= high;
    }
    this.low = v0l ^ v1l ^ v2l ^ v3l;
    this.high = v0h ^ v1h ^ v2h ^ v3h;
  }
}

/** 1 where the sum of two unsigned halves is longer than a half. */
function carry(a: number, b: number, sum: number): number {
  return ((a & b) | ((a | b) & ~sum)) >>> 31;
}

function lastLow(bytes: Uint8Array, whole: number, length: number): number {
  let low = 0;
  for (let i = Math.min(length, whole + 4) - 1; i >= whole; i--) low |= (bytes[i] ?? 0) << ((i - whole) << 3);
  return low;
}

function lastHigh(bytes: Uint8Array, whole: number, length: number): number {
  let high = length << 24;
  for (let i = length - 1; i >= whole + 4; i--) high |= (bytes[i] ?? 0) << ((i - whole - 4) << 3);
  return high;
}
