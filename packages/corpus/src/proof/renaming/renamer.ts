// Gives the names of a scenario others, everywhere alike: what a thing is called must not decide how it is judged.
import { domainToASCII, domainToUnicode } from "node:url";
import { KEPT_WORDS, SYNONYMS } from "./kept-words.ts";
import { newWord, seeded } from "./new-words.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { inFormOf, plainWord, stemOf } from "./words.ts";

export interface Renamer {
  text(text: string): string;
  /** Every string in the value; keys of records stay, keys of maps do not. */
  deep<T>(value: T): T;
}

export function createRenamer(vocabulary: Vocabulary, seed: number, fixed: readonly string[]): Renamer {
  const random = seeded(seed);
  const words = newNames([...vocabulary.words].toSorted(), random);
  const verbs = newVerbs(vocabulary.tools, random);
  const shift = 1 + Math.floor(random() * 88);
  const word = (old: string): string => {
    const plain = plainWord(old);
    const forward = words.get(stemOf(plain));
    if (forward !== undefined) return inFormOf(old, forward);
    const backward = words.get([...plain].toReversed().join(""));
    return backward === undefined ? old : inFormOf(old, [...backward].toReversed().join(""));
  };
  const tools = new Map([...vocabulary.tools].map((tool) => [tool, toolName(tool, verbs, word)]));
  const known = new Map<string, string>([...tools, ...fixed.map((value) => [value, value] as const)]);
  const stays = new Set(fixed);
  const text = (value: string): string => {
    const renamed = known.get(value) ?? plainText(encodedText(value, text), { tools, word, shift, fixed: stays });
    known.set(value, renamed);
    return renamed;
  };
  return { text, deep: (value) => deep(value, text) as typeof value };
}

interface Naming {
  readonly tools: ReadonlyMap<string, string>;
  word(old: string): string;
  readonly shift: number;
  /** Ids that stay: their number names the same thing where it stands alone. */
  readonly fixed: ReadonlySet<string>;
}

// Units that are no letters of a name: percent escapes, however often they were escaped, and escapes of JSON text.
const UNITS = /%(?:25)*[0-9a-f]{2}|\\[nrtbf"\\/]|xn--[a-z0-9-]+|[\p{L}\u00ad\u200b-\u200d\u2060\ufeff]+/giu;
const IDS = /(?<![\p{L}\p{N}%])([a-z]{1,6}-)([1-9]\d{2,5})(?![\d\p{L}]|[.,-]\d)/giu;
const KNOWN_NUMBERS = /^(?:sha|aes|rfc|iso|utf|cve|http|port|tls|ipv)-$/i;
const NAMES = /[\p{L}\p{N}_-]+/gu;

function plainText(text: string, { tools, word, shift, fixed }: Naming): string {
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(NAMES)) {
    const tool = /[_-]/.test(match[0]) ? tools.get(match[0]) : undefined;
    if (tool === undefined) continue;
    parts.push(wordsOf(text.slice(end, match.index), word, shift, fixed), tool);
    end = match.index + match[0].length;
  }
  return [...parts, wordsOf(text.slice(end), word, shift, fixed)].join("");
}

function wordsOf(text: string, word: (old: string) => string, shift: number, fixed: ReadonlySet<string>): string {
  return text
    .replaceAll(UNITS, (unit) => (unit.startsWith("%") || unit.startsWith("\\") ? unit : /^xn--/i.test(unit) ? domainToASCII(camelWords(domainToUnicode(unit), word)) : camelWords(unit, word)))
    .replaceAll(IDS, (whole, prefix: string, digits: string) => (KNOWN_NUMBERS.test(prefix) || fixed.has(whole) ? whole : prefix + shifted(digits, shift)));
}

function camelWords(text: string, word: (old: string) => string): string {
  const whole = word(text);
  return whole === text && /[a-z][A-Z]/.test(text) ? text.split(/(?<=[a-z])(?=[A-Z])/).map(word).join("") : whole;
}

/** As long as before, and neighbours stay neighbours. */
function shifted(digits: string, shift: number): string {
  const next = String(Number(digits) + shift);
  return next.length === digits.length ? next : String(Number(digits) - shift * 2);
}

/** Renames inside of what is encoded, and encodes it again. */
function encodedText(text: string, rename: (text: string) => string): string {
  return text.replaceAll(/[\w+/-]{12,}={0,2}/g, (token) => {
    for (const encoding of ["hex", "base64", "base64url"] as const) {
      const decoded = Buffer.from(token, encoding).toString("utf8");
      const isEncoded = Buffer.from(decoded).toString(encoding).toLowerCase() === token.toLowerCase() && !/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(decoded);
      if (!isEncoded) continue;
      const renamed = rename(decoded);
      if (renamed !== decoded) return Buffer.from(renamed).toString(encoding);
    }
    return token;
  });
}

function toolName(tool: string, verbs: ReadonlyMap<string, string>, word: (old: string) => string): string {
  return tool.replaceAll(/[\p{L}\u00ad\u200b-\u200d\u2060\ufeff]+/gu, (part) => {
    const verb = verbs.get(part.toLowerCase());
    return verb === undefined ? camelWords(part, word) : verb;
  });
}

function newNames(words: readonly string[], random: () => number): ReadonlyMap<string, string> {
  const taken = new Set([...KEPT_WORDS, ...words]);
  return new Map(words.map((old) => {
    const name = newWord(old, taken, random);
    taken.add(name);
    return [old, name];
  }));
}

/** One synonym a verb, and none that the scenario has already: two tools stay two tools. */
function newVerbs(tools: ReadonlySet<string>, random: () => number): ReadonlyMap<string, string> {
  const used = new Set([...tools].flatMap((tool) => tool.toLowerCase().split(/[^a-z]+/)));
  const verbs = new Map<string, string>();
  for (const group of SYNONYMS) {
    for (const verb of group.filter((one) => used.has(one))) {
      const free = group.filter((one) => !used.has(one));
      const choice = free[Math.floor(random() * free.length)];
      if (choice === undefined) continue;
      verbs.set(verb, choice);
      used.add(choice);
    }
  }
  return verbs;
}

function deep(value: unknown, text: (text: string) => string): unknown {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return value.map((member) => deep(member, text));
  if (value instanceof Map) return new Map([...value].map(([key, member]) => [deep(key, text), deep(member, text)]));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, deep(member, text)]));
}
