// Reads one word of a shell text: quotes, escapes, parameters, substitutions. Nothing is expanded here.
import type { List, Part, Word } from "./script.ts";
import { enter, innerReader, isAt, peek, type ScriptReader, spend } from "./script-reader.ts";
import { readParameter } from "./parameter-reader.ts";
import { readAnsiString } from "./escapes.ts";

/** What a word is read inside of: it decides which characters end it and which mean something. */
export type Surroundings = "command" | "double-quotes" | "document" | "parameter" | "quoted-parameter" | "subscript";

const ENDS_WORD = 1;
const SPECIAL = 2;

/** What each ASCII character means outside of quotes. */
const CLASSES: Uint8Array = (() => {
  const classes = new Uint8Array(128);
  for (const c of " \t\n|&;()<>") classes[c.charCodeAt(0)] = ENDS_WORD;
  for (const c of "\\'\"`$") classes[c.charCodeAt(0)] = SPECIAL;
  return classes;
})();

const STOPS = new Set([")"]);

/** A word outside of quotes; empty when there is none at the position. */
export function readWord(reader: ScriptReader): Word {
  const parts: Part[] = [];
  for (;;) {
    const start = reader.at;
    while (reader.at < reader.end && (CLASSES[reader.text.charCodeAt(reader.at)] ?? 0) === 0) reader.at++;
    if (reader.at > start) parts.push({ kind: "text", text: reader.text.slice(start, reader.at), isQuoted: false });
    const c = peek(reader);
    if (Number.isNaN(c)) return parts;
    if (CLASSES[c] === ENDS_WORD && !readProcess(reader, parts) && !readExtendedPattern(reader, parts)) return parts;
    if (CLASSES[c] === SPECIAL) readSpecial(reader, parts, "command");
  }
}

/** The text of double quotes, of a here-document, or of a parameter's argument, up to what ends it. */
export function readQuoted(reader: ScriptReader, surroundings: Surroundings): Word {
  const parts: Part[] = [];
  const isQuoted = surroundings !== "parameter";
  const end = surroundings === "double-quotes" ? 0x22 : surroundings === "document" ? -1 : 0x7d;
  const other = surroundings === "subscript" ? 0x5d : end;
  for (;;) {
    const start = reader.at;
    while (reader.at < reader.end) {
      const c = reader.text.charCodeAt(reader.at);
      if (c === end || c === other || CLASSES[c] === SPECIAL) break;
      reader.at++;
    }
    if (reader.at > start) parts.push({ kind: "text", text: reader.text.slice(start, reader.at), isQuoted });
    if (reader.at >= reader.end || reader.text.charCodeAt(reader.at) === end || reader.text.charCodeAt(reader.at) === other) return parts;
    readSpecial(reader, parts, surroundings);
  }
}

/** `<(…)` and `>(…)`. */
function readProcess(reader: ScriptReader, parts: Part[]): boolean {
  if (!isAt(reader, "<(") && !isAt(reader, ">(")) return false;
  reader.at += 2;
  parts.push({ kind: "process", list: readEnclosed(reader) });
  return true;
}

/** `!(a|b)` behind a word's beginning: a pattern where bash has them switched on, an error where not. It stands as `*`; what it substitutes runs. */
function readExtendedPattern(reader: ScriptReader, parts: Part[]): boolean {
  const last = parts.at(-1);
  if (peek(reader) !== 0x28 || last?.kind !== "text" || last.isQuoted || !/[?*+@!]$/.test(last.text)) return false;
  const start = reader.at + 1;
  let open = 1;
  let at = start;
  for (; at < reader.end && open > 0; at++) {
    const c = reader.text.charCodeAt(at);
    if (c === 0x28) open++;
    else if (c === 0x29) open--;
  }
  const inner = innerReader(reader, reader.text.slice(start, open === 0 ? at - 1 : at));
  parts.push({ kind: "text", text: "*", isQuoted: false });
  if (enter(inner)) parts.push(...readQuoted(inner, "document").filter((part) => part.kind !== "text"));
  if (open > 0) reader.work.gaps.add("syntax");
  if (reader.at < reader.end) reader.at = at;
  return true;
}

/** Commands up to `)`. */
export function readEnclosed(reader: ScriptReader): List {
  if (!enter(reader)) return [];
  const before = reader.pending.length;
  const list = reader.readList(reader, STOPS);
  for (const { redirection } of reader.pending.slice(before)) redirection.isAmbiguous = true;
  if (peek(reader) === 0x29) reader.at++;
  else reader.work.gaps.add("syntax");
  reader.depth--;
  return list;
}

function readSpecial(reader: ScriptReader, parts: Part[], surroundings: Surroundings): void {
  spend(reader, 1);
  const isQuoted = surroundings !== "command" && surroundings !== "parameter";
  const c = peek(reader);
  if (c === 0x5c) readEscape(reader, parts, surroundings);
  else if (c === 0x24) readDollar(reader, parts, surroundings, isQuoted);
  else if (c === 0x60) readBackticks(reader, parts, isQuoted, surroundings === "double-quotes");
  else if (c === 0x22 && surroundings !== "document") readDoubleQuotes(reader, parts);
  else if (c === 0x27 && !isQuoted) readSingleQuotes(reader, parts);
  else if (!Number.isNaN(c)) {
    parts.push({ kind: "text", text: reader.text.charAt(reader.at), isQuoted });
    reader.at++;
  }
}

function readEscape(reader: ScriptReader, parts: Part[], surroundings: Surroundings): void {
  const next = reader.at + 1 < reader.end ? reader.text.charAt(reader.at + 1) : "";
  reader.at += 1 + next.length;
  if (next === "\n") return;
  const isPlain = surroundings === "command" || surroundings === "parameter";
  const isMeant = isPlain || "$`\\".includes(next) || (next === '"' && surroundings !== "document") || (next === "}" && surroundings === "quoted-parameter");
  parts.push({ kind: "text", text: isMeant && next !== "" ? next : `\\${next}`, isQuoted: true });
}

function readSingleQuotes(reader: ScriptReader, parts: Part[]): void {
  const close = reader.text.indexOf("'", reader.at + 1);
  const end = close < 0 || close >= reader.end ? reader.end : close;
  if (end === reader.end) reader.work.gaps.add("syntax");
  parts.push({ kind: "text", text: reader.text.slice(reader.at + 1, end), isQuoted: true });
  reader.at = Math.min(end + 1, reader.end);
}

function readDoubleQuotes(reader: ScriptReader, parts: Part[]): void {
  reader.at++;
  if (!enter(reader)) return;
  const inner = readQuoted(reader, "double-quotes");
  reader.depth--;
  if (peek(reader) === 0x22) reader.at++;
  else reader.work.gaps.add("syntax");
  if (inner.length === 0) parts.push({ kind: "text", text: "", isQuoted: true });
  else parts.push(...inner);
}

function readDollar(reader: ScriptReader, parts: Part[], surroundings: Surroundings, isQuoted: boolean): void {
  const next = peek(reader, 1);
  if (next === 0x28) {
    if (peek(reader, 2) === 0x28 && readArithmetic(reader, parts, isQuoted)) return;
    reader.at += 2;
    parts.push({ kind: "substitution", list: readEnclosed(reader), isQuoted });
    return;
  }
  if (next === 0x27 && !isQuoted) {
    parts.push({ kind: "text", text: readAnsiString(reader), isQuoted: true });
    return;
  }
  // `$"…"` is a translated string: the string itself where there is no translation.
  if (next === 0x22 && !isQuoted) {
    reader.at++;
    readDoubleQuotes(reader, parts);
    return;
  }
  if (readParameter(reader, parts, surroundings, isQuoted, readQuoted)) return;
  parts.push({ kind: "text", text: "$", isQuoted });
  reader.at++;
}

/** `$((…))`; false when the brackets close like those of a substitution that begins with a subshell. */
function readArithmetic(reader: ScriptReader, parts: Part[], isQuoted: boolean): boolean {
  const end = arithmeticEnd(reader, reader.at + 3);
  if (end === undefined) return false;
  const inner = innerReader(reader, reader.text.slice(reader.at + 3, end));
  if (enter(inner)) parts.push({ kind: "arithmetic", parts: readQuoted(inner, "document"), isQuoted });
  if (reader.at < reader.end) reader.at = end + 2;
  return true;
}

/** Where the `))` stands that closes arithmetic begun before `from`; undefined when there is none. */
export function arithmeticEnd(reader: ScriptReader, from: number): number | undefined {
  let open = 0;
  let at = from;
  for (; at < reader.end; at++) {
    const c = reader.text.charCodeAt(at);
    if (c === 0x28) open++;
    else if (c === 0x29 && open-- === 0) break;
  }
  spend(reader, at - from);
  return at + 1 < reader.end && reader.text.charCodeAt(at + 1) === 0x29 ? at : undefined;
}

function readBackticks(reader: ScriptReader, parts: Part[], isQuoted: boolean, isInQuotes: boolean): void {
  let text = "";
  let at = reader.at + 1;
  let start = at;
  for (; at < reader.end && reader.text.charCodeAt(at) !== 0x60; at++) {
    if (reader.text.charCodeAt(at) !== 0x5c) continue;
    const next = at + 1 < reader.end ? reader.text.charAt(at + 1) : "";
    if (next !== "" && ("$`\\".includes(next) || (isInQuotes && next === '"'))) {
      text += reader.text.slice(start, at);
      start = at + 1;
    }
    at++;
  }
  text += reader.text.slice(start, Math.min(at, reader.end));
  if (at >= reader.end) reader.work.gaps.add("syntax");
  const inner = innerReader(reader, text);
  const isEntered = enter(inner);
  parts.push({ kind: "substitution", list: isEntered ? inner.readList(inner, new Set()) : [], isQuoted });
  reader.at = Math.min(at + 1, reader.end);
}
