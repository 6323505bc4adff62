// Finds what in a text is like a key, also with separators between its characters: tokens with digits or mixed case that stand side by side.

/** Longest value that is joined with its neighbours. */
export const LONGEST_SHORT = 24;
const SHORTEST = 8;
const LONGEST = 4_096;
/** Separators between two tokens that still belong together. */
const GAP = 3;

/** 0: separates. Else the character as it is compared: ASCII in lower case, others as one of 128. */
const FOLD: Uint8Array = (() => {
  const table = new Uint8Array(128);
  for (const character of "0123456789abcdefghijklmnopqrstuvwxyz") {
    table[character.charCodeAt(0)] = character.charCodeAt(0);
    table[character.toUpperCase().charCodeAt(0)] = character.charCodeAt(0);
  }
  return table;
})();

function foldOf(code: number): number {
  if (code < 128) return FOLD[code] ?? 0;
  return code === 0xa0 || code === 0xad || (code >= 0x2000 && code <= 0x206f) || (code >= 0x3000 && code <= 0x303f) || code === 0xfeff ? 0 : 0x80 | (code & 0x7f);
}

/** Writes the letters and digits of a text and returns how many there were room for. */
export function fold(text: string, into: Uint8Array): number {
  let length = 0;
  for (let i = 0; i < text.length && length < into.length; i++) {
    const folded = foldOf(text.charCodeAt(i));
    if (folded !== 0) into[length++] = folded;
  }
  return length;
}

const BUFFER = new Uint8Array(LONGEST);

/**
 * Gives each dense part, folded, as long as `found` answers true: twelve characters in tokens that are like those of a key, or one token of
 * eight that is half a number, as those of documents and persons are.
 */
export function findDense(text: string, found: (folded: Uint8Array, length: number) => boolean): void {
  for (let digit = nextDigit(text, 0), done = 0; digit >= 0; digit = nextDigit(text, done)) {
    const first = beginOf(text, digit, done);
    const stop = endOf(text, digit + 1, first);
    // What lies before was looked at already.
    const least = done;
    done = stop;
    if (!isLikeKey(text, first, stop)) continue;
    let start = first;
    for (let before = tokenBefore(text, start, least); before >= 0; before = tokenBefore(text, start, least)) start = before;
    for (let after = tokenAfter(text, done); after >= 0 && done - start < LONGEST; after = tokenAfter(text, done)) done = after;
    if (done - start >= SHORTEST && !give(text, start, done, first, stop, found)) return;
  }
}

function give(text: string, start: number, end: number, tokenStart: number, tokenEnd: number, found: (folded: Uint8Array, length: number) => boolean): boolean {
  const length = end - start < 12 ? 0 : foldPart(text, start, end);
  if (length >= 12) return found(BUFFER, length);
  if (tokenEnd - tokenStart < SHORTEST) return true;
  const folded = foldPart(text, tokenStart, tokenEnd);
  let digits = 0;
  for (let i = 0; i < folded; i++) if ((BUFFER[i] ?? 0) < 58) digits++;
  return digits * 2 < folded || found(BUFFER, folded);
}

function foldPart(text: string, start: number, end: number): number {
  let length = 0;
  for (let i = start; i < end && length < LONGEST; i++) {
    const folded = foldOf(text.charCodeAt(i));
    if (folded !== 0) BUFFER[length++] = folded;
  }
  return length;
}

/**
 * A digit with a letter behind it, four digits, or a digit that stands alone with another single character behind it: every key has one of
 * these, and words with a number behind them have none.
 */
const SEED = /[0-9](?:[A-Za-z]|[0-9]{3}|[^A-Za-z0-9]{1,3}[A-Za-z0-9]{1,2}(?![A-Za-z0-9]))/g;

/** Where the next digit is that may belong to a key, or -1. */
function nextDigit(text: string, from: number): number {
  SEED.lastIndex = from;
  return SEED.exec(text)?.index ?? -1;
}

/** Where the letters and digits before `at` begin. */
function beginOf(text: string, at: number, from: number): number {
  const least = Math.max(from, at - LONGEST);
  let start = at;
  while (start > least && foldOf(text.charCodeAt(start - 1)) !== 0) start--;
  return start;
}

function endOf(text: string, at: number, start: number): number {
  const most = Math.min(text.length, start + LONGEST);
  let end = at;
  while (end < most && foldOf(text.charCodeAt(end)) !== 0) end++;
  return end;
}

/** Where the token before begins when it belongs to the same part, or -1. */
function tokenBefore(text: string, start: number, from: number): number {
  let end = start;
  while (end > from && start - end < GAP && foldOf(text.charCodeAt(end - 1)) === 0) end--;
  if (end === start || end <= from) return -1;
  const begin = beginOf(text, end, from);
  return begin < end && isLikeKey(text, begin, end) ? begin : -1;
}

/** Where the token behind ends when it belongs to the same part, or -1. */
function tokenAfter(text: string, end: number): number {
  let begin = end;
  while (begin < text.length && begin - end < GAP && foldOf(text.charCodeAt(begin)) === 0) begin++;
  if (begin === end) return -1;
  const stop = endOf(text, begin, begin);
  return stop > begin && isLikeKey(text, begin, stop) ? stop : -1;
}

/**
 * Two characters, four with a digit, a number, or what changes twice between letters, digits and cases. A word with a number behind it changes
 * once, and so does one with a capital at its beginning.
 */
function isLikeKey(text: string, start: number, end: number): boolean {
  if (end - start <= 2) return true;
  let digits = 0;
  let changes = 0;
  let last = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    const kind = code <= 57 ? 1 : code <= 90 ? 3 : 2;
    if (kind === 1) digits++;
    if (kind !== last && last !== 0 && !(last === 3 && kind === 2) && ++changes >= 2) return true;
    last = kind;
  }
  return digits * 2 >= end - start || (digits > 0 && end - start <= 4);
}

/** Whether a whole short value may be a part of a key that was cut into a list. */
export function isShortPiece(text: string): boolean {
  return text.length <= LONGEST_SHORT && /^[A-Za-z0-9+/=_-]+$/.test(text) && isLikeKey(text, 0, text.length);
}
