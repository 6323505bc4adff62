// Finds the parts of a text that are other text in base64, hexadecimal or percent encoding.
import { decodeBase64, decodeHex } from "./encodings.ts";
import { percentDecode } from "./percent.ts";
import { decodeUtf8 } from "./utf8.ts";

export interface EncodedPart {
  /** Where the encoded form stands in the text. */
  readonly start: number;
  readonly end: number;
  readonly encoding: "base64" | "hex" | "percent";
  /** What it says. */
  readonly text: string;
}

/** At most 512 parts of one text. Decoded bytes that are not readable text are left alone. */
export function encodedParts(text: string): EncodedPart[] {
  if (text.length < 8) return [];
  const parts: EncodedPart[] = [];
  if (text.includes("%")) percentParts(text, parts);
  if (text.length < 12) return parts;
  const wrapped = wrappedPart(text);
  if (wrapped !== undefined) return [...parts, wrapped];
  // One character class and a greedy count: linear.
  for (const match of text.matchAll(/[A-Za-z0-9+/_-]{12,}/g)) {
    if (parts.length >= 512) break;
    runParts(match[0], match.index, parts);
  }
  return parts;
}

function percentParts(text: string, parts: EncodedPart[]): void {
  for (const match of text.matchAll(/[^\s"'<>`]+/g)) {
    if (parts.length >= 512) return;
    if (!match[0].includes("%")) continue;
    const decoded = percentDecode(match[0]);
    if (decoded !== match[0]) parts.push({ start: match.index, end: match.index + match[0].length, encoding: "percent", text: decoded });
  }
}

/** A whole text of encoded lines, as mail and PEM wrap them. */
function wrappedPart(text: string): EncodedPart | undefined {
  if (!text.trim().includes("\n") || !/^[A-Za-z0-9+/_=\s-]*$/.test(text)) return undefined;
  const joined = text.replace(/\s/g, "");
  const decoded = decodeRun(joined);
  return decoded === undefined ? undefined : { start: 0, end: text.length, ...decoded };
}

function runParts(run: string, start: number, parts: EncodedPart[]): void {
  const whole = decodeRun(run);
  if (whole !== undefined) return void parts.push({ start, end: start + run.length, ...whole });
  // A slash, a dash or an underscore can also stand around the encoded part.
  if (!/[/_+-]/.test(run)) return;
  for (const piece of run.matchAll(/[A-Za-z0-9+]{12,}/g)) {
    const decoded = decodeRun(piece[0]);
    if (decoded !== undefined) parts.push({ start: start + piece.index, end: start + piece.index + piece[0].length, ...decoded });
  }
}

function decodeRun(run: string): { encoding: "base64" | "hex"; text: string } | undefined {
  if (run.length % 2 === 0 && /^[0-9a-fA-F]*$/.test(run)) {
    const text = isPromising(decodeHex(run.slice(0, 16))) ? readable(decodeHex(run)) : undefined;
    if (text !== undefined) return { encoding: "hex", text };
  }
  if (!isPromising(decodeBase64(run.slice(0, 16)))) return undefined;
  const text = readable(decodeBase64(run));
  return text === undefined ? undefined : { encoding: "base64", text };
}

/** Rejects nearly all words and random keys by their first bytes, before anything is allocated for the rest. */
function isPromising(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte < 0x20 ? byte !== 9 && byte !== 10 && byte !== 13 : byte === 0x7f) return false;
  return true;
}

function readable(bytes: Uint8Array): string | undefined {
  if (bytes.length < 6 || !isPromising(bytes)) return undefined;
  const text = decodeUtf8(bytes);
  if (text === undefined) return undefined;
  // Random bytes are now and then valid UTF-8, but then mostly of letters that no text mixes with ASCII.
  let plain = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 0x80) plain++;
  return text.length < 16 && plain < text.length ? undefined : text;
}
