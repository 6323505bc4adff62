// Folds away what a reader's eye does not see: invisible characters, compatibility forms, confusable letters.
import unhomoglyph from "unhomoglyph";

/** Format characters, variation selectors and fillers: they have no glyph, so they can split any word unseen. */
const INVISIBLE = /[\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\u{e0100}-\u{e01ef}]/gu;

export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

export function withoutInvisible(text: string): string {
  return isAscii(text) ? text : text.replace(INVISIBLE, "");
}

/**
 * The Unicode TR39 skeleton of the lower-case form, without invisible characters. TR39 writes `m` as `rn`; here `rn` is
 * written `m`, which tells apart exactly the same names and leaves most ASCII names as they are.
 */
export function skeleton(text: string): string {
  const lower = text.toLowerCase();
  const folded = isAscii(lower) ? lower : foldConfusables(lower);
  return /[01|]|rn/.test(folded) ? folded.replace(/rn/g, "m").replace(/0/g, "o").replace(/[1|]/g, "l") : folded;
}

/** Lower case, without invisible characters, look-alike letters as the letters they imitate, composed. Digits stay digits. */
export function unconfused(text: string): string {
  const lower = text.toLowerCase();
  return isAscii(lower) ? lower : foldConfusables(lower).normalize("NFC");
}

function foldConfusables(lower: string): string {
  let folded = "";
  for (const character of withoutInvisible(lower).normalize("NFKC").toLowerCase().normalize("NFD")) folded += confusableOf(character);
  return folded.normalize("NFD").toLowerCase();
}

const seen = new Map<string, string>();

/** The package searches its whole table for each letter, so the answers are kept; the bound is the size of a few alphabets. */
function confusableOf(character: string): string {
  if (character < "\u0080") return character;
  const known = seen.get(character);
  if (known !== undefined) return known;
  // "m" comes back as "rn" from some letters and as "m" from none; the caller folds both to "m".
  const folded = unhomoglyph(character);
  if (seen.size < 8192) seen.set(character, folded);
  return folded;
}

/** Lone surrogates become U+FFFD, so that the text can be written as UTF-8 and comes back the same. */
export function wellFormed(text: string): string {
  return isAscii(text) ? text : text.replace(/\p{Cs}/gu, "\ufffd");
}
