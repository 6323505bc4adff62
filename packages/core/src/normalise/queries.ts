// Leaves out of a shown text what stands in the query, the fragment and the user info of addresses.

/** `?`, `#` and `;`, also percent-encoded any number of times. */
const MARK = /[?#;]|%(?:25)*(?:3f|23|3b)/gi;
/** Anything that may be the beginning of an address: a slash, a dotted name, a scheme. */
const ADDRESS = /[/\\]|%2f|[A-Za-z0-9]\.[A-Za-z0-9]|[A-Za-z0-9]:/i;
const URL_START = /:[/\\]|%3a(?:%25)*%2f/i;

/**
 * The text with what follows the first `?` or `#` of an address left out up to the next blank.
 * SECURITY: signatures, codes and one-time keys travel there, under names and in forms that no recogniser knows.
 */
export function withoutQueries(text: string): string {
  if (!mayHoldQuery(text)) return text;
  let kept = "";
  let from = 0;
  const marks = /[?#;%@]/g;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const start = Math.max(from, wordStart(text, mark.index));
    let end = wordEnd(text, mark.index);
    // No query stands behind a word's only mark where that is its end.
    if (mark.index === end - 1 && mark[0] !== "@") continue;
    const shown = withoutUser(withoutQuery(text.slice(start, end)));
    // A blank inside a query does not end it: `?a=1 2&code=…`.
    if (shown.endsWith("[query]")) end = queryEnd(text, end);
    kept += text.slice(from, start) + shown;
    from = end;
    marks.lastIndex = end;
  }
  return kept + text.slice(from);
}

function wordStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && !isBlank(text.charCodeAt(start - 1))) start--;
  return start;
}

function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isBlank(text.charCodeAt(end))) end++;
  return end;
}

/** Past the words behind a query that go on with it. */
function queryEnd(text: string, at: number): number {
  let end = at;
  for (;;) {
    let next = end;
    while (next < text.length && isBlank(text.charCodeAt(next))) next++;
    const wordStop = wordEnd(text, next);
    if (next === wordStop || !/&[^&=]{1,64}=/.test(text.slice(next, wordStop))) return end;
    end = wordStop;
  }
}

function isBlank(code: number): boolean {
  return code <= 0x20 ? code === 0x20 || (code >= 9 && code <= 13) : code >= 0xa0 && (code === 0xa0 || code === 0xfeff || code === 0x1680 || code === 0x202f || code === 0x205f || code === 0x3000 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029);
}

/** Of the texts that hold one of the marks most hold none of an address. */
function mayHoldQuery(text: string): boolean {
  if (/[?#;]/.test(text)) return true;
  if (text.includes("%") && /%(?:25)*(?:3f|23|3b)/i.test(text)) return true;
  return text.includes("@") && URL_START.test(text);
}

function withoutQuery(word: string): string {
  for (const match of word.matchAll(MARK)) {
    const end = match.index + match[0].length;
    if (end < word.length && isQuery(match[0].slice(-2).toLowerCase(), word.slice(0, match.index), word.slice(end))) return `${word.slice(0, end)}[query]`;
  }
  return word;
}

function isQuery(mark: string, before: string, after: string): boolean {
  if (mark === "#" || mark === "23") return URL_START.test(before) || (after.includes("=") && /^[\w.~%[\]-]{1,64}=/.test(after));
  if (mark === ";" || mark === "3b") return ADDRESS.test(before) && /^[^=;\s]{1,64}=/.test(after);
  return ADDRESS.test(before) || /^[\w.~%[\]-]{1,64}=/.test(after);
}

/** A name (`git@`, `deploy@`) stays; what may be a token does not. */
function withoutUser(word: string): string {
  if (!word.includes("@")) return word;
  return word.replace(/(:[/\\]{2})([^\s/\\?#@:[\]]{12,256})@/g, (all, start: string, user: string) => (/^[a-z._-]*$/.test(user) ? all : `${start}[user]@`));
}
