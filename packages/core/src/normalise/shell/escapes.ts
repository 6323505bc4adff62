// Backslash escapes as `$'…'`, `printf` and `echo -e` read them.
import { decodeUtf8 } from "../utf8.ts";
import type { ScriptReader } from "./script-reader.ts";

const LETTERS: ReadonlyMap<string, string> = new Map([
  ["a", "\u0007"], ["b", "\b"], ["e", "\u001b"], ["E", "\u001b"], ["f", "\f"], ["n", "\n"], ["r", "\r"], ["t", "\t"], ["v", "\v"], ["\\", "\\"], ["'", "'"], ['"', '"'], ["?", "?"],
]);

/** Reads `$'…'`, which begins at the position; a NUL ends the string, as it does for the shell. */
export function readAnsiString(reader: ScriptReader): string {
  const start = reader.at + 2;
  let at = start;
  while (at < reader.end && reader.text.charCodeAt(at) !== 0x27) at += reader.text.charCodeAt(at) === 0x5c ? 2 : 1;
  if (at >= reader.end) reader.work.gaps.add("syntax");
  const body = reader.text.slice(start, Math.min(at, reader.end));
  reader.at = Math.min(at + 1, reader.end);
  const text = body.includes("\\") ? unescapeText(body, "ansi") : body;
  const nul = text.indexOf("\u0000");
  return nul < 0 ? text : text.slice(0, nul);
}

/** Who reads the escapes: `echo` wants a zero before octal digits, the others do not. */
export type EscapeReader = "ansi" | "printf" | "echo";

/** The text with its escapes read. Bytes that are no UTF-8 together become U+FFFD. */
export function unescapeText(text: string, escapeReader: EscapeReader): string {
  const parts: string[] = [];
  let bytes: number[] = [];
  const flush = (): void => {
    if (bytes.length > 0) parts.push(decodeUtf8(Uint8Array.from(bytes)) ?? bytes.map((byte) => (byte < 128 ? String.fromCharCode(byte) : "\ufffd")).join(""));
    bytes = [];
  };
  for (let at = 0; at < text.length; ) {
    const escape = text.charCodeAt(at) === 0x5c ? readEscape(text, at, escapeReader) : undefined;
    if (escape?.byte !== undefined) bytes.push(escape.byte);
    else {
      flush();
      parts.push(escape?.text ?? text.charAt(at));
    }
    at += escape?.length ?? 1;
  }
  flush();
  return parts.join("");
}

interface Escape {
  readonly length: number;
  readonly text?: string;
  readonly byte?: number;
}

function readEscape(text: string, at: number, escapeReader: EscapeReader): Escape | undefined {
  const letter = text.charAt(at + 1);
  if (letter === "x") return numberEscape(text, at + 2, 2, 16, 2);
  if (letter === "u" || letter === "U") return codePoint(text, at, letter === "u" ? 4 : 8);
  if (letter === "c" && escapeReader === "ansi" && at + 2 < text.length) return { length: 3, byte: text.charCodeAt(at + 2) & 0x1f };
  if (letter === "0" && escapeReader !== "ansi") return numberEscape(text, at + 2, 3, 8, 2) ?? { length: 2, byte: 0 };
  if (letter >= "0" && letter <= "7" && letter.length === 1 && escapeReader !== "echo") return numberEscape(text, at + 1, 3, 8, 1);
  if (escapeReader === "echo" && (letter === "'" || letter === '"' || letter === "?")) return undefined;
  const plain = LETTERS.get(letter);
  return plain === undefined ? undefined : { length: 2, text: plain };
}

function digits(text: string, from: number, atMost: number, base: number): string {
  let end = from;
  while (end < from + atMost && end < text.length && !Number.isNaN(Number.parseInt(text.charAt(end), base))) end++;
  return text.slice(from, end);
}

function numberEscape(text: string, from: number, atMost: number, base: number, before: number): Escape | undefined {
  const found = digits(text, from, atMost, base);
  return found === "" ? undefined : { length: before + found.length, byte: Number.parseInt(found, base) & 255 };
}

function codePoint(text: string, at: number, atMost: number): Escape | undefined {
  const found = digits(text, at + 2, atMost, 16);
  const code = Number.parseInt(found, 16);
  return found === "" || code > 0x10ffff ? undefined : { length: 2 + found.length, text: String.fromCodePoint(code) };
}
