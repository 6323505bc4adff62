// Reads compound commands of a shell text: groups, subshells, conditions, loops, cases, functions, tests.
import type { List, Node, Redirection, Word } from "./script.ts";
import { enter, innerReader, isAt, peek, type ScriptReader } from "./script-reader.ts";
import { atKeyword, readBlanks, readNewlines } from "./blank-reader.ts";
import { plainText, readFunction, readRedirection } from "./simple-reader.ts";
import { arithmeticEnd, readEnclosed, readQuoted, readWord } from "./word-reader.ts";

type ReadCommand = (reader: ScriptReader) => Node | undefined;

const THEN = new Set(["then"]);
const BRANCH_ENDS = new Set(["elif", "else", "fi"]);
const DO = new Set(["do"]);
const DONE = new Set(["done"]);
const BRACE = new Set(["}"]);
const ESAC = new Set(["esac"]);

/** Undefined when no compound command begins at the position. */
export function readCompound(reader: ScriptReader, keyword: string, readCommand: ReadCommand): Node | undefined {
  if (peek(reader) === 0x28) return readBrackets(reader);
  switch (keyword) {
    case "{":
      return readGroup(reader);
    case "if":
      return readIf(reader);
    case "while":
    case "until":
      return readWhile(reader, keyword);
    case "for":
    case "select":
      return readFor(reader, keyword);
    case "case":
      return readCase(reader);
    case "[[":
      return readTest(reader);
    case "function": {
      take(reader, "function");
      readBlanks(reader);
      const name = plainText(readWord(reader));
      readBlanks(reader);
      return readFunction(reader, name, readCommand);
    }
    case "coproc": {
      take(reader, "coproc");
      readBlanks(reader);
      const node = readCommand(reader);
      return node === undefined ? undefined : { kind: "background", node };
    }
    default:
      return undefined;
  }
}

/** Skips the keyword; without it the text is none that a shell takes. */
function take(reader: ScriptReader, keyword: string): boolean {
  readNewlines(reader);
  if (atKeyword(reader) === keyword) {
    reader.at += keyword.length;
    return true;
  }
  reader.work.gaps.add("syntax");
  return false;
}

function readRedirections(reader: ScriptReader): Redirection[] {
  const redirections: Redirection[] = [];
  do readBlanks(reader);
  while (readRedirection(reader, redirections));
  return redirections;
}

function readBrackets(reader: ScriptReader): Node {
  if (peek(reader, 1) === 0x28) {
    const end = arithmeticEnd(reader, reader.at + 2);
    if (end !== undefined) {
      const words = arithmeticWords(reader, reader.at + 2, end);
      if (reader.at < reader.end) reader.at = end + 2;
      return { kind: "test", isArithmetic: true, words, redirections: readRedirections(reader) };
    }
  }
  reader.at++;
  const list = readEnclosed(reader);
  return { kind: "subshell", list, redirections: readRedirections(reader) };
}

function arithmeticWords(reader: ScriptReader, from: number, end: number): Word[] {
  const inner = innerReader(reader, reader.text.slice(from, end));
  return enter(inner) ? [readQuoted(inner, "document")] : [];
}

function readGroup(reader: ScriptReader): Node {
  take(reader, "{");
  const list = reader.readList(reader, BRACE);
  take(reader, "}");
  return { kind: "group", list, redirections: readRedirections(reader) };
}

function readIf(reader: ScriptReader): Node {
  const lists: List[] = [];
  let keyword = "if";
  while (keyword === "if" || keyword === "elif") {
    take(reader, keyword);
    lists.push(reader.readList(reader, THEN));
    take(reader, "then");
    lists.push(reader.readList(reader, BRANCH_ENDS));
    keyword = atKeyword(reader);
  }
  if (keyword === "else") {
    take(reader, "else");
    lists.push(reader.readList(reader, BRANCH_ENDS));
  }
  take(reader, "fi");
  return { kind: "choice", words: [], lists, redirections: readRedirections(reader) };
}

function readWhile(reader: ScriptReader, keyword: string): Node {
  take(reader, keyword);
  const condition = reader.readList(reader, DO);
  const body = readBody(reader);
  return { kind: "loop", variable: "", words: [], lists: [condition, body], redirections: readRedirections(reader) };
}

function readBody(reader: ScriptReader): List {
  readNewlines(reader);
  const isBraced = atKeyword(reader) === "{";
  take(reader, isBraced ? "{" : "do");
  const body = reader.readList(reader, isBraced ? BRACE : DONE);
  take(reader, isBraced ? "}" : "done");
  return body;
}

function readFor(reader: ScriptReader, keyword: string): Node {
  take(reader, keyword);
  readBlanks(reader);
  if (isAt(reader, "((")) {
    const end = arithmeticEnd(reader, reader.at + 2) ?? reader.end;
    const words = arithmeticWords(reader, reader.at + 2, end);
    reader.at = Math.min(reader.end, Math.max(reader.at, end + 2));
    skipSeparator(reader);
    return { kind: "loop", variable: "", words, lists: [readBody(reader)], redirections: readRedirections(reader) };
  }
  const variable = plainText(readWord(reader));
  if (variable === "") reader.work.gaps.add("syntax");
  readNewlines(reader);
  const words: Word[] = [];
  if (atKeyword(reader) === "in") {
    take(reader, "in");
    for (;;) {
      readBlanks(reader);
      const start = reader.at;
      const word = readWord(reader);
      if (reader.at === start) break;
      words.push(word);
    }
  } else words.push([{ kind: "parameter", name: "@", operator: "", argument: [], isQuoted: true }]);
  skipSeparator(reader);
  return { kind: "loop", variable, words, lists: [readBody(reader)], redirections: readRedirections(reader) };
}

function skipSeparator(reader: ScriptReader): void {
  readBlanks(reader);
  if (peek(reader) === 0x3b) reader.at++;
}

function readCase(reader: ScriptReader): Node {
  take(reader, "case");
  readBlanks(reader);
  const words = [readWord(reader)];
  take(reader, "in");
  const lists: List[] = [];
  for (;;) {
    readNewlines(reader);
    if (Number.isNaN(peek(reader)) || atKeyword(reader) === "esac") break;
    if (!readPatterns(reader, words)) break;
    lists.push(reader.readList(reader, ESAC));
    if (peek(reader) !== 0x3b) continue;
    while (peek(reader) === 0x3b || peek(reader) === 0x26) reader.at++;
  }
  take(reader, "esac");
  return { kind: "choice", words, lists, redirections: readRedirections(reader) };
}

/** `(a|b)`: runs nothing but what it substitutes. */
function readPatterns(reader: ScriptReader, words: Word[]): boolean {
  if (peek(reader) === 0x28) reader.at++;
  for (;;) {
    readBlanks(reader);
    const start = reader.at;
    words.push(readWord(reader));
    readBlanks(reader);
    const c = peek(reader);
    if (c === 0x29) {
      reader.at++;
      return true;
    }
    if (c === 0x7c) reader.at++;
    if (reader.at === start) {
      reader.work.gaps.add("syntax");
      return false;
    }
  }
}

function readTest(reader: ScriptReader): Node {
  take(reader, "[[");
  const words: Word[] = [];
  while (reader.at < reader.end) {
    readNewlines(reader);
    const start = reader.at;
    const word = readWord(reader);
    if (plainText(word) === "]]") return { kind: "test", isArithmetic: false, words, redirections: readRedirections(reader) };
    if (reader.at === start) reader.at++;
    else words.push(word);
  }
  reader.work.gaps.add("syntax");
  return { kind: "test", isArithmetic: false, words, redirections: [] };
}
