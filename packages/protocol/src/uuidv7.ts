// Time-ordered ids (RFC 9562, version 7); clock and randomness are handed in.

/**
 * `now` in integer milliseconds since 1970, `random(n)` gives n random bytes.
 * Ids made in the same millisecond are not ordered among each other.
 */
export function uuidv7(now: number, random: (length: number) => Uint8Array): string {
  const bytes = Uint8Array.from(random(16)).subarray(0, 16);
  if (bytes.length !== 16) throw new RangeError(`expected 16 random bytes, got ${bytes.length}`);
  if (!Number.isInteger(now) || now < 0 || now >= 2 ** 48) throw new RangeError(`expected milliseconds since 1970, got ${now}`);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(now / 2 ** 16));
  view.setUint16(4, now % 2 ** 16);
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
