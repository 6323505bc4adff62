// Words and values of a sentence, in the forms in which they are compared.

export interface Token {
  readonly text: string;
  /** Begins with a capital letter in the text. */
  readonly isName: boolean;
}

/** Words in lower case, in order; at most `limit`. */
export function wordsOf(text: string, limit: number): Token[] {
  const found: Token[] = [];
  for (const [given] of text.matchAll(/[\p{Script=Han}]{1,4}|[\p{L}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}\p{M}\p{N}]+)*|\p{N}+/gu)) {
    if (found.length === limit) break;
    found.push({ text: given.toLowerCase(), isName: /^\p{Lu}/u.test(given) });
  }
  return found;
}

/** `updateUserInfo`, `update_user_info` and "update user info" are the same words. */
export function nameWords(name: string): Token[] {
  return wordsOf(name.slice(0, 256).replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2").replace(/[_\-./:]+/g, " "), 24);
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
export function valuesOf(text: string, limit: number): string[] {
  const found = new Set<string>();
  const add = (value: string): void => {
    if (found.size < limit && value.length > 1) found.add(value);
  };
  for (const raw of text.slice(0, 4_096).split(/[\s"'`<>()[\]{}|,;“”‘’«»]+/, 512)) {
    const word = raw.length > 512 ? "" : trimmed(raw);
    if (isValueLike(word)) for (const form of formsOf(word)) add(form);
  }
  if (/\d \d|\d[A-Z]{0,4} [A-Z0-9]{0,4}\d/.test(text)) for (const [grouped] of text.slice(0, 4_096).matchAll(GROUPED)) if (grouped.includes(" ")) add(grouped.replace(/[ ./-]+/g, "").toLowerCase());
  for (const [, double, single, curly] of text.slice(0, 4_096).matchAll(/"([^"\n]{2,80})"|(?<![\p{L}\p{N}])'([^'\n]{2,80})'|[“«„]([^”»“\n]{2,80})[”»“]/gu)) add(plainForm(double ?? single ?? curly ?? ""));
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
  if (value.includes("/") || /\p{L}\.\p{L}{2}/u.test(value)) return "link";
  const letters = /^\p{L}{1,8}(?=[-_\d])/u.exec(value)?.[0];
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

/** A whole value in the form in which it is compared with others. */
export function plainForm(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, " ");
}

/** Has an inner mark of addresses and paths beside letters, letters and digits together, or five digits: a smaller number names nothing. */
function isValueLike(word: string): boolean {
  if (word.length < 3) return false;
  if (/[0-9]/.test(word) && isIdentifying(word)) return true;
  if (/^\p{Lu}{1,8}(?:-[\p{Lu}\p{N}]{1,16}){1,6}$/u.test(word)) return true;
  return /[\p{L}\p{N}][@/\\][\p{L}\p{N}]{2}|\p{L}\.[\p{L}\p{N}]{2}|[\p{L}\p{N}]\.\p{L}{2}|^[~.]?\/[\p{L}\p{N}._-]{2}|^@[\p{L}\p{N}_]{2}|[\p{L}\p{N}]_[\p{L}\p{N}]/u.test(word);
}

function isIdentifying(word: string): boolean {
  const digits = word.replace(/[^0-9]+/g, "").length;
  return /\p{L}/u.test(word) ? digits >= 2 && word.length >= 4 : digits >= 5 && !/[.,]\d{1,2}$/.test(word);
}

/** A number alone, a sum: too common to tell where it came from. */
export function isCommon(value: string): boolean {
  return /^[-+\d.,\s%€$£:]*$/.test(value) && !isIdentifying(value.trim());
}

/** A link also without its scheme, its `www.` and its last slash, and its host alone; a mail address in lower case. */
function formsOf(word: string): string[] {
  const plain = word.toLowerCase();
  if (/^\d{4}-\d{2}-\d{2}|^\d{1,2}:\d{2}/.test(plain)) return [];
  const bare = plain.replace(/^[a-z][a-z0-9+.-]{0,15}:\/\//, "").replace(/^www\./, "").replace(/\/$/, "");
  const slash = bare.indexOf("/");
  const host = slash > 0 && bare.slice(0, slash).includes(".") && bare !== plain ? [bare.slice(0, slash)] : [];
  return bare === plain ? [plain] : [bare, ...host];
}
