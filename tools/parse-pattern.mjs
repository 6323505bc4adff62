// Reads the source of a JavaScript regular expression into a small tree; character classes stay text.
// Groups lose their names, lookarounds and anchors become `assertion`, back references read one character.

/**
 * Nodes: `{kind:"set", source}`, `{kind:"sequence"|"choice", parts}`, `{kind:"repeat", part, min, max}`,
 * `{kind:"assertion", source}`. Expects a source that `new RegExp` accepts.
 */
export function parsePattern(source) {
  const reader = { source, at: 0 };
  return readChoice(reader);
}

function readChoice(reader) {
  const parts = [readSequence(reader)];
  while (reader.source[reader.at] === "|") {
    reader.at++;
    parts.push(readSequence(reader));
  }
  return parts.length === 1 ? parts[0] : { kind: "choice", parts };
}

function readSequence(reader) {
  const parts = [];
  while (reader.at < reader.source.length && !"|)".includes(reader.source[reader.at])) {
    const atom = readAtom(reader);
    parts.push(readQuantifier(reader, atom));
  }
  return { kind: "sequence", parts };
}

function readQuantifier(reader, part) {
  const found = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/u.exec(reader.source.slice(reader.at, reader.at + 32));
  if (found === null) return part;
  reader.at += found[0].length;
  const [, sign, low, comma, high] = found;
  if (sign !== undefined) return { kind: "repeat", part, min: sign === "+" ? 1 : 0, max: sign === "?" ? 1 : Infinity };
  return { kind: "repeat", part, min: Number(low), max: comma === undefined ? Number(low) : high === "" ? Infinity : Number(high) };
}

function readAtom(reader) {
  const { source } = reader;
  const character = String.fromCodePoint(source.codePointAt(reader.at));
  if (character === "(") return readGroup(reader);
  if (character === "[") return take(reader, classLength(source, reader.at));
  if (character === "\\") return readEscape(reader);
  if (character === "^" || character === "$") {
    reader.at++;
    return { kind: "assertion", source: character };
  }
  return take(reader, character.length);
}

function take(reader, length) {
  const source = reader.source.slice(reader.at, reader.at + length);
  reader.at += length;
  return { kind: "set", source };
}

function readGroup(reader) {
  const opening = /^\((?:\?(?:<?[=!]|<[^>=!]+>|[a-z-]*:))?/u.exec(reader.source.slice(reader.at))?.[0] ?? "(";
  reader.at += opening.length;
  const inner = readChoice(reader);
  reader.at++;
  return /[=!]$/u.test(opening) ? { kind: "assertion", source: opening } : inner;
}

function readEscape(reader) {
  const rest = reader.source.slice(reader.at);
  if (/^\\[bB]/u.test(rest)) {
    reader.at += 2;
    return { kind: "assertion", source: rest.slice(0, 2) };
  }
  const reference = /^\\(?:[1-9]\d*|k<[^>]+>)/u.exec(rest);
  if (reference !== null) {
    reader.at += reference[0].length;
    return { kind: "set", source: "[^]" };
  }
  const long = /^\\(?:[pP]\{[^}]+\}|u\{[^}]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[a-zA-Z])/u.exec(rest);
  return take(reader, long === null ? 1 + String.fromCodePoint(rest.codePointAt(1)).length : long[0].length);
}

/** Length of `[...]`; with the `v` flag classes nest, and without it a bare `[` inside is not allowed to matter. */
function classLength(source, start) {
  let index = start + 1;
  while (index < source.length && source[index] !== "]") index += source[index] === "\\" ? 2 : 1;
  return index + 1 - start;
}
