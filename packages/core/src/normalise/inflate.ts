// Unpacks gzip and zlib data within a bound, so that a few bytes cannot become a flood.
import { Gunzip, Unzlib } from "fflate/browser";

/** Most that is unpacked of one part. */
const MOST = 65_536;
/** Bytes given at a time: each can become a thousand. */
const SLICE = 128;

/** The first 64 KiB of what was packed; what came before an error in the data counts. Empty for data that are no such. */
export function inflate(bytes: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [];
  const taken = { length: 0 };
  const take = (chunk: Uint8Array): void => {
    if (chunk.length > 0 && taken.length < MOST) chunks.push(chunk.slice(0, MOST - taken.length));
    taken.length += chunk.length;
  };
  try {
    const stream = bytes[0] === 0x1f ? new Gunzip(take) : new Unzlib(take);
    for (let at = 0; at < bytes.length && taken.length < MOST; at += SLICE) stream.push(bytes.subarray(at, at + SLICE), at + SLICE >= bytes.length);
  } catch {
    // The library throws for data that are broken or cut.
  }
  const whole = new Uint8Array(Math.min(taken.length, MOST));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
