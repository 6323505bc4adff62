// Made-up words, the same for the same seed.

const CONSONANTS = "bdfgklmnprtvz";
const VOWELS = "aeo";

/** Numbers from 0 to below 1; small and good enough to choose names. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** About as long as the old one, and none of `taken`. */
export function newWord(old: string, taken: ReadonlySet<string>, random: () => number): string {
  const pick = (letters: string): string => letters.charAt(Math.floor(random() * letters.length));
  for (;;) {
    let word = "";
    while (word.length < Math.max(5, old.length)) word += pick(CONSONANTS) + pick(VOWELS);
    const cut = word.slice(0, Math.max(5, old.length));
    if (!taken.has(cut)) return cut;
  }
}
