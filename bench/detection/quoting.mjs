// How a passage stands inside a printed result (escaped once or twice, folded by YAML, or bare), so that another text
// can take its place and the result can still be read: same quotes, line ends escaped alike.

/**
 * The form of `text.slice(from, to)`: `{ kind: "bare" }`, `{ kind: "escaped", quotes }` with the quote of each level from the outermost,
 * or `{ kind: "folded", quote, indent }`. A quote that was not found is undefined.
 */
export function formOf(text, from, to) {
  const passage = text.slice(from, to);
  const levels = escapeLevels(passage);
  if (levels > 0) return { kind: "escaped", quotes: quotesAround(text.slice(0, from), levels) };
  const indent = /\n[ \t]*\n([ \t]+)\S/u.exec(passage)?.[1];
  return indent === undefined ? { kind: "bare" } : { kind: "folded", indent, quote: foldedQuote(text.slice(0, from), indent) };
}

/** `text` written in that form. Where the quotes are not known, typographic ones are used, which need no escape. */
export function write(text, form) {
  switch (form.kind) {
    case "escaped":
      return form.quotes.toReversed().reduce((written, quote, level) => escape(written, quote, level === 0), form.quotes.includes(undefined) ? typographic(text) : text);
    case "folded":
      return fold(text, form);
    default:
      return text;
  }
}

/** Line ends written `\n` were escaped once, `\\n` twice, `\\\\n` three times. */
function escapeLevels(passage) {
  // BOUNDED: a run of backslashes in one passage
  const run = /\\+(?=n)/u.exec(passage)?.[0].length ?? 0;
  return run === 0 ? 0 : Math.floor(Math.log2(run)) + 1;
}

function quotesAround(before, levels) {
  const quotes = [];
  let rest = before;
  for (let level = 0; level < levels; level++) {
    const open = openString(rest);
    quotes.push(open?.quote);
    if (open !== undefined) rest = unescape(rest.slice(open.at + 1));
  }
  return quotes;
}

/** The string literal that is still open at the end of `text`; an apostrophe in a word opens none. */
function openString(text) {
  let open;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === "\\") at++;
    else if (open !== undefined) open = letter === open.quote ? undefined : open;
    else if ((letter === "'" || letter === '"') && !/[\p{L}\p{N}]/u.test(text[at - 1] ?? "")) open = { quote: letter, at };
  }
  return open;
}

function unescape(text) {
  return text.replaceAll(/\\([\s\S])/gu, (_whole, letter) => (letter === "n" ? "\n" : letter));
}

function escape(text, quote, isInnermost) {
  const doubled = text.replaceAll("\\", "\\\\");
  const quoted = quote === undefined ? doubled : doubled.replaceAll(quote, `\\${quote}`);
  return isInnermost ? quoted.replaceAll("\n", "\\n") : quoted;
}

/** The quote after the key of the nearest line that is less indented than the passage. */
function foldedQuote(before, indent) {
  const lines = before.split("\n");
  const start = lines.findLast((line) => line.trim() !== "" && (line.length - line.trimStart().length < indent.length || line.trimStart().startsWith("- ")));
  if (start === undefined) return undefined;
  let value = start.trimStart();
  while (value.startsWith("- ")) value = value.slice(2).trimStart();
  if (!/^['"]/u.test(value)) value = value.slice(value.indexOf(": ") + 2).trimStart();
  return /^['"]/u.exec(value)?.[0];
}

function fold(text, { quote, indent }) {
  if (quote === '"') return escape(text, quote, true);
  const quoted = quote === "'" ? text.replaceAll("'", "''") : typographic(text);
  return quoted.replaceAll("\n", `\n\n${indent}`);
}

function typographic(text) {
  return text.replaceAll("'", "’").replaceAll('"', "”");
}
