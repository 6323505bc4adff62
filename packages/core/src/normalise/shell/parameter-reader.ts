// Reads `$name`, `$1`, `$@` and `${…}` of a shell text.
import type { Part, Word } from "./script.ts";
import { enter, peek, type ScriptReader } from "./script-reader.ts";
import type { Surroundings } from "./word-reader.ts";

type ReadArgument = (reader: ScriptReader, surroundings: Surroundings) => Word;

/** Longest first, so that `:-` is not read as `:`. */
const OPERATORS = [":-", ":=", ":?", ":+", "##", "%%", "//", "/#", "/%", "^^", ",,", ":", "-", "=", "?", "+", "#", "%", "/", "^", ",", "@"];

function isNameStart(c: number): boolean {
  return (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || c === 0x5f;
}

function isDigit(c: number): boolean {
  return c >= 0x30 && c <= 0x39;
}

/** Where the name that begins at `from` ends. */
export function nameEnd(text: string, from: number, end: number): number {
  let at = from;
  if (at >= end || !isNameStart(text.charCodeAt(at))) return from;
  while (at < end && (isNameStart(text.charCodeAt(at)) || isDigit(text.charCodeAt(at)))) at++;
  return at;
}

function restEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (isNameStart(text.charCodeAt(at)) || isDigit(text.charCodeAt(at)))) at++;
  return at;
}

/** False when the `$` at the position begins no parameter. */
export function readParameter(reader: ScriptReader, parts: Part[], surroundings: Surroundings, isQuoted: boolean, readArgument: ReadArgument): boolean {
  const next = peek(reader, 1);
  if (next === 0x7b) {
    parts.push(readBraced(reader, surroundings, isQuoted, readArgument));
    return true;
  }
  let end = nameEnd(reader.text, reader.at + 1, reader.end);
  if (end > reader.at + 1) {
    let name = reader.text.slice(reader.at + 1, end);
    // A continued line is put together before the name is read.
    while (reader.text.startsWith("\\\n", end) && end + 2 < reader.end) {
      const next = restEnd(reader.text, end + 2, reader.end);
      name += reader.text.slice(end + 2, next);
      end = next;
    }
    parts.push({ kind: "parameter", isBare: true, name, operator: "", argument: [], isQuoted });
    reader.at = end;
    return true;
  }
  if (!isDigit(next) && !"@*#?-$!".includes(String.fromCharCode(next || 0x20))) return false;
  parts.push({ kind: "parameter", name: String.fromCharCode(next), operator: "", argument: [], isQuoted });
  reader.at += 2;
  return true;
}

function readBraced(reader: ScriptReader, surroundings: Surroundings, isQuoted: boolean, readArgument: ReadArgument): Part {
  reader.at += 2;
  const isLength = peek(reader) === 0x23 && peek(reader, 1) !== 0x7d;
  const isIndirect = peek(reader) === 0x21;
  if (isLength || isIndirect) reader.at++;
  const name = readName(reader);
  const subscript = peek(reader) === 0x5b ? readSubscript(reader, readArgument) : undefined;
  const given = subscript === undefined ? { name } : { name, subscript };
  const operator = isLength ? "length" : isIndirect ? "indirect" : readOperator(reader);
  if (!enter(reader)) return { kind: "parameter", ...given, operator: "unread", argument: [], isQuoted };
  const inner: Surroundings = surroundings === "command" || surroundings === "parameter" ? "parameter" : "quoted-parameter";
  const argument = readArgument(reader, inner);
  reader.depth--;
  if (peek(reader) === 0x7d) reader.at++;
  else reader.work.gaps.add("syntax");
  return { kind: "parameter", ...given, operator, argument, isQuoted };
}

/** What stands in brackets, up to the one that closes them or the brace that ends the parameter. */
function readSubscript(reader: ScriptReader, readArgument: ReadArgument): Word {
  const parts: Part[] = [];
  reader.at++;
  if (!enter(reader)) return parts;
  let open = 1;
  while (reader.at < reader.end && peek(reader) !== 0x7d) {
    const read = readArgument(reader, "subscript");
    for (const part of read) if (part.kind === "text") open += part.text.split("[").length - 1;
    parts.push(...read);
    if (peek(reader) !== 0x5d) break;
    reader.at++;
    if (--open === 0) break;
    parts.push({ kind: "text", text: "]", isQuoted: true });
  }
  reader.depth--;
  return parts;
}

/** The name with a plain subscript, which stands as written: `a`, `a[0]`, `a[@]`. */
function readName(reader: ScriptReader): string {
  const start = reader.at;
  reader.at = nameEnd(reader.text, start, reader.end);
  if (reader.at === start) {
    while (isDigit(peek(reader))) reader.at++;
    if (reader.at === start && reader.at < reader.end && peek(reader) !== 0x7d) reader.at++;
  }
  if (peek(reader) === 0x5b) {
    let close = reader.at + 1;
    while (close < reader.end && close - reader.at <= 64 && isPlain(reader.text.charCodeAt(close))) close++;
    if (close < reader.end && reader.text.charCodeAt(close) === 0x5d) reader.at = close + 1;
  }
  return reader.text.slice(start, reader.at);
}

function isPlain(c: number): boolean {
  return isNameStart(c) || isDigit(c) || c === 0x40 || c === 0x2a || c === 0x2d;
}

function readOperator(reader: ScriptReader): string {
  const two = reader.text.slice(reader.at, Math.min(reader.at + 2, reader.end));
  const found = OPERATORS.find((operator) => two.startsWith(operator)) ?? "";
  reader.at += found.length;
  return found;
}
