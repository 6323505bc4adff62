// Words and values of a sentence, in the forms in which they are compared.
import { classAt, HAN, LETTER, MARK, NUMBER, PAIR, PARTS, UPPER } from "./letters.ts";

export interface Token {
  readonly text: string;
  /** Begins with a capital letter in the text. */
  readonly isName: boolean;
  /** Stands for a thing where it may also be an act: "the messages". */
  readonly isThing?: true;
}

/** Words in lower case, in order; at most `limit`. Letters with marks and digits after them, parts of them joined by `'`; digits; up to four Han characters. */
export function wordsOf(text: string, limit: number): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < text.length && found.length < limit; ) {
    const kind = classAt(text, at);
    const end = kind & HAN ? endOf(text, at, HAN, 4) : kind & LETTER ? wordEnd(text, at) : kind & NUMBER ? endOf(text, at, NUMBER) : at;
    if (end > at) found.push({ text: text.slice(at, end).toLowerCase(), isName: (kind & UPPER) !== 0 });
    at = end > at ? end : at + (kind & PAIR ? 2 : 1);
  }
  return found;
}

function wordEnd(text: string, start: number): number {
  let end = endOf(text, start, LETTER | MARK | NUMBER);
  while (end < text.length && (text.charCodeAt(end) === 0x27 || text.charCodeAt(end) === 0x2019)) {
    const next = endOf(text, end + 1, LETTER | MARK | NUMBER);
    if (next === end + 1) break;
    end = next;
  }
  return end;
}

/** The end of what is made of such characters only. */
function endOf(text: string, start: number, kinds: number, most = Infinity): number {
  let at = start;
  for (let count = 0; at < text.length && count < most; count++) {
    const kind = classAt(text, at);
    if ((kind & kinds) === 0) break;
    at += kind & PAIR ? 2 : 1;
  }
  return at;
}

/** `updateUserInfo`, `update_user_info` and "update user info" are the same words. */
export function nameWords(name: string): Token[] {
  return wordsOf(name.slice(0, 256).replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2").replace(/[_\-./:]+/g, " ").replace(/\b(log|sign) (in|on|up)\b/gi, "$1$2"), 24);
}

/** Without the marks that stand around words in prose. */
function trimmed(word: string): string {
  let [from, to] = [0, word.length];
  while (from < to && ".,;:!?*_#~-–—…".includes(word.charAt(from))) from++;
  while (to > from && ".,;:!?*_#~…".includes(word.charAt(to - 1))) to--;
  return word.slice(from, to);
}

/**
 * What a text names by itself: links, addresses, ids, numbers of three digits or more, paths, quoted phrases. In the form in which two
 * of them compare equal. At most `limit`.
 */
export function valuesOf(given: string, limit: number): string[] {
  const text = given.length > LONGEST_TEXT ? given.slice(0, LONGEST_TEXT) : given;
  const found = new Set<string>();
  const add = (value: string): boolean => {
    if (found.size < limit && value.length > 1) found.add(value);
    return found.size < limit;
  };
  addWords(text, add);
  if (found.size < limit && /\d \d|\d[A-Z]{0,4} [A-Z0-9]{0,4}\d/.test(text)) for (const [grouped] of text.matchAll(GROUPED)) if (grouped.includes(" ")) add(grouped.replace(/[ ./-]+/g, "").toLowerCase());
  if (found.size < limit && mayHaveQuotes(text)) {
    for (const [, double, single, curly] of text.matchAll(/"([^"\n]{2,80})"|(?<![\p{L}\p{N}])'([^'\n]{2,80})'|[“«„]([^”»“\n]{2,80})[”»“]/gu)) if (!add(plainForm(double ?? single ?? curly ?? ""))) break;
  }
  return [...found];
}

/** Accounts, cards and telephone numbers as people write them, in groups. */
const GROUPED = /\b[A-Z]{2}\d{2}(?: [A-Z0-9]{1,5}){2,8}\b|\+\d{1,3}(?:[ ./-]\d{1,5}){2,6}\b|\b\d{3,4}(?: \d{3,4}){2,5}\b/g;

/**
 * What kind of value it is, so that two of one kind can be told to stand for the same slot: `mail`, `link`, `path`, `account`, `number`, an
 * id by the letters that it begins with; `""` for a phrase.
 */
function kindOf(value: string): string {
  if (/\s/.test(value)) return "";
  if (value.includes("@")) return value.startsWith("@") ? "handle" : "mail";
  if (/^[a-z]{2}\d{2}[a-z0-9]{8,}$/.test(value)) return "account";
  if (/^\+?[\d./-]{5,}$/.test(value)) return "number";
  if (/^[~.]?[/\\]/.test(value)) return "path";
  if (value.includes("/") || (value.includes(".") && /\p{L}\.\p{L}{2}/u.test(value))) return "link";
  const letters = /[-_\d]/.test(value) ? /^\p{L}{1,8}(?=[-_\d])/u.exec(value)?.[0] : undefined;
  return letters === undefined ? "" : `id ${letters}`;
}

export function kindsOf(values: Iterable<string>): readonly string[] {
  const kinds = new Set<string>();
  for (const value of values) {
    const kind = kindOf(value);
    if (kind !== "" && kinds.size < 24) kinds.add(kind);
  }
  return [...kinds];
}

const LONGEST_TEXT = 4_096;
const MOST_WORDS = 512;

/** Looks only at words that have what a value needs: a digit, or a mark of addresses and paths before another character. */
function addWords(text: string, add: (value: string) => boolean): void {
  const end = text.length < MOST_WORDS * 2 ? text.length : endOfWords(text);
  for (let at = nextSign(text, 0); at >= 0 && at < end; ) {
    let from = at;
    while (from > 0 && !isEnd(text, from - 1)) from--;
    let to = at + 1;
    while (to < text.length && !isEnd(text, to)) to++;
    if (to > end) return;
    if (to - from <= 512 && !addValue(trimmed(text.slice(from, to)), add)) return;
    at = nextSign(text, to);
  }
}

/** A sign of a value: a digit, or a mark before a letter or digit. INVARIANT: every word that `isValueLike` takes has one. */
const TELLS = /[0-9@/\\]|[._-](?=[\p{L}\p{N}])/gu;

function nextSign(text: string, from: number): number {
  TELLS.lastIndex = from;
  return TELLS.exec(text)?.index ?? -1;
}

function isEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? ENDS[code] === 1 : (classAt(text, at) & PARTS) !== 0;
}

/** Where the last word ends that is looked at. */
function endOfWords(text: string): number {
  let count = 0;
  for (let at = 0, from = 0; at < text.length; at++) {
    if (!isEnd(text, at)) continue;
    if ((at > from || from === 0) && ++count >= MOST_WORDS) return at;
    from = at + 1;
  }
  return text.length;
}

function addValue(word: string, add: (value: string) => boolean): boolean {
  if (!isValueLike(word)) return true;
  for (const form of formsOf(word)) if (!add(form)) return false;
  return true;
}

/** The ASCII characters that part words. */
const ENDS: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => (/[\s"'`<>()[\]{}|,;]/.test(String.fromCharCode(code)) ? 1 : 0));

function mayHaveQuotes(text: string): boolean {
  return isTwice(text, '"') || isTwice(text, "'") || text.includes("“") || text.includes("«") || text.includes("„");
}

function isTwice(text: string, mark: string): boolean {
  const first = text.indexOf(mark);
  return first >= 0 && text.includes(mark, first + 1);
}

/** A whole value in the form in which it is compared with others. */
export function plainForm(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, " ");
}

/** Has an inner mark of addresses and paths beside letters, letters and digits together, or five digits: a smaller number names nothing. */
function isValueLike(word: string): boolean {
  if (word.length < 3) return false;
  if (isIdentifying(word)) return true;
  if (word.includes("-") && /^\p{Lu}{1,8}(?:-[\p{Lu}\p{N}]{1,16}){1,6}$/u.test(word)) return true;
  return hasMark(word);
}

const WORD = LETTER | NUMBER;

/** `name@host`, `a/b`, `a.b`, `/path`, `@name`, `a_b`. Where a character takes two code units the pattern decides. */
function hasMark(word: string): boolean {
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if (code >= 0xd800 && code <= 0xdfff) return MARKED.test(word);
    if (code > 0x5f || (code !== 0x2e && code !== 0x2f && code !== 0x40 && code !== 0x5c && code !== 0x5f)) continue;
    const before = at === 0 ? 0 : classAt(word, at - 1);
    const after = classAt(word, at + 1);
    const next = classAt(word, at + 2);
    if (code === 0x5f) {
      if ((before & WORD) !== 0 && (after & WORD) !== 0) return true;
    } else if (code === 0x2e) {
      if ((before & LETTER) !== 0 && (after & WORD) !== 0 && (next & WORD) !== 0) return true;
      if ((before & WORD) !== 0 && (after & LETTER) !== 0 && (next & LETTER) !== 0) return true;
    } else if ((before & WORD) !== 0 && (after & WORD) !== 0 && (next & WORD) !== 0) return true;
    if (at < 2 && (code === 0x2f || code === 0x40) && MARKED.test(word)) return true;
  }
  return false;
}

const MARKED = /[\p{L}\p{N}][@/\\][\p{L}\p{N}]{2}|\p{L}\.[\p{L}\p{N}]{2}|[\p{L}\p{N}]\.\p{L}{2}|^[~.]?\/[\p{L}\p{N}._-]{2}|^@[\p{L}\p{N}_]{2}|[\p{L}\p{N}]_[\p{L}\p{N}]/u;

function isIdentifying(word: string): boolean {
  let digits = 0;
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) >= 0x30 && word.charCodeAt(at) <= 0x39) digits++;
  if (digits < 2) return false;
  return /\p{L}/u.test(word) ? word.length >= 4 : digits >= 5 && !/[.,]\d{1,2}$/.test(word);
}

/** A number alone, a sum: too common to tell where it came from. */
export function isCommon(value: string): boolean {
  return /^[-+\d.,\s%€$£:]*$/.test(value) && !isIdentifying(value.trim());
}

/** A link also without its scheme, its `www.` and its last slash, and its host alone; a mail address in lower case. */
function formsOf(word: string): string[] {
  const plain = word.toLowerCase();
  const first = plain.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39 && /^\d{4}-\d{2}-\d{2}|^\d{1,2}:\d{2}/.test(plain)) return [];
  const open = plain.includes("://") ? plain.replace(/^[a-z][a-z0-9+.-]{0,15}:\/\//, "") : plain;
  const named = open.startsWith("www.") ? open.slice(4) : open;
  const bare = named.endsWith("/") ? named.slice(0, -1) : named;
  if (bare === plain) return [plain];
  const slash = bare.indexOf("/");
  return slash > 0 && bare.slice(0, slash).includes(".") ? [bare, bare.slice(0, slash)] : [bare];
}
