// The method of the request that an action makes, from what the attachment noted and from its arguments.
import type { ArgumentFacts } from "../words/facts.ts";
import { remember } from "./remember.ts";

/** The later one changes more, or shows more. */
const METHODS: readonly string[] = ["GET", "HEAD", "OPTIONS", "REPORT", "PROPFIND", "TRACE", "POST", "PATCH", "PUT", "COPY", "LOCK", "MKCOL", "CONNECT", "MOVE", "DELETE"];
/** Headers by which servers let one method stand for another. */
const OVERRIDE = /^x-(?:http-)?method(?:-override)?$/i;
const OVERRIDE_LINE = /(?<![\w-])x-(?:http-)?method(?:-override)?["']?[ \t]{0,8}:[ \t]{0,8}["']?([a-z]{3,16})/i;

/** SECURITY: of several the one that changes most, so that none hides behind a harmless one. */
export function methodOf(noted: unknown, given: readonly ArgumentFacts[]): string | undefined {
  let rank = rankOf(noted);
  for (const [index, { at, text }] of given.entries()) {
    if (text.length <= 16 && (isMethodSlot(at) || isOverridden(given[index - 1], at))) rank = Math.max(rank, rankOf(text));
    else if (text.length > 16 && /method/i.test(text)) rank = Math.max(rank, rankOf(OVERRIDE_LINE.exec(text)?.[1]));
  }
  return METHODS[rank];
}

const isMethodSlot = remember(2048, (at) => /(?:^|\/)_?(?:x-)?(?:http[_-]?|request[_-]?)?(?:method|verb)(?:[_-]?override)?(?:\/[0-9]{1,4})?$/i.test(at));

/** `["X-HTTP-Method-Override", "DELETE"]` and `{ "name": "X-HTTP-Method-Override", "value": "DELETE" }` */
function isOverridden(before: ArgumentFacts | undefined, at: string): boolean {
  return before !== undefined && OVERRIDE.test(before.text) && before.at.slice(0, before.at.lastIndexOf("/")) === at.slice(0, at.lastIndexOf("/"));
}

/** -1 for what is none. */
function rankOf(text: unknown): number {
  return typeof text === "string" && text.length <= 16 ? METHODS.indexOf(text.trim().toUpperCase()) : -1;
}
