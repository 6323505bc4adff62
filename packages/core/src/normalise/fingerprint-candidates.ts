// Chooses which pieces of a text are worth a fingerprint: whole values, lines, distinctive words.
import { LIMITS } from "./limits.ts";

/** How much a piece says when it appears again elsewhere; the lowest number is kept first when there are too many. */
export type Rank = 0 | 1 | 2 | 3;

export interface Candidates {
  readonly isFull: boolean;
  /** A recognised value. */
  labelled(value: string): void;
  /** Whole text, its lines and words. */
  text(text: string): void;
  /** Best first, unique, at most 2,048 normal forms. */
  best(): string[];
}

/** Trimmed, white space folded, lower case. */
export function normalForm(text: string): string {
  const plain = text.trim();
  return (isSpaced(plain) ? plain : plain.replace(/\s+/g, " ")).toLowerCase();
}

/** Single blanks and no other white space, as far as ASCII tells. */
function isSpaced(text: string): boolean {
  let last = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return !/\s\s|[^\S ]/.test(text);
    if (code <= 0x20 && (code === 0x20 ? last === 0x20 : code >= 9 && code <= 13)) return false;
    last = code;
  }
  return true;
}

export function createCandidates(): Candidates {
  return new RankedCandidates();
}

class RankedCandidates implements Candidates {
  readonly #ranks: (Set<string> | undefined)[] = [undefined, undefined, undefined, undefined];

  get isFull(): boolean {
    return this.#isFull(1) && this.#isFull(2) && this.#isFull(3);
  }

  labelled(value: string): void {
    this.#add(0, normalForm(value));
  }

  text(text: string): void {
    if (text.length <= LIMITS.fingerprinted && text.length >= 2) this.#add(1, normalForm(text));
    if (text.length > 24 && !this.#isFull(3) && text.includes("\n")) addLines(text, (line) => (this.#add(3, line), !this.#isFull(3)));
    if (text.length >= SHORTEST_WORD && this.#takesWords()) addWords(text, (rank, word) => (this.#add(rank, word), this.#takesWords()));
  }

  best(): string[] {
    const filled = this.#ranks.filter((rank) => rank !== undefined);
    const [only] = filled;
    if (filled.length === 1 && only !== undefined && !only.has("")) return [...only];
    const chosen = new Set<string>();
    for (const rank of filled) for (const text of rank) if (chosen.size < LIMITS.fingerprints && text !== "") chosen.add(text);
    return [...chosen];
  }

  #add(rank: Rank, text: string): void {
    const set = (this.#ranks[rank] ??= new Set());
    if (set.size < LIMITS.fingerprints) set.add(text);
  }

  #isFull(rank: Rank): boolean {
    return (this.#ranks[rank]?.size ?? 0) >= LIMITS.fingerprints;
  }

  #takesWords(): boolean {
    return !this.#isFull(2) || !this.#isFull(3);
  }
}

function addLines(text: string, add: (line: string) => boolean): void {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const stop = end < 0 ? text.length : end;
    if (stop - from >= 24 && stop - from <= LIMITS.fingerprinted) {
      const line = normalForm(text.slice(from, stop));
      if (line.length >= 24 && !add(line)) return;
    }
    from = stop + 1;
  }
}

/** 1: ends a word. 2: digit. 4: upper case. 8: lower case. 16: parts a word (`:`, `/`, `@`). 32: any other character. */
const CLASS: Uint8Array = (() => {
  const classes = new Uint8Array(128).fill(32);
  const mark = (characters: string, value: number): void => {
    for (const character of characters) classes[character.charCodeAt(0)] = value;
  };
  mark(" \t\n\v\f\r\"'`,;()[]{}<>|=&?\\", 1);
  mark("0123456789", 2);
  mark("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 4);
  mark("abcdefghijklmnopqrstuvwxyz", 8);
  mark(":/@", 16);
  return classes;
})();
const LONGEST_WORD = 512;
const SHORTEST_WORD = 8;

function classOf(code: number): number {
  if (code < 128) return CLASS[code] ?? 32;
  return code === 0xa0 || code === 0x2028 || code === 0x2029 || code === 0xfeff || code === 0x3000 || (code >= 0x2000 && code <= 0x200a) ? 1 : 32;
}

function addWords(text: string, add: (rank: Rank, word: string) => boolean): void {
  for (let from = wordFrom(text, 0); from >= 0; ) {
    let end = from;
    let classes = 0;
    for (; end < text.length && end - from < LONGEST_WORD; end++) {
      const kind = classOf(text.charCodeAt(end));
      if (kind === 1) break;
      classes |= kind;
    }
    // Only what can be distinctive is looked at: sixteen characters, or eight that are not all of one kind.
    if (end - from >= 16 || (classes & (classes - 1)) !== 0 || (classes & 0x32) !== 0) {
      if (!addWord(text.slice(from, end), classes, add)) return;
    }
    from = wordFrom(text, end);
  }
}

/** Where the next word of eight characters or more begins, or -1. Steps over the text a whole word at a time. */
function wordFrom(text: string, from: number): number {
  let start = from;
  while (start + SHORTEST_WORD <= text.length) {
    let at = start + SHORTEST_WORD - 1;
    while (at >= start && classOf(text.charCodeAt(at)) !== 1) at--;
    if (at < start) return start;
    start = at + 1;
  }
  return -1;
}

function addWord(given: string, classes: number, add: (rank: Rank, word: string) => boolean): boolean {
  const word = (classes & 0x30) === 0 ? given : trimmed(given);
  if (isDistinctive(word) && !add(rankOf(word), word.toLowerCase())) return false;
  if ((classes & 16) === 0) return true;
  for (const part of word.split(/[:/@]+/, 16)) if (part.length < word.length && isDistinctive(part)) add(rankOf(part), part.toLowerCase());
  return true;
}

/** Without the marks that stand around words in prose. */
function trimmed(word: string): string {
  let from = 0;
  let end = word.length;
  while (from < end && ".:!*_#-".includes(word.charAt(from))) from++;
  while (end > from && ".:!*".includes(word.charAt(end - 1))) end--;
  return word.slice(from, end);
}

/** Eight characters with a digit, a symbol or mixed case; sixteen of any kind. */
function isDistinctive(word: string): boolean {
  return word.length >= 16 || (word.length >= 8 && (/[^A-Za-z]/.test(word) || (/[a-z]/.test(word) && /.[A-Z]/.test(word))));
}

/** Letters mixed with digits are rarely written twice by chance; joined words often are. */
function rankOf(word: string): Rank {
  return /[0-9]/.test(word) && /[A-Za-z]/.test(word) ? 2 : 3;
}
