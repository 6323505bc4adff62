// Words in the forms in which a text may have them: other case, plural, wide or foreign letters, zero-width characters.

const LOOK_ALIKES: readonly (readonly [latin: string, other: string])[] = [
  ["a", "а"], ["c", "с"], ["e", "е"], ["i", "і"], ["o", "о"], ["p", "р"], ["x", "х"], ["y", "у"],
];
const TO_LATIN: ReadonlyMap<string, string> = new Map(LOOK_ALIKES.map(([latin, other]) => [other, latin]));
const FROM_LATIN: ReadonlyMap<string, string> = new Map(LOOK_ALIKES);
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** Lower case, wide letters narrow, foreign look-alikes Latin, nothing invisible. */
export function plainWord(word: string): string {
  const narrow = word.replaceAll(INVISIBLE, "").normalize("NFKC").toLowerCase();
  return /[a-z]/.test(narrow) ? [...narrow].map((letter) => TO_LATIN.get(letter) ?? letter).join("") : narrow;
}

export function stemOf(word: string): string {
  return word.length > 4 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

/** The new word in the form of the old one. */
export function inFormOf(old: string, plain: string): string {
  const isPlural = stemOf(plainWord(old)) !== plainWord(old);
  let text = isPlural ? `${plain}s` : plain;
  const visible = old.replaceAll(INVISIBLE, "");
  const narrow = visible.normalize("NFKC");
  if (narrow === narrow.toUpperCase() && narrow.length > 1) text = text.toUpperCase();
  else if (narrow.charAt(0) !== narrow.charAt(0).toLowerCase()) text = text.charAt(0).toUpperCase() + text.slice(1);
  if ([...narrow.toLowerCase()].some((letter) => TO_LATIN.has(letter))) text = [...text].map((letter) => FROM_LATIN.get(letter) ?? letter).join("");
  if (visible !== narrow) text = [...text].map((letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)).join("");
  const invisible = INVISIBLE.exec(old)?.[0];
  INVISIBLE.lastIndex = 0;
  return invisible === undefined ? text : `${text.slice(0, 2)}${invisible}${text.slice(2)}`;
}
