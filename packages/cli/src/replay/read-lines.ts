// Reads text line by line from files of any size, plain or compressed, in bounded memory.
import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";

/** `number` counts from 1; `text` is absent when the line is longer than the limit. Empty lines are left out. */
export interface Line {
  readonly number: number;
  readonly text: string | undefined;
}

export const LONGEST_LINE: number = 64 * 1024 * 1024;
const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = /^\ufeff/;

/** Recognises gzip by its content. Throws what the source or the decompressor throws, after the lines before it. */
export async function* readLines(source: AsyncIterable<Uint8Array>, longest: number = LONGEST_LINE): AsyncGenerator<Line> {
  let number = 0;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  const take = (last: Uint8Array): Line => {
    number++;
    const tooLong = heldBytes + last.length > longest;
    const text = tooLong ? undefined : Buffer.concat([...held, last]).toString("utf8");
    held = [];
    heldBytes = 0;
    return { number, text: number === 1 ? text?.replace(BYTE_ORDER_MARK, "") : text };
  };
  for await (const chunk of decompressed(source)) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      const line = take(chunk.subarray(from, end));
      if (!isBlank(line)) yield line;
      from = end + 1;
    }
    const rest = chunk.subarray(from);
    heldBytes += rest.length;
    // SECURITY: a line without an end must not fill the memory; past the limit only its length is kept.
    if (heldBytes <= longest) held.push(rest);
    else held = [];
  }
  const line = take(new Uint8Array());
  if (!isBlank(line)) yield line;
}

function isBlank(line: Line): boolean {
  return line.text !== undefined && line.text.trim() === "";
}

async function* decompressed(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  let start: Uint8Array = new Uint8Array();
  while (start.length < 2) {
    const next = await chunks.next();
    if (next.done === true) break;
    start = start.length === 0 ? next.value : Buffer.concat([start, next.value]);
  }
  const whole = resumed(start, chunks);
  if (start[0] === 0x1f && start[1] === 0x8b) {
    const gunzip = createGunzip();
    pipeline(Readable.from(whole), gunzip, () => undefined);
    yield* gunzip as AsyncIterable<Uint8Array>;
  } else yield* whole;
}

async function* resumed(start: Uint8Array, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (start.length > 0) yield start;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  } finally {
    await chunks.return?.();
  }
}
