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

/** Gives each dense part, folded, as long as `found` answers true. A part has a digit and twelve characters, or is one token of eight with four digits. */
export function findDense(text: string, found: (folded: Uint8Array, length: number) => boolean): void {
  for (let digit = nextDigit(text, 0), done = 0; digit >= 0; digit = nextDigit(text, done)) {
    const token = tokenAt(text, digit, done);
    let end = token.end;
    let start = token.start;
    for (let before = tokenBefore(text, start, done); before !== undefined; before = tokenBefore(text, start, done)) start = before;
    for (let after = tokenAfter(text, end); after !== undefined && end - start < LONGEST; after = tokenAfter(text, end)) end = after;
    done = end;
    if (end - start < SHORTEST) continue;
    const length = foldPart(text, start, end);
    if (length >= 12 ? !found(BUFFER, length) : !foundToken(text, token, found)) return;
  }
}

/** A number of a document or a person has no twelve characters; a word with a number behind it is none. */
function foundToken(text: string, { start, end }: Token, found: (folded: Uint8Array, length: number) => boolean): boolean {
  if (end - start < SHORTEST) return true;
  const length = foldPart(text, start, end);
  let digits = 0;
  for (let i = 0; i < length; i++) if ((BUFFER[i] ?? 0) < 58) digits++;
  return digits < 4 || found(BUFFER, length);
}

interface Token {
  readonly start: number;
  readonly end: number;
}

function foldPart(text: string, start: number, end: number): number {
  let length = 0;
  for (let i = start; i < end && length < LONGEST; i++) {
    const folded = foldOf(text.charCodeAt(i));
    if (folded !== 0) BUFFER[length++] = folded;
  }
  return length;
}

function nextDigit(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) return i;
  }
  return -1;
}

function tokenAt(text: string, at: number, from: number): Token {
  let start = at;
  while (start > from && foldOf(text.charCodeAt(start - 1)) !== 0) start--;
  let end = at + 1;
  while (end < text.length && end - start < LONGEST && foldOf(text.charCodeAt(end)) !== 0) end++;
  return { start, end };
}

/** Where the token before begins when it belongs to the same part. It has no digit: the part begins at the first one. */
function tokenBefore(text: string, start: number, from: number): number | undefined {
  let end = start;
  while (end > from && start - end < GAP && foldOf(text.charCodeAt(end - 1)) === 0) end--;
  if (end === start || end <= from) return undefined;
  let begin = end;
  while (begin > from && end - begin < LONGEST && foldOf(text.charCodeAt(begin - 1)) !== 0) begin--;
  return begin < end && isLikeKey(text, begin, end) ? begin : undefined;
}

function tokenAfter(text: string, end: number): number | undefined {
  let begin = end;
  while (begin < text.length && begin - end < GAP && foldOf(text.charCodeAt(begin)) === 0) begin++;
  if (begin === end) return undefined;
  let stop = begin;
  while (stop < text.length && stop - begin < LONGEST && foldOf(text.charCodeAt(stop)) !== 0) stop++;
  return stop > begin && isLikeKey(text, begin, stop) ? stop : undefined;
}

/** A digit, one or two letters, or an upper-case letter behind the first with a lower-case one beside it. */
function isLikeKey(text: string, start: number, end: number): boolean {
  if (end - start <= 2) return true;
  let hasLower = false;
  let hasUpperInside = false;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) return true;
    if (code >= 97 && code <= 122) hasLower = true;
    else if (code >= 65 && code <= 90 && i > start) hasUpperInside = true;
  }
  return hasLower && hasUpperInside;
}

/** Whether a whole short value may be a part of a key that was cut into a list. */
export function isShortPiece(text: string): boolean {
  if (text.length === 0 || text.length > LONGEST_SHORT) return false;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) <= 32) return false;
  return isLikeKey(text, 0, text.length);
}
