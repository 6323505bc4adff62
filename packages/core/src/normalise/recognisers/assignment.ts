// `password = …`, `"api_key": "…"`, `TOKEN=…`: a credential is known by the word in front of it and by not being a placeholder.
import type { RecognisedSpan } from "../recogniser.ts";
import { isPlaceholder } from "./placeholders.ts";

/** What a name must contain to be the name of a credential, and how much its value must look like one. */
const STRONG = /passw(?:or)?d|passphrase|pwd$|passcode|passwort|kennwort|contrase|senha$|wachtwoord|mot_?de_?passe/i;
const WEAK = /secret|token|api_?-?key|apikey|access_?-?key|account_?-?key|private_?-?key|key[_-]?data|_sk$|auth|credential|signing_?-?key|encryption_?-?key|session_?-?id|cookie|_key$|-key$|[a-z]Key$|_pat$|(?:^|[_-])pass$|signature$/i;
/** Numbers that are used once or typed in. */
const CODES = /^(?:otp|totp|pin|one_?time_?code|(?:mfa|2fa|sms|verification)_?code)$/i;
const NOT_ONE = /tokeni|next|page|continuation|sync_?token|max|min|(?<!ac)count|num|limit|total|usage|type|expir|name$|_?id$|url|uri|path|file|author(?!i[sz])|public|sort_?key|primary_?key|foreign_?key|cache_?key|prompt|completion|policy|length|hint|field/i;

const KEYWORD = /passw(?:or)?[dt]|contrase\u00f1a|passphrase|passcode|pwd|secret|token|(?:api|access|account|private|signing|encryption|master|client)[_ -]?key|key-data|credential|authorization|_key\b/gi;

/** Finds the values of assignments in text; the value alone is the span. */
export function findAssignments(text: string): RecognisedSpan[] {
  const spans: RecognisedSpan[] = [];
  // To begin a search for all is dearer than a search for one.
  if (text.search(KEYWORD) < 0) return spans;
  let next = 0;
  for (const match of text.matchAll(KEYWORD)) {
    if (match.index < next) continue;
    const before = /[A-Za-z0-9_-]{0,24}$/.exec(text.slice(Math.max(0, match.index - 24), match.index))?.[0] ?? "";
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 1200);
    const isOption = /^--?[A-Za-z]|^--?$/.test(before) && !/[A-Za-z0-9]/.test(text.charAt(match.index - before.length - 1));
    // `<password>…</password>`
    const isElement = rest.startsWith(">") && text.charAt(match.index - before.length - 1) === "<";
    const link = (isElement ? /^>(?=[^\s<>]{1,512}<\/)/.exec(rest) : null) ?? (isOption ? /^[A-Za-z0-9_-]{0,16}[ \t=]{1,4}(["'`])?/.exec(rest) : null) ?? /^[A-Za-z0-9_-]{0,16}(?:\\{0,3}["'])?[ \t]{0,4}(?::=|=>|[:=]|\bis\b)[ \t]{0,4}(?:\\{0,3}(["'`]))?/.exec(rest);
    if (link === null) continue;
    const name = before + match[0] + (/^[A-Za-z0-9_-]{0,16}/.exec(link[0])?.[0] ?? "");
    const quote = link[1];
    // `password: |` and the value on the next line.
    const block = /^[|>][+-]?[ \t]{0,8}\r?\n[ \t]{1,32}/.exec(rest.slice(link[0].length, link[0].length + 64))?.[0].length ?? 0;
    const start = link[0].length + block;
    const from = match.index + match[0].length + start;
    const value = quote === undefined ? unquoted(rest.slice(start)) : quoted(rest.slice(start), quote);
    const recogniser = credentialKind(name, value);
    if (recogniser === undefined) continue;
    next = from + value.length;
    spans.push({ start: from, end: next, label: "secret", recogniser });
  }
  return spans;
}

function unquoted(rest: string): string {
  let end = wordEnd(rest, 0);
  // What a separator parts from it belongs to it, unless another name with a value begins there.
  while (/[,;&>]/.test(rest.charAt(end)) && /^[,;&>][^\s"'`<\\,;&>]/.test(rest.slice(end, end + 2)) && !/^[,;&>][\w.-]{1,40}["']?[=:]/.test(rest.slice(end, end + 48))) end = wordEnd(rest, end + 1);
  return rest.slice(0, end).replace(/[.:?]{1,1024}$/, "");
}

function wordEnd(rest: string, from: number): number {
  // BOUNDED: the value has at most 1,024 characters.
  return from + (/^[^\s"'`,;&<>)\]}|\\]{0,1024}/.exec(rest.slice(from))?.[0].length ?? 0);
}

function quoted(rest: string, quote: string): string {
  for (let i = 0; i < rest.length; i++) {
    if (rest[i] === "\\" && rest[i + 1] !== quote) i++;
    else if (rest[i] === quote || rest[i] === "\n" || (rest[i] === "\\" && rest[i + 1] === quote)) return rest.slice(0, i);
  }
  return rest;
}

/** The recogniser that a value under this name falls to; undefined when it is no credential. */
export function credentialKind(name: string, value: string): "password-assignment" | "secret-assignment" | undefined {
  if (CODES.test(name) && /^[0-9]{4,10}$/.test(value)) return "secret-assignment";
  if (value.length < 4 || value.length > 8192 || !(STRONG.test(name) || WEAK.test(name)) || isPlaceholder(value)) return undefined;
  if (/^(?:set-?)?cookies?$/i.test(name) && value.includes("=")) return "secret-assignment";
  if (STRONG.test(name)) return NOT_ONE.test(name.replace(STRONG, "")) || (/\s/.test(value) && value.length > 64) ? undefined : "password-assignment";
  if (!WEAK.test(name) || NOT_ONE.test(name)) return undefined;
  return value.length >= 8 && !/\s/.test(value.replace(/^(?:bearer|basic|token|digest|apikey) /i, "")) && isMixed(value) ? "secret-assignment" : undefined;
}

function isMixed(value: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/].filter((kind) => kind.test(value)).length;
  // `TokenProviderFactory` is the name of something.
  if (new Set(value).size < 6 || (kinds === 2 && /^[A-Z]?[a-z]{2,}(?:[A-Z][a-z]+)+$/.test(value))) return false;
  return kinds >= 2 ? true : value.length >= 24;
}
