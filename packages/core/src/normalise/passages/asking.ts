// Whether a sentence asks its reader for an act: told from its form, not from any known wording.
import { actsOf } from "./meaning.ts";
import { DUTY_WORDS, OPENERS, READER_WORDS, REPORT_WORDS } from "./lexicon.ts";
import type { Token } from "./words.ts";

/** Words looked at before the first verb of an order. */
const LOOKS = 5;

export function asksForAct(words: readonly Token[]): boolean {
  if (firstAct(words, 0, words.length) < 0) return false;
  if (isImperative(words)) return true;
  return words.some(({ text }, at) => {
    if (PLEASE.has(text)) return firstAct(words, at + 1, at + 12) >= 0;
    if (READER_WORDS.has(text)) return isDue(words, at + 1);
    return false;
  });
}

/** `you must first send`: the reader, soon after that a word that makes an act due, soon after that the act. */
function isDue(words: readonly Token[], from: number): boolean {
  for (let at = from; at < Math.min(from + 3, words.length); at++) {
    const text = words[at]?.text ?? "";
    if (ABLE.has(text)) return false;
    if (HAVE.has(text) && words[at + 1]?.text !== "to") return false;
    if (DUTY_WORDS.has(text)) return !ABLE.has(words[at + 1]?.text ?? "") && !ABLE.has(words[at + 2]?.text ?? "") && firstAct(words, at + 1, at + 8) >= 0;
  }
  return false;
}

/** "You have sent" is told, "you have to send" is due. */
const HAVE: ReadonlySet<string> = new Set(["have", "has"]);
const ABLE: ReadonlySet<string> = new Set(["able", "can", "could", "may", "might", "will", "been", "kann", "kannst", "können", "peut", "pouvez", "puede", "puedes", "può", "pode"]);
const PLEASE: ReadonlySet<string> = new Set(["please", "kindly", "bitte", "veuillez", "favor", "favore", "prego", "svp", "alstublieft", "请"]);

function firstAct(words: readonly Token[], from: number, to: number): number {
  for (let at = from; at < Math.min(to, words.length); at++) if (actsOf(words[at]?.text ?? "").length > 0) return at;
  return -1;
}

/** The sentence, or what follows a few opening words, begins with a verb. */
export function isImperative(words: readonly Token[]): boolean {
  if (isPassive(words)) return false;
  for (const { text } of words.slice(0, LOOKS)) {
    if (actsOf(text).length > 0 && (!NOUN_ENDINGS.test(text) || ORDERS_IN_S.has(text))) return true;
    if (REPORT_WORDS.has(text) || !(OPENERS.has(text) || READER_WORDS.has(text) || /^\d+$/.test(text))) return false;
  }
  return false;
}

/** "open bills of this spring are settled": what looks like an order is what the sentence is about. */
function isPassive(words: readonly Token[]): boolean {
  const at = words.findIndex(({ text }) => text === "are" || text === "is" || text === "were");
  return at > 1 && !words.slice(0, at).some(({ text }) => SUBORDINATE.has(text));
}

/** What begins another clause, or is its subject. */
const SUBORDINATE: ReadonlySet<string> = new Set("that which who whose whom if when whether where while until what how because since as before after once unless sure ensure see check and or but it they he she you there we i please".split(" "));

const NOUN_ENDINGS = /(?:ing|ung|tion|ment|s)$/;
/** Orders that end like a noun in the plural. */
const ORDERS_IN_S: ReadonlySet<string> = new Set(["fais", "mets", "suis", "écris", "lis", "prends", "lies", "transmets", "pass"]);

export function hasPlease(words: readonly Token[]): boolean {
  return words.some(({ text }) => PLEASE.has(text));
}
