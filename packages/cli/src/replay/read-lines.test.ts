// Lines come out the same however the bytes arrive.
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readLines } from "./read-lines.ts";

async function read(chunks: readonly Uint8Array[], longest?: number): Promise<[number, string | undefined][]> {
  const lines: [number, string | undefined][] = [];
  async function* source(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield await Promise.resolve(chunk);
  }
  for await (const { number, text } of readLines(source(), longest)) lines.push([number, text]);
  return lines;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const byteByByte = (all: Uint8Array): Uint8Array[] => Array.from(all, (one) => Uint8Array.of(one));

describe("readLines", () => {
  it("gives lines with their numbers and leaves blank ones out", async () => {
    expect(await read([bytes("\ufeffone\r\n\n  \nfo"), bytes("ur\nfive")])).toEqual([[1, "one\r"], [4, "four"], [5, "five"]]);
  });

  it("gives the same however the bytes arrive, plain or compressed, in one member or several", async () => {
    const text = bytes("grüße 🌍\nzwei\n");
    const packed = new Uint8Array(Buffer.concat([gzipSync(bytes("grüße 🌍\nzw")), gzipSync(bytes("ei\n"))]));
    const expected = [[1, "grüße 🌍"], [2, "zwei"]];
    for (const all of [text, packed]) {
      expect(await read([all])).toEqual(expected);
      expect(await read(byteByByte(all))).toEqual(expected);
    }
  });

  it("reports a line over the limit without keeping it, and goes on", async () => {
    expect(await read([bytes("ok\n12345"), bytes("67890"), bytes("1\nafter\n")], 10)).toEqual([[1, "ok"], [2, undefined], [3, "after"]]);
    expect(await read([bytes("1234567890\n")], 10)).toEqual([[1, "1234567890"]]);
  });

  it("gives nothing for nothing", async () => {
    expect(await read([])).toEqual([]);
    expect(await read([bytes("x")])).toEqual([[1, "x"]]);
  });

  it("throws for compressed data that ends too early, after the lines before it", async () => {
    const packed = gzipSync(bytes("one\ntwo\n".repeat(10_000)));
    await expect(read([new Uint8Array(packed.subarray(0, packed.length - 20))])).rejects.toMatchObject({ code: "Z_BUF_ERROR" });
  });
});
