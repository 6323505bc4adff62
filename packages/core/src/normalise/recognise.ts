// Runs every recogniser over a text and gives spans that do not overlap.
import type { RecognisedSpan, Recogniser } from "./recogniser.ts";
import { credentialKind, findAssignments } from "./recognisers/assignment.ts";
import { authorizationHeader, connectionPassword, jsonWebToken } from "./recognisers/bearer.ts";
import { findKeys } from "./recognisers/key-formats.ts";
import { bankAccount, cardNumber, passportNumber, socialSecurityNumber } from "./recognisers/personal.ts";
import { privateKey } from "./recognisers/private-key.ts";

const CREDENTIALS: readonly Recogniser[] = [privateKey, jsonWebToken, authorizationHeader, connectionPassword];
const NUMBERS: readonly Recogniser[] = [cardNumber, bankAccount, socialSecurityNumber, passportNumber];

/** Sorted by start; where two overlap, they become one span with the first one's label. Linear in the text. */
export function recognise(text: string): RecognisedSpan[] {
  if (text.length < 6) return [];
  // Most values are short words: these conditions are what every find of the group needs.
  const found = text.length >= 18 ? findKeys(text) : [];
  if (text.length >= 8 && /[:=]| is /i.test(text)) found.push(...findAssignments(text));
  const groups = [...(text.length >= 12 ? CREDENTIALS : []), ...(text.length >= 9 && /[0-9]{2}/.test(text) ? NUMBERS : [])];
  for (const { name, label, find } of groups) for (const span of find(text)) found.push({ ...span, label, recogniser: name });
  return found.length < 2 ? found : merge(found);
}

/** A whole value that its key calls a credential. */
export function recogniseByKey(key: string, text: string): RecognisedSpan | undefined {
  const recogniser = key === "" || key.length > 256 ? undefined : credentialKind(key, text);
  return recogniser === undefined ? undefined : { start: 0, end: text.length, label: "secret", recogniser };
}

/** Spans sorted and joined where they overlap. */
export function merge(found: readonly RecognisedSpan[]): RecognisedSpan[] {
  const merged: RecognisedSpan[] = [];
  for (const span of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) merged.push(span);
    else if (span.end > last.end) merged[merged.length - 1] = { ...last, end: span.end };
  }
  return merged;
}
