// Runs every recogniser over a text and gives spans that do not overlap.
import type { RecognisedSpan, Recogniser } from "./recogniser.ts";
import { credentialKind, findAssignments } from "./recognisers/assignment.ts";
import { authorizationHeader, connectionPassword, jsonWebToken } from "./recognisers/bearer.ts";
import { clusterSecret, keyFile, passwordFile, passwordHash, sessionCookie, signedAddress } from "./recognisers/credential-files.ts";
import { findContactCard, findMailList, findPhoneList } from "./recognisers/contact-lists.ts";
import { commandPassword } from "./recognisers/command-passwords.ts";
import { isDigest, isRandom } from "./recognisers/entropy.ts";
import { findIdentityNumbers } from "./recognisers/identity-numbers.ts";
import { findKeys } from "./recognisers/key-formats.ts";
import { hasLongNumber } from "./recognisers/number-runs.ts";
import { bankAccount, cardNumber, socialSecurityNumber } from "./recognisers/personal.ts";
import { findPersonalByWord } from "./recognisers/personal-words.ts";
import { isSample } from "./recognisers/placeholders.ts";
import { privateKey } from "./recognisers/private-key.ts";
import { has, TRAIT, traitsOf } from "./text-traits.ts";

const CREDENTIALS: readonly Recogniser[] = [privateKey, jsonWebToken, authorizationHeader, connectionPassword, commandPassword, passwordFile, passwordHash, sessionCookie, clusterSecret, signedAddress, keyFile];
const NUMBERS: readonly Recogniser[] = [cardNumber, bankAccount, socialSecurityNumber];

/** Sorted by start; where two overlap, they become one span with the first one's label. Linear in the text, whose traits `traits` are. */
export function recognise(text: string, traits: number = traitsOf(text)): RecognisedSpan[] {
  if (text.length < 6) return [];
  // Most values are short words: these conditions are what every find of the group needs.
  const found = text.length >= 18 ? findKeys(text) : [];
  if (text.length >= 8 && mayAssign(text, traits)) found.push(...findAssignments(text));
  const hasDigits = text.length >= 9 && has(traits, TRAIT.digit);
  const hasPair = hasDigits && /[0-9]{2}/.test(text);
  const hasNumber = hasDigits && hasLongNumber(text);
  if (hasPair) found.push(...findPersonalByWord(text));
  if (hasPair && hasNumber) found.push(...findIdentityNumbers(text));
  if (text.length >= 40) {
    if (has(traits, TRAIT.at)) found.push(...findMailList(text));
    if (hasNumber) found.push(...findPhoneList(text));
    if (has(traits, TRAIT.colon)) found.push(...findContactCard(text));
  }
  if (text.length >= 12) findAll(CREDENTIALS, text, traits, found);
  if (hasPair && hasNumber) findAll(NUMBERS, text, traits, found);
  return found.length < 2 ? found : merge(withoutGuesses(found));
}

/** Most texts have nothing that parts a name from its value. */
function mayAssign(text: string, traits: number): boolean {
  if (has(traits, TRAIT.colon | TRAIT.equals)) return true;
  if (has(traits, TRAIT.slash) && text.includes("</")) return true;
  return has(traits, TRAIT.space) && ((has(traits, TRAIT.dash) && / --?[a-z]/i.test(text)) || / is /i.test(text));
}

function findAll(recognisers: readonly Recogniser[], text: string, traits: number, found: RecognisedSpan[]): void {
  for (const { name, label, needs, find } of recognisers) {
    if (needs !== undefined && !has(traits, needs)) continue;
    for (const { start, end } of find(text)) found.push({ start, end, label, recogniser: name });
  }
}

/** A random value says least about itself: whatever else is found there names it. */
function withoutGuesses(found: readonly RecognisedSpan[]): readonly RecognisedSpan[] {
  if (!found.some(({ recogniser }) => recogniser === "random-value")) return found;
  const named = found.filter(({ recogniser }) => recogniser !== "random-value").toSorted((a, b) => a.start - b.start);
  let next = 0;
  return found
    .toSorted((a, b) => a.start - b.start)
    .filter((span) => {
      if (span.recogniser !== "random-value") return true;
      while (next < named.length && (named[next]?.end ?? 0) <= span.start) next++;
      return (named[next]?.start ?? Number.POSITIVE_INFINITY) >= span.end;
    });
}

/** A whole value that its key calls a credential. */
export function recogniseByKey(key: string, text: string): RecognisedSpan | undefined {
  const recogniser = key === "" || key.length > 256 ? undefined : credentialKind(key, text);
  return recogniser === undefined ? undefined : { start: 0, end: text.length, label: "secret", recogniser };
}

/**
 * A text that holds nothing but one random value, as a key file does. Only the caller knows whether the text is the content of a file:
 * elsewhere the same value is a cursor or an id, so this is no part of `recognise`. Digests stay out.
 */
export function recogniseAlone(text: string): RecognisedSpan | undefined {
  if (text.length > 520) return undefined;
  const value = text.trim().replace(/={1,2}$/, "");
  return /^[A-Za-z0-9+/_-]+$/.test(value) && isRandom(value) && !isDigest(value) && !isSample(value) ? { start: 0, end: text.length, label: "secret", recogniser: "random-value" } : undefined;
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
