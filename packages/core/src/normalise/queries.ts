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
  let wasCut = false;
  return text.replace(/\S+/g, (word) => {
    // A blank inside a query does not end it: `?a=1 2&code=…`.
    if (wasCut && /&[^&=]{1,64}=/.test(word)) return "[query]";
    const shown = withoutUser(withoutQuery(word));
    wasCut = shown.endsWith("[query]");
    return shown;
  });
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
