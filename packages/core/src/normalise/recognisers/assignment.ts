// `password = …`, `"api_key": "…"`, `TOKEN=…`: a credential is known by the word in front of it and by not being a placeholder.
import type { RecognisedSpan } from "../recogniser.ts";

/** What a name must contain to be the name of a credential, and how much its value must look like one. */
const STRONG = /passw(?:or)?d|passphrase|pwd$|passcode|kennwort|mot_?de_?passe/i;
const WEAK = /secret|token|api_?-?key|apikey|access_?-?key|private_?-?key|auth|credential|signing_?-?key|encryption_?-?key|session_?-?id|cookie|_key$|-key$|[a-z]Key$|_pat$/i;
const NOT_ONE = /next|page|continuation|sync_?token|max|min|count|num|limit|total|usage|type|expir|name$|_?id$|url|uri|path|file|author(?!i[sz])|public|sort_?key|primary_?key|foreign_?key|cache_?key|prompt|completion|policy|length|hint|field/i;

const KEYWORD = /passw(?:or)?d|passphrase|passcode|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential|authorization|_key\b/gi;

/** Finds the values of assignments in text; the value alone is the span. */
export function findAssignments(text: string): RecognisedSpan[] {
  const spans: RecognisedSpan[] = [];
  let next = 0;
  for (const match of text.matchAll(KEYWORD)) {
    if (match.index < next) continue;
    const before = /[A-Za-z0-9_-]{0,24}$/.exec(text.slice(Math.max(0, match.index - 24), match.index))?.[0] ?? "";
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 1200);
    const link = /^[A-Za-z0-9_-]{0,16}(?:\\{0,3}["'])?[ \t]{0,4}(?::=|=>|[:=]|\bis\b)[ \t]{0,4}(?:\\{0,3}(["'`]))?/.exec(rest);
    if (link === null) continue;
    const name = before + match[0] + (/^[A-Za-z0-9_-]{0,16}/.exec(link[0])?.[0] ?? "");
    const quote = link[1];
    const from = match.index + match[0].length + link[0].length;
    const value = quote === undefined ? unquoted(rest.slice(link[0].length)) : quoted(rest.slice(link[0].length), quote);
    const recogniser = credentialKind(name, value);
    if (recogniser === undefined) continue;
    next = from + value.length;
    spans.push({ start: from, end: next, label: "secret", recogniser });
  }
  return spans;
}

function unquoted(rest: string): string {
  // BOUNDED: the value has at most 1,024 characters.
  return /^[^\s"'`,;&<>)\]}|\\]{0,1024}/.exec(rest)?.[0].replace(/[.:?]+$/, "") ?? "";
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
  if (value.length < 4 || value.length > 8192 || isPlaceholder(value)) return undefined;
  if (STRONG.test(name)) return NOT_ONE.test(name.replace(STRONG, "")) || (/\s/.test(value) && value.length > 64) ? undefined : "password-assignment";
  if (!WEAK.test(name) || NOT_ONE.test(name)) return undefined;
  return value.length >= 8 && !/\s/.test(value.replace(/^(?:bearer|basic) /i, "")) && isMixed(value) ? "secret-assignment" : undefined;
}

const PLACEHOLDER = /^(?:required|optional|none|null|undefined|true|false|nil|string|number|boolean|object|text|hidden|redacted|removed|masked|empty|unset|missing|invalid|incorrect|wrong|expired|changed?|reset|updated?|enabled|disabled|protected|stored|encrypted|not|the|and|for|your|with|must|should|here|this|that|password|secret|token|todo|tbd|n\/a|test|example|sample|default|env|prompt|stdin|file)$/i;

function isPlaceholder(value: string): boolean {
  const plain = value.trim();
  if (PLACEHOLDER.test(plain)) return true;
  // Templates, references to variables, masks, sentences.
  if (/^(?:<|\$|\{|%[A-Za-z_]|\[|process\.env|os\.environ|env\.|secrets\.|vault:|arn:|\/|https?:)/.test(plain)) return true;
  if (/^(.)\1*$/.test(plain) || /^[*x.•_-]{4,}/i.test(plain)) return true;
  return /^(?:your|my|insert|enter|replace|some|dummy|fake|placeholder)[-_ ]/i.test(plain);
}

function isMixed(value: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/].filter((kind) => kind.test(value)).length;
  if (new Set(value).size < 6) return false;
  return kinds >= 2 ? true : value.length >= 24;
}
