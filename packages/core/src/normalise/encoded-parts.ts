// Finds the parts of a text that are other text in an encoding: base64, base32, hexadecimal, percent and other escapes, compressed, turned round.
import { disguisedParts } from "./disguised-parts.ts";
import { decodeAscii85, decodeBase32, decodeBase64, decodeBase64Into, decodeHex } from "./encodings.ts";
import { inflate } from "./inflate.ts";
import { percentDecode } from "./percent.ts";
import { characterTable, runsOf } from "./recognisers/long-runs.ts";
import { has, TRAIT, traitsOf } from "./text-traits.ts";
import { decodeUtf16, decodeUtf8 } from "./utf8.ts";

export type PartEncoding = "base64" | "base32" | "ascii85" | "hex" | "percent" | "quoted-printable" | "escapes" | "entities" | "rot13" | "reversed" | "compressed";

export interface EncodedPart {
  /** Where the encoded form stands in the text. */
  readonly start: number;
  readonly end: number;
  readonly encoding: PartEncoding;
  /** What it says. */
  readonly text: string;
}

/** Unpacking is dear, so one text has only so many. */
interface Left {
  unpackings: number;
}

const RUN: Uint8Array = characterTable("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-");

const PIECE: Uint8Array = characterTable("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+");

/** At most 512 parts of one text. Decoded bytes that are not readable text are left alone. */
export function encodedParts(text: string, traits: number = traitsOf(text)): EncodedPart[] {
  if (text.length < 8) return [];
  const parts: EncodedPart[] = [];
  if (has(traits, TRAIT.percent)) percentParts(text, parts);
  disguisedParts(text, traits, parts);
  if (text.length < 12) return parts;
  if (text.includes("<~")) ascii85Parts(text, parts);
  const left: Left = { unpackings: 256 };
  const wrapped = has(traits, TRAIT.control) ? wrappedPart(text, left) : undefined;
  if (wrapped !== undefined) return [...parts, wrapped];
  for (const { start, end } of runsOf(text, RUN, 12)) {
    if (parts.length >= 512) break;
    runParts(text.slice(start, end), start, parts, left);
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

function ascii85Parts(text: string, parts: EncodedPart[]): void {
  for (const match of text.matchAll(/<~([!-u\sz]{8,65536}?)~>/g)) {
    if (parts.length >= 512) return;
    const decoded = readable(decodeAscii85(match[1] ?? ""));
    if (decoded !== undefined) parts.push({ start: match.index, end: match.index + match[0].length, encoding: "ascii85", text: decoded });
  }
}

/** A whole text of encoded lines, as mail and PEM wrap them. */
function wrappedPart(text: string, left: Left): EncodedPart | undefined {
  if (!text.trim().includes("\n") || !/^[A-Za-z0-9+/_=\s-]*$/.test(text)) return undefined;
  const joined = text.replace(/\s/g, "");
  const decoded = decodeRun(joined, left);
  return decoded === undefined ? undefined : { start: 0, end: text.length, ...decoded };
}

function runParts(run: string, start: number, parts: EncodedPart[], left: Left): void {
  const whole = decodeRun(run, left);
  if (whole !== undefined) return void parts.push({ start, end: start + run.length, ...whole });
  // A slash, a dash or an underscore can also stand around the encoded part.
  if (!/[/_+-]/.test(run)) return;
  for (const piece of runsOf(run, PIECE, 12)) {
    const decoded = decodeRun(run.slice(piece.start, piece.end), left);
    if (decoded !== undefined) parts.push({ start: start + piece.start, end: start + piece.end, ...decoded });
  }
}

/** What the first sixteen characters of a run say: nearly all runs are words, which end here. */
const HEAD = new Uint8Array(12);

function decodeRun(run: string, left: Left): { encoding: PartEncoding; text: string } | undefined {
  if (run.length % 2 === 0 && /^[0-9a-fA-F]*$/.test(run)) {
    const first = decodeHex(run.slice(0, 16));
    const text = isPromising(first) ? readable(decodeHex(run)) : undefined;
    if (text !== undefined) return { encoding: "hex", text };
    const other = unwrapped(first, first.length, left, () => decodeHex(run));
    if (other !== undefined) return other;
  }
  HEAD.fill(0);
  const count = decodeBase64Into(HEAD, run, Math.min(run.length, 16));
  const text = isPromising(HEAD, count) ? readable(decodeBase64(run)) : undefined;
  if (text !== undefined) return { encoding: "base64", text };
  return unwrapped(HEAD, count, left, () => decodeBase64(run)) ?? base32Text(run);
}

/** Bytes that begin like compressed data or like letters of two bytes. Compressed data are told by their first two bytes, so words cost nothing. */
function unwrapped(first: Uint8Array, count: number, left: Left, whole: () => Uint8Array): { encoding: PartEncoding; text: string } | undefined {
  const [a = 0, b = 0, c = 0, d = 0] = first;
  if ((a === 0x1f && b === 0x8b && c === 8) || (a === 0x78 && (b === 0x01 || b === 0x5e || b === 0x9c || b === 0xda))) {
    if (left.unpackings-- <= 0) return undefined;
    const text = readable(inflate(whole()));
    return text === undefined ? undefined : { encoding: "compressed", text };
  }
  const isWide = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (b === 0 && d === 0 && a >= 0x20 && a < 0x7f) || (a === 0 && c === 0 && b >= 0x20 && b < 0x7f);
  const text = isWide && count >= 8 ? decodeUtf16(whole()) : undefined;
  return text === undefined ? undefined : { encoding: "base64", text };
}

/** Words have no digits, and in one case only shouted ones are long; real base32 of a secret has both nearly always. */
function base32Text(run: string): { encoding: PartEncoding; text: string } | undefined {
  if (run.length < 16 || !/^(?:[A-Z2-7]+|[a-z2-7]+)$/.test(run) || !/[2-7]/.test(run)) return undefined;
  if (!isPromising(decodeBase32(run.slice(0, 16)))) return undefined;
  const text = readable(decodeBase32(run));
  return text === undefined ? undefined : { encoding: "base32", text };
}

/** Control characters, or no UTF-8: rejects nearly all words and random keys by their first bytes, before anything is allocated for the rest. */
function isPromising(bytes: Uint8Array, count: number = bytes.length): boolean {
  // Bytes of a letter that are still to come.
  let open = 0;
  for (let i = 0; i < count; i++) {
    const byte = bytes[i] ?? 0;
    if (byte >= 0x80) {
      const isInside = byte < 0xc0;
      if (isInside !== open > 0 || (!isInside && (byte < 0xc2 || byte >= 0xf5))) return false;
      open = isInside ? open - 1 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    } else if (open > 0 || (byte < 0x20 ? byte !== 9 && byte !== 10 && byte !== 13 : byte === 0x7f)) return false;
  }
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
