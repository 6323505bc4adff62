// Parses POSIX shell and bash as agents write it. Linear, total: every text has a tree, and what was not read is said.
import { type List, type Node, SHELL_LIMITS, type ShellScript } from "./script.ts";
import { enter, isAt, newWork, peek, type ScriptReader, spend, stop, type Work } from "./script-reader.ts";
import { readCompound } from "./compound-reader.ts";
import { readSimple } from "./simple-reader.ts";
import { atKeyword, readBlanks, readNewlines } from "./blank-reader.ts";

/** Reads a text of shell commands. Never throws; beyond 64 KiB nothing is read. */
export function parseShell(text: string): ShellScript {
  return parseWithin(text, newWork(), 0);
}

/** The same for a text found inside another: it shares the other's work and depth, and a NUL in it is a part that is not known. */
export function parseWithin(text: string, work: Work, depth: number, hasUnknownParts: boolean = false): ShellScript {
  const end = Math.min(text.length, SHELL_LIMITS.text);
  if (end < text.length) work.gaps.add("length");
  // A NUL cannot be in a command's words; the shell drops it.
  const plain = !hasUnknownParts && text.includes("\u0000") ? text.slice(0, end).replaceAll("\u0000", "") : text;
  const reader: ScriptReader = { text: plain, at: 0, end: Math.min(plain.length, end), depth, work, pending: [], readList };
  spend(reader, reader.end);
  const list: Node[] = [];
  if (enter(reader)) {
    while (reader.at < reader.end) {
      list.push(...readList(reader, NOTHING));
      // What ends a list here ends nothing: the shell would refuse the text.
      if (reader.at < reader.end) skipStray(reader);
    }
  }
  return { list, isWhole: work.gaps.size === 0, gaps: [...work.gaps], steps: work.steps };
}

const NOTHING: ReadonlySet<string> = new Set();

function skipStray(reader: ScriptReader): void {
  reader.work.gaps.add("syntax");
  const keyword = atKeyword(reader);
  reader.at += Math.max(1, keyword.length);
}

/** Commands up to a keyword of `stops`, `)`, `;;` or the end. */
function readList(reader: ScriptReader, stops: ReadonlySet<string>): List {
  const nodes: Node[] = [];
  for (;;) {
    readNewlines(reader);
    while (peek(reader) === 0x3b && !isAt(reader, ";;") && !isAt(reader, ";&")) {
      reader.at++;
      readNewlines(reader);
    }
    if (isListEnd(reader, stops)) return nodes;
    const before = reader.at;
    const node = readChain(reader);
    if (node !== undefined) {
      if (peek(reader) === 0x26 && peek(reader, 1) !== 0x26) {
        reader.at++;
        nodes.push({ kind: "background", node });
      } else nodes.push(node);
    }
    if (reader.at === before) {
      reader.work.gaps.add("syntax");
      reader.at++;
    }
  }
}

const CLOSERS: ReadonlySet<string> = new Set(["then", "elif", "else", "fi", "do", "done", "esac", "}"]);

function isListEnd(reader: ScriptReader, stops: ReadonlySet<string>): boolean {
  const c = peek(reader);
  if (Number.isNaN(c) || c === 0x29) return true;
  if (c === 0x3b) return true;
  const keyword = atKeyword(reader);
  return keyword !== "" && (stops.has(keyword) || CLOSERS.has(keyword));
}

/** `a && b || c`. */
function readChain(reader: ScriptReader): Node | undefined {
  const first = readPipeline(reader);
  if (first === undefined) return undefined;
  const rest: { operator: "&&" | "||"; node: Node }[] = [];
  for (;;) {
    readBlanks(reader);
    const operator = isAt(reader, "&&") ? "&&" : isAt(reader, "||") ? "||" : undefined;
    if (operator === undefined) break;
    reader.at += 2;
    readNewlines(reader);
    const node = readPipeline(reader);
    if (node === undefined) {
      reader.work.gaps.add("syntax");
      break;
    }
    rest.push({ operator, node });
  }
  return rest.length === 0 ? first : { kind: "chain", first, rest };
}

/** `a | b |& c`, with `!` and `time` before it. */
function readPipeline(reader: ScriptReader): Node | undefined {
  readBlanks(reader);
  for (let keyword = atKeyword(reader); keyword === "!" || keyword === "time"; keyword = atKeyword(reader)) {
    reader.at += keyword.length;
    readBlanks(reader);
    if (keyword === "time" && isAt(reader, "-p")) reader.at += 2;
    readBlanks(reader);
  }
  const first = readCommand(reader);
  if (first === undefined) return undefined;
  const stages: Node[] = [first];
  for (;;) {
    readBlanks(reader);
    if (peek(reader) !== 0x7c || peek(reader, 1) === 0x7c) break;
    reader.at += peek(reader, 1) === 0x26 ? 2 : 1;
    readNewlines(reader);
    const stage = readCommand(reader);
    if (stage === undefined) {
      reader.work.gaps.add("syntax");
      break;
    }
    stages.push(stage);
  }
  return stages.length === 1 ? first : { kind: "pipeline", stages };
}

function readCommand(reader: ScriptReader): Node | undefined {
  spend(reader, 1);
  if (!enter(reader)) {
    reader.depth--;
    return undefined;
  }
  const keyword = atKeyword(reader);
  const compound = readCompound(reader, keyword, readCommand);
  const node = compound ?? (CLOSERS.has(keyword) ? undefined : readSimple(reader, readCommand));
  if (reader.at > reader.end) stop(reader, "syntax");
  reader.depth--;
  return node;
}
