// All fields and paragraphs of what a tool returned, whatever it is packed in, within a bound on how much is read.
import { headAndTail } from "../head-and-tail.ts";
import type { UnreadReason } from "../../words/facts.ts";
import { walk } from "../walk.ts";
import { cellsOf, type Cell } from "./cells.ts";

/** Characters of all texts together and of one; of one when there are too many; values visited; cells of one text. */
const LIMIT = { text: 98_304, cell: 65_536, least: 96, leaves: 32_768, cells: 4_096 } as const;

interface Text {
  readonly text: string;
  readonly key: string;
  readonly parent: object | undefined;
}

function textsIn(content: unknown, unread: Set<UnreadReason>): Text[] {
  const texts: Text[] = [];
  walk(content, "", "", {
    leaf: ({ value, key, parent }) => {
      if (typeof value === "string") texts.push({ text: value, key, parent });
    },
    key: (name) => ({ at: name.slice(0, 32), shape: "" }),
    unread: (reason) => unread.add(reason),
    budget: { nodes: LIMIT.leaves },
  });
  return texts;
}

/** What is left out is said in `unread`. `most`: characters of all texts together. */
export function collectCells(content: unknown, unread: Set<UnreadReason>, most: number = LIMIT.text): Cell[] {
  const cells: Cell[] = [];
  let records = 0;
  const recordOf = new Map<object | undefined, number>();
  const texts = headAndTailOf(textsIn(content, unread), most, unread);
  const share = Math.min(LIMIT.cell, shareOf(texts.map(({ text }) => text.length), most));
  for (const { text: whole, key, parent } of texts) {
    const text = headAndTail(whole, share, "\n", unread);
    const parsed = parsedJson(text);
    const inner = parsed === undefined ? cellsOf(text) : collectCells(parsed, unread, Infinity);
    if (inner.length >= LIMIT.cells && parsed === undefined) unread.add("too-many");
    const shared = recordOf.get(parent) ?? ++records;
    recordOf.set(parent, shared);
    const isOne = inner.length <= 1 || inner.every((cell) => cell.key === "");
    const from = records;
    for (const cell of inner) {
      const record = isOne ? shared : from + 1 + cell.record;
      records = Math.max(records, record);
      const outer = cell.outer === undefined || isOne ? undefined : from + 1 + cell.outer;
      cells.push({ key: cell.key === "" ? key : cell.key, text: cell.text, record, ...(outer === undefined ? {} : { outer }) });
    }
  }
  return cells;
}

/** So many short texts that each had too small a share to say anything: the first and the last of them. */
function headAndTailOf(texts: Text[], most: number, unread: Set<UnreadReason>): Text[] {
  const half = Math.floor(most / LIMIT.least / 2);
  if (texts.length <= half * 2 || texts.reduce((sum, { text }) => sum + text.length, 0) <= most) return texts;
  unread.add("too-large");
  return [...texts.slice(0, half), ...texts.slice(-half)];
}

/** SECURITY: short texts are read as a whole beside a long one, wherever they stand: a flood must not push a mail out of sight. */
function shareOf(lengths: readonly number[], most: number): number {
  if (most === Infinity || lengths.reduce((sum, length) => sum + length, 0) <= most) return Infinity;
  let left = most;
  const sorted = lengths.toSorted((a, b) => a - b);
  for (const [at, length] of sorted.entries()) {
    const share = Math.floor(left / (sorted.length - at));
    if (length > share) return share;
    left -= length;
  }
  return Infinity;
}

function parsedJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
