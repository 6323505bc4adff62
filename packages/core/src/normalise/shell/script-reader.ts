// The position in a shell text, and the work that is left for it and for all texts inside it.
import { SHELL_LIMITS, type List, type Redirection, type ScriptGap } from "./script.ts";

/** Shared by a text and the texts inside it. */
export interface Work {
  steps: number;
  readonly gaps: Set<ScriptGap>;
}

interface PendingDocument {
  readonly redirection: Redirection;
  readonly delimiter: string;
  readonly isQuoted: boolean;
  readonly isIndented: boolean;
}

export interface ScriptReader {
  readonly text: string;
  at: number;
  end: number;
  depth: number;
  readonly work: Work;
  /** Here-documents whose bodies begin at the next line. */
  pending: PendingDocument[];
  /** Reads the commands up to what ends them; handed in, because words hold commands and commands hold words. */
  readonly readList: (reader: ScriptReader, stops: ReadonlySet<string>) => List;
}

export function newWork(): Work {
  return { steps: 0, gaps: new Set() };
}

/** A text inside the text of `outer`, one level deeper. */
export function innerReader(outer: ScriptReader, text: string): ScriptReader {
  spend(outer, text.length);
  return { text, at: 0, end: text.length, depth: outer.depth, work: outer.work, pending: [], readList: outer.readList };
}

/** Counts work; beyond the bound the text ends here. */
export function spend(reader: ScriptReader, steps: number): void {
  reader.work.steps += steps;
  if (reader.work.steps > SHELL_LIMITS.steps) stop(reader, "steps");
}

export function stop(reader: ScriptReader, gap: ScriptGap): void {
  reader.work.gaps.add(gap);
  reader.at = reader.end;
}

/** Whether one level more may be entered; if not, the text ends here. */
export function enter(reader: ScriptReader): boolean {
  reader.depth++;
  if (reader.depth <= SHELL_LIMITS.depth) return true;
  stop(reader, "depth");
  return false;
}

/** The code unit at an offset from the position; NaN at the end. */
export function peek(reader: ScriptReader, offset: number = 0): number {
  const at = reader.at + offset;
  return at < reader.end ? reader.text.charCodeAt(at) : Number.NaN;
}

export function isAt(reader: ScriptReader, literal: string): boolean {
  return reader.at + literal.length <= reader.end && reader.text.startsWith(literal, reader.at);
}
