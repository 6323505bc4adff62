// Whether a sentence asks its reader for an act: told from its form, not from any known wording.
import { actsOf } from "./meaning.ts";
import { DUTY_WORDS, OPENERS, READER_WORDS, REPORT_WORDS } from "./lexicon.ts";
import type { Token } from "./words.ts";

/** Words looked at before the first verb of an order. */
const LOOKS = 5;

export function asksForAct(words: readonly Token[]): boolean {
  const first = firstAct(words);
  if (first < 0) return false;
  if (isImperative(words)) return true;
  const speaks = words.some(({ text }) => READER_WORDS.has(text));
  const isDue = words.some(({ text }) => DUTY_WORDS.has(text));
  return (speaks && isDue) || words.some(({ text }, at) => PLEASE.has(text) && words.slice(at + 1, at + 12).some((each) => actsOf(each.text).length > 0));
}

const PLEASE: ReadonlySet<string> = new Set(["please", "kindly", "bitte", "veuillez", "favor", "prego", "svp", "alstublieft", "请"]);

function firstAct(words: readonly Token[]): number {
  return words.findIndex(({ text }) => actsOf(text).length > 0);
}

/** The sentence, or what follows a few opening words, begins with a verb. */
function isImperative(words: readonly Token[]): boolean {
  for (const { text } of words.slice(0, LOOKS)) {
    if (actsOf(text).length > 0 && !NOUN_ENDINGS.test(text)) return true;
    if (REPORT_WORDS.has(text) || !(OPENERS.has(text) || READER_WORDS.has(text) || /^\d+$/.test(text))) return false;
  }
  return false;
}

const NOUN_ENDINGS = /(?:ed|ing|tion|ment|s)$/;
