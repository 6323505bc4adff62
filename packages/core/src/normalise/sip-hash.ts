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
  readonly #state = new Int32Array(8);
  high = 0;
  low = 0;

  constructor(key: Uint8Array) {
    const [k0l, k0h, k1l, k1h] = [word(key, 0), word(key, 4), word(key, 8), word(key, 12)];
    this.#start = Int32Array.of(k0l ^ 0x70736575, k0h ^ 0x736f6d65, k1l ^ 0x6e646f6d, k1h ^ 0x646f7261, k0l ^ 0x6e657261, k0h ^ 0x6c796765, k1l ^ 0x79746573, k1h ^ 0x74656462);
  }

  hash(bytes: Uint8Array, length: number): void {
    const state = this.#state;
    state.set(this.#start);
    const whole = length & ~7;
    for (let at = 0; at < whole; at += 8) mix(state, word(bytes, at), word(bytes, at + 4));
    let low = 0;
    let high = length << 24;
    for (let i = length - 1; i >= whole; i--) {
      const shift = (i - whole) << 3;
      if (shift < 32) low |= (bytes[i] ?? 0) << shift;
      else high |= (bytes[i] ?? 0) << (shift - 32);
    }
    mix(state, low, high);
    state[4] = (state[4] ?? 0) ^ 0xff;
    rounds(state, 4);
    this.low = (state[0] ?? 0) ^ (state[2] ?? 0) ^ (state[4] ?? 0) ^ (state[6] ?? 0);
    this.high = (state[1] ?? 0) ^ (state[3] ?? 0) ^ (state[5] ?? 0) ^ (state[7] ?? 0);
  }
}

function mix(state: Int32Array, low: number, high: number): void {
  state[6] = (state[6] ?? 0) ^ low;
  state[7] = (state[7] ?? 0) ^ high;
  rounds(state, 2);
  state[0] = (state[0] ?? 0) ^ low;
  state[1] = (state[1] ?? 0) ^ high;
}

/** INVARIANT: `state` has eight elements; the zeros only say so to the compiler. */
function rounds(state: Int32Array, count: number): void {
  let v0l = state[0] ?? 0;
  let v0h = state[1] ?? 0;
  let v1l = state[2] ?? 0;
  let v1h = state[3] ?? 0;
  let v2l = state[4] ?? 0;
  let v2h = state[5] ?? 0;
  let v3l = state[6] ?? 0;
  let v3h = state[7] ?? 0;
  for (let round = 0; round < count; round++) {
    let sum = (v0l >>> 0) + (v1l >>> 0);
    v0h = (v0h + v1h + (sum > 0xffffffff ? 1 : 0)) | 0;
    v0l = sum | 0;
    let half = (v1h << 13) | (v1l >>> 19);
    v1l = ((v1l << 13) | (v1h >>> 19)) ^ v0l;
    v1h = half ^ v0h;
    sum = (v2l >>> 0) + (v3l >>> 0);
    v2h = (v2h + v3h + (sum > 0xffffffff ? 1 : 0)) | 0;
    v2l = sum | 0;
    half = (v3h << 16) | (v3l >>> 16);
    v3l = ((v3l << 16) | (v3h >>> 16)) ^ v2l;
    v3h = half ^ v2h;
    // The first word's halves changed places: its lower half is the higher one from here on.
    sum = (v0h >>> 0) + (v3l >>> 0);
    const v0 = (v0l + v3h + (sum > 0xffffffff ? 1 : 0)) | 0;
    v0l = sum | 0;
    v0h = v0;
    half = (v3h << 21) | (v3l >>> 11);
    v3l = ((v3l << 21) | (v3h >>> 11)) ^ v0l;
    v3h = half ^ v0h;
    sum = (v2l >>> 0) + (v1l >>> 0);
    v2h = (v2h + v1h + (sum > 0xffffffff ? 1 : 0)) | 0;
    v2l = sum | 0;
    half = (v1h << 17) | (v1l >>> 15);
    v1l = ((v1l << 17) | (v1h >>> 15)) ^ v2l;
    v1h = half ^ v2h;
    half = v2h;
    v2h = v2l;
    v2l = half;
  }
  state[0] = v0l;
  state[1] = v0h;
  state[2] = v1l;
  state[3] = v1h;
  state[4] = v2l;
  state[5] = v2h;
  state[6] = v3l;
  state[7] = v3h;
}
