// What an action says it does with a file: words for reading, writing, running and deleting.
import type { FileAccess } from "../words/facts.ts";

const WORDS: readonly (readonly [Exclude<FileAccess, "unknown">, RegExp])[] = [
  ["delete", /^(?:d|delete|remove|unlink|rm|rmdir|del|erase|trash)$/],
  ["execute", /^(?:x|execute|exec|run|spawn|load)$/],
  ["write", /^(?:w|wb|wt|w\+|r\+|rw|rb\+|r\+b|wx|a|ab|a\+|ax|write|append|create|put|edit|modify|update|patch|save|overwrite|truncate|mkdir|rename|move|copy|chmod|chown|symlink|link|upload|readwrite|o_wronly|o_rdwr|o_creat)$/],
  ["read", /^(?:r|rb|rt|read|open|get|cat|list|ls|stat|view|readdir|head|tail|download|o_rdonly|access)$/],
];

/** Names under which an action may say it, in metadata or arguments. */
export const ACCESS_NAMES: readonly string[] = ["operation", "mode", "access", "op", "action", "flags"];

/** Undefined where the word says nothing. */
export function accessOf(word: unknown): Exclude<FileAccess, "unknown"> | undefined {
  if (typeof word !== "string" || word.length > 16) return undefined;
  const plain = word.trim().toLowerCase().replaceAll(/[_\s-]/g, "").replace(/^file|file$/g, "");
  return WORDS.find(([, pattern]) => pattern.test(plain))?.[0];
}
