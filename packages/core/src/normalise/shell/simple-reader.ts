// Reads simple commands of a shell text: assignments, words and redirections; and functions, which begin like one.
import type { Assignment, Node, Part, Redirection, Word } from "./script.ts";
import { isAt, peek, type ScriptReader, spend } from "./script-reader.ts";
import { readBlanks, readNewlines } from "./blank-reader.ts";
import { nameEnd } from "./parameter-reader.ts";
import { readWord } from "./word-reader.ts";

type ReadCommand = (reader: ScriptReader) => Node | undefined;

/** Undefined when no command begins at the position. */
export function readSimple(reader: ScriptReader, readCommand: ReadCommand): Node | undefined {
  const assignments: Assignment[] = [];
  const words: Word[] = [];
  const redirections: Redirection[] = [];
  for (;;) {
    readBlanks(reader);
    if (readRedirection(reader, redirections)) continue;
    const start = reader.at;
    const word = readWord(reader);
    if (reader.at === start) break;
    spend(reader, 1);
    const assignment = words.length === 0 || isDeclaring(words) ? readAssignment(reader, word) : undefined;
    if (assignment !== undefined && words.length === 0) assignments.push(assignment);
    else words.push(assignment?.isArray === true ? [...word, ...arrayParts(assignment)] : word);
    if (words.length === 1 && assignments.length === 0 && peek(reader) === 0x28) return readFunction(reader, plainText(word), readCommand);
  }
  if (words.length === 0 && assignments.length === 0 && redirections.length === 0) return undefined;
  return { kind: "simple", assignments, words, redirections };
}

/** An array given to `declare`: not followed, but what it substitutes runs. */
function arrayParts(assignment: Assignment): Part[] {
  const parts = assignment.value.flatMap((element) => ("kind" in element ? [element] : [...element]));
  return [{ kind: "text", text: "\u0000", isQuoted: true }, ...parts.filter((part) => part.kind !== "text")];
}

const DECLARING = new Set(["export", "declare", "local", "readonly", "typeset"]);

function isDeclaring(words: readonly Word[]): boolean {
  return DECLARING.has(plainText(words[0] ?? []));
}

/** The text of a word of one unquoted part; empty for others. */
export function plainText(word: Word): string {
  const [first] = word;
  return word.length === 1 && first?.kind === "text" && !first.isQuoted ? first.text : "";
}

/** `name()` before any command. */
export function readFunction(reader: ScriptReader, name: string, readCommand: ReadCommand): Node | undefined {
  if (peek(reader) === 0x28) {
    reader.at++;
    readBlanks(reader);
    if (peek(reader) === 0x29) reader.at++;
    else reader.work.gaps.add("syntax");
  }
  if (name === "") reader.work.gaps.add("syntax");
  readNewlines(reader);
  const body = readCommand(reader);
  return body === undefined ? undefined : { kind: "function", name, body };
}

/** `name=…`, `name+=…`, `name[i]=…`, `name=(…)`. */
function readAssignment(reader: ScriptReader, word: Word): Assignment | undefined {
  const [first] = word;
  if (first?.kind !== "text" || first.isQuoted) return undefined;
  const equals = first.text.indexOf("=");
  if (equals <= 0) return undefined;
  const end = nameEnd(first.text, 0, equals);
  const between = first.text.slice(end, equals);
  const isAppended = between.endsWith("+");
  const subscript = isAppended ? between.slice(0, -1) : between;
  if (end === 0 || (subscript !== "" && !(subscript.startsWith("[") && subscript.endsWith("]")))) return undefined;
  const name = first.text.slice(0, end) + subscript;
  const rest: Part[] = equals + 1 < first.text.length ? [{ kind: "text", text: first.text.slice(equals + 1), isQuoted: false }] : [];
  const value = [...rest, ...word.slice(1)];
  if (value.length === 0 && peek(reader) === 0x28) return { name, isAppended, value: readArray(reader), isArray: true };
  return { name, isAppended, value, isArray: false };
}

function readArray(reader: ScriptReader): Word[] {
  const elements: Word[] = [];
  reader.at++;
  for (;;) {
    readNewlines(reader);
    if (peek(reader) === 0x29) {
      reader.at++;
      return elements;
    }
    const start = reader.at;
    const word = readWord(reader);
    if (reader.at === start) {
      reader.work.gaps.add("syntax");
      return elements;
    }
    elements.push(word);
  }
}

const OPERATORS = ["&>>", "<<<", "<<-", "&>", ">>", "<<", "<>", ">|", ">&", "<&", ">", "<"];

/** Reads one redirection if one begins here. */
export function readRedirection(reader: ScriptReader, into: Redirection[]): boolean {
  let at = reader.at;
  while (at < reader.end && at - reader.at < 6 && isDigit(reader.text.charCodeAt(at))) at++;
  if (reader.text.charCodeAt(at) === 0x7b) at = descriptorEnd(reader, at);
  const c = at < reader.end ? reader.text.charCodeAt(at) : 0;
  const next = at + 1 < reader.end ? reader.text.charCodeAt(at + 1) : 0;
  if (c !== 0x3c && c !== 0x3e && !(c === 0x26 && next === 0x3e && at === reader.at)) return false;
  if (next === 0x28) return false;
  const descriptor = reader.text.slice(reader.at, at);
  reader.at = at;
  const operator = OPERATORS.find((each) => isAt(reader, each)) ?? "<";
  reader.at += operator.length;
  readBlanks(reader);
  const target = readWord(reader);
  if (target.length === 0) reader.work.gaps.add("syntax");
  const redirection: Redirection = { operator: operator === "<<-" ? "<<" : operator, descriptor, target };
  if (redirection.operator === "<<") {
    redirection.target = [];
    if (delimiterText(target).includes("\n")) redirection.isAmbiguous = true;
    reader.pending.push({ redirection, delimiter: delimiterText(target), isQuoted: target.some((part) => part.kind !== "text" || part.isQuoted), isIndented: operator === "<<-" });
  }
  into.push(redirection);
  return true;
}

function isDigit(c: number): boolean {
  return c >= 0x30 && c <= 0x39;
}

/** `{name}>`: the shell picks a descriptor. */
function descriptorEnd(reader: ScriptReader, at: number): number {
  const end = nameEnd(reader.text, at + 1, Math.min(reader.end, at + 64));
  return end > at + 1 && reader.text.charCodeAt(end) === 0x7d ? end + 1 : at;
}

function delimiterText(word: Word): string {
  return word.map((part) => (part.kind === "text" ? part.text : part.kind === "parameter" ? `$${part.name}` : "")).join("");
}
