// The names of a scenario that a renaming gives others: of tools, hosts, people and files, word by word.
import { readingsOf } from "../../world/decodings.ts";
import { KEPT_WORDS } from "./kept-words.ts";
import { plainWord, stemOf } from "./words.ts";

export interface Vocabulary {
  /** Stems of words, lower case. */
  readonly words: ReadonlySet<string>;
  /** Names of tools as they are. */
  readonly tools: ReadonlySet<string>;
}

const SHORTEST = 4;
// BOUNDED: a host has at most 253 characters.
const HOSTS = /[\p{L}\p{N}.。-]{1,253}[.。](?:example|test)(?![\p{L}\p{N}-])/giu;
// BOUNDED: a local part has at most 64 characters.
const LOCAL_PARTS = /[\p{L}\p{N}.+_-]{1,64}(?=@)/gu;
const PATHS = /(?:^|[\s:='"(,])((?:~|\.{1,2})?\/[^\s'",;|&)(?]*)/g;

/** `source`: what the scenario says anywhere; `tools`: names of its tools; `fixed`: texts whose words stay. */
export function vocabularyOf(source: unknown, tools: readonly string[], fixed: readonly string[]): Vocabulary {
  const strings = stringsIn(source).flatMap(readingsOf);
  const named = [
    ...tools.flatMap(wordsIn),
    ...strings.flatMap((text) => [...text.normalize("NFKC").matchAll(HOSTS)].flatMap(([host]) => wordsIn(host))),
    ...strings.flatMap((text) => [...text.matchAll(LOCAL_PARTS)].flatMap(([local]) => wordsIn(local))),
    ...strings.flatMap((text) => [...text.matchAll(PATHS)].flatMap((match) => wordsIn(match[1] ?? ""))),
  ];
  const kept = new Set([...keysIn(source).flatMap(wordsIn), ...fixed.flatMap(wordsIn)].map(stemOf));
  // Letters from a to f alone may be digits of an address.
  const words = named.map(stemOf).filter((word) => word.length >= SHORTEST && !/^[a-f]+$/.test(word) && !KEPT_WORDS.has(word) && !KEPT_WORDS.has(`${word}s`) && !kept.has(word));
  return { words: new Set(words), tools: new Set(tools) };
}

function wordsIn(text: string): readonly string[] {
  return text.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").split(/[^\p{L}]+/u).map(plainWord).filter((word) => word !== "");
}

export function stringsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (value instanceof Map) return [...value].flatMap(stringsIn);
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** Names of arguments and members carry meaning; a word that is one of them stays everywhere. */
function keysIn(value: unknown): readonly string[] {
  if (value instanceof Map) return [...value.values()].flatMap(keysIn);
  if (Array.isArray(value)) return value.flatMap(keysIn);
  return typeof value === "object" && value !== null ? Object.entries(value).flatMap(([key, member]) => [key, ...keysIn(member)]) : [];
}
