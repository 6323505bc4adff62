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
  return text.trim().replace(/\s+/g, " ").toLowerCase();
}

export function createCandidates(): Candidates {
  const ranks: readonly Set<string>[] = [new Set(), new Set(), new Set(), new Set()];
  const add = (rank: Rank, text: string): void => {
    const set = ranks[rank];
    if (set !== undefined && set.size < LIMITS.fingerprints) set.add(text);
  };
  const full = (rank: Rank): boolean => (ranks[rank]?.size ?? 0) >= LIMITS.fingerprints;
  return {
    get isFull() {
      return full(1) && full(2) && full(3);
    },
    labelled: (value) => add(0, normalForm(value)),
    text(text) {
      if (text.length <= LIMITS.fingerprinted && text.length >= 2) add(1, normalForm(text));
      if (!full(3) && text.length > 24 && text.includes("\n")) addLines(text, (line) => (add(3, line), !full(3)));
      if (!full(2) || !full(3)) addWords(text, (rank, word) => (add(rank, word), !full(2) || !full(3)));
    },
    best() {
      const chosen = new Set<string>();
      for (const rank of ranks) for (const text of rank) if (chosen.size < LIMITS.fingerprints && text !== "") chosen.add(text);
      return [...chosen];
    },
  };
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

function addWords(text: string, add: (rank: Rank, word: string) => boolean): void {
  for (const match of text.matchAll(/[^\s"'`,;()[\]{}<>|=&?\\]{8,512}/g)) {
    // BOUNDED: a word has at most 512 characters.
    const word = match[0].replace(/^[.:!*_#-]+|[.:!*]+$/g, "");
    if (isDistinctive(word) && !add(rankOf(word), word.toLowerCase())) return;
    if (!/[:/@]/.test(word)) continue;
    for (const part of word.split(/[:/@]+/, 16)) if (part.length < word.length && isDistinctive(part)) add(rankOf(part), part.toLowerCase());
  }
}

/** Eight characters with a digit, a symbol or mixed case; sixteen of any kind. */
function isDistinctive(word: string): boolean {
  return word.length >= 16 || (word.length >= 8 && (/[^A-Za-z]/.test(word) || (/[a-z]/.test(word) && /.[A-Z]/.test(word))));
}

/** Letters mixed with digits are rarely written twice by chance; joined words often are. */
function rankOf(word: string): Rank {
  return /[0-9]/.test(word) && /[A-Za-z]/.test(word) ? 2 : 3;
}
