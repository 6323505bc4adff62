// Finds text that is written so that a search passes over it: escapes of programs, mail and web pages, letters moved by thirteen, turned round.
import { has, TRAIT } from "./text-traits.ts";
import type { EncodedPart, PartEncoding } from "./encoded-parts.ts";

const MOST = 512;

/** Adds what it finds. Each kind has a sign without which it cannot be there; ordinary text has none of them. */
export function disguisedParts(text: string, traits: number, parts: EncodedPart[]): void {
  if (text.includes("\\")) wordsOf(text, /\\[ux0-3]/, "escapes", unescaped, parts);
  if (text.includes("&")) wordsOf(text, /&(?:#|[a-z]{2,6};)/, "entities", withoutEntities, parts);
  if (text.includes("=") && /=(?:3D|\r?\n)|(?:=[0-9A-F]{2}){3}/.test(text)) {
    const decoded = fromQuotedPrintable(text);
    if (decoded !== text) parts.push({ start: 0, end: text.length, encoding: "quoted-printable", text: decoded });
  }
  if (text.includes("//:")) wordsOf(text, /\/\/:s?(?:ptth|ptf|sw)/i, "reversed", reversed, parts);
  // Only what becomes an address or a key of a known form.
  const mayBeRotated = has(traits, TRAIT.colon | TRAIT.underscore | TRAIT.dash) || text.includes("NXVN");
  if (mayBeRotated && /uggcf?:\/\/|tuc_|fx-nag-|fx_yvir_|tycng-|NXVN|-----ORTVA/.test(text)) wordsOf(text, /uggcf?:\/\/|tuc_|fx-nag-|fx_yvir_|tycng-|NXVN|-----ORTVA/, "rot13", rotated, parts);
}

/** The words of a text that have the sign, decoded; those that do not change are left out. */
function wordsOf(text: string, sign: RegExp, encoding: PartEncoding, decode: (word: string) => string, parts: EncodedPart[]): void {
  for (const match of text.matchAll(/[^\s"'<>`]{4,}/g)) {
    if (parts.length >= MOST) return;
    if (!sign.test(match[0])) continue;
    const decoded = decode(match[0]);
    if (decoded !== match[0]) parts.push({ start: match.index, end: match.index + match[0].length, encoding, text: decoded });
  }
}

const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-3][0-7]{2}))/g;

/** Letters that need no escape are hidden by one; accented letters are only written in ASCII, which hides nothing. */
function unescaped(word: string): string {
  let hidden = 0;
  const decoded = word.replace(ESCAPE, (all, braced?: string, wide?: string, byte?: string, octal?: string) => {
    const code = octal === undefined ? Number.parseInt(braced ?? wide ?? byte ?? "", 16) : Number.parseInt(octal, 8);
    if (code > 0x20 && code < 0x7f) hidden++;
    return code <= 0x10ffff && code > 0 ? String.fromCodePoint(code) : all;
  });
  return hidden > 0 ? decoded : word;
}

const NAMED: ReadonlyMap<string, string> = new Map([["amp", "&"], ["lt", "<"], ["gt", ">"], ["quot", '"'], ["apos", "'"], ["colon", ":"], ["sol", "/"], ["period", "."], ["commat", "@"], ["lowbar", "_"], ["hyphen", "-"], ["equals", "="], ["num", "#"], ["nbsp", " "]]);

function withoutEntities(word: string): string {
  return word.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]{2,6}));?/gi, (all, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED.get(name) ?? all;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

function fromQuotedPrintable(text: string): string {
  return text.replace(/=\r?\n/g, "").replace(/(?:=[0-9A-F]{2})+/g, (run) => {
    try {
      return decodeURIComponent(run.replace(/=/g, "%"));
    } catch {
      return run;
    }
  });
}

function reversed(word: string): string {
  return [...word].toReversed().join("");
}

function rotated(word: string): string {
  return word.replace(/[A-Za-z]/g, (letter) => {
    const base = letter < "a" ? 65 : 97;
    return String.fromCharCode(base + ((letter.charCodeAt(0) - base + 13) % 26));
  });
}
