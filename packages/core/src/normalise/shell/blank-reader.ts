// What stands between the words of a shell text: blanks, comments, line ends with their here-documents, keywords.
import type { Word } from "./script.ts";
import { enter, innerReader, peek, type ScriptReader } from "./script-reader.ts";
import { readQuoted } from "./word-reader.ts";

/** Skips blanks, continued lines and a comment; stays on the line. */
export function readBlanks(reader: ScriptReader): void {
  for (;;) {
    const c = peek(reader);
    if (c === 0x20 || c === 0x09) reader.at++;
    else if (c === 0x5c && peek(reader, 1) === 0x0a) reader.at += 2;
    else if (c === 0x23) {
      const line = reader.text.indexOf("\n", reader.at);
      reader.at = line < 0 || line > reader.end ? reader.end : line;
    } else return;
  }
}

/** Skips blanks, comments and line ends; reads the here-documents that begin at a line end. */
export function readNewlines(reader: ScriptReader): void {
  for (;;) {
    readBlanks(reader);
    if (peek(reader) !== 0x0a) return;
    reader.at++;
    readDocuments(reader);
  }
}

/** Reads the bodies that were announced on the line before. */
function readDocuments(reader: ScriptReader): void {
  const { pending } = reader;
  if (pending.length === 0) return;
  reader.pending = [];
  for (const document of pending) {
    const body = documentText(reader, document.delimiter, document.isIndented);
    document.redirection.target = document.isQuoted ? [{ kind: "text", text: body, isQuoted: true }] : documentWord(reader, body);
  }
}

function documentWord(reader: ScriptReader, body: string): Word {
  const inner = innerReader(reader, body);
  return enter(inner) ? readQuoted(inner, "document") : [];
}

function documentText(reader: ScriptReader, delimiter: string, isIndented: boolean): string {
  const lines: string[] = [];
  while (reader.at < reader.end) {
    const newline = reader.text.indexOf("\n", reader.at);
    const end = newline < 0 || newline > reader.end ? reader.end : newline;
    let line = reader.text.slice(reader.at, end);
    reader.at = Math.min(end + 1, reader.end);
    if (isIndented && line.startsWith("\t")) line = line.slice(tabs(line));
    if (line === delimiter) break;
    lines.push(line);
  }
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

function tabs(line: string): number {
  let count = 0;
  while (line.charCodeAt(count) === 0x09) count++;
  return count;
}

const KEYWORDS: ReadonlySet<string> = new Set(["if", "then", "elif", "else", "fi", "for", "while", "until", "do", "done", "case", "esac", "in", "function", "select", "coproc", "time", "!", "{", "}", "[["]);

/** The keyword at the position, else an empty text. Quoted or joined to more letters it is none. */
export function atKeyword(reader: ScriptReader): string {
  const c = peek(reader);
  if (!((c >= 0x61 && c <= 0x7a) || c === 0x7b || c === 0x7d || c === 0x21 || c === 0x5b)) return "";
  let end = reader.at + 1;
  while (end < reader.end && end - reader.at < 9 && !isWordEnd(reader.text.charCodeAt(end))) end++;
  if (end < reader.end && !isWordEnd(reader.text.charCodeAt(end))) return "";
  const word = reader.text.slice(reader.at, end);
  return KEYWORDS.has(word) ? word : "";
}

function isWordEnd(c: number): boolean {
  return c === 0x20 || c === 0x09 || c === 0x0a || c === 0x3b || c === 0x26 || c === 0x7c || c === 0x28 || c === 0x29 || c === 0x3c || c === 0x3e;
}
