// Whether a text may hold the number of a person, a card or a telephone: most texts have no seven digits in a row, however they are parted.

/** 1: digit. 2: capital. 3: parts the groups of a number. 0: ends it. */
const KINDS: Uint8Array = (() => {
  const kinds = new Uint8Array(128);
  for (const digit of "0123456789") kinds[digit.charCodeAt(0)] = 1;
  for (const capital of "ABCDEFGHIJKLMNOPQRSTUVWXYZ") kinds[capital.charCodeAt(0)] = 2;
  for (const mark of " .-()/") kinds[mark.charCodeAt(0)] = 3;
  return kinds;
})();

const SHORTEST = 7;

/** INVARIANT: every number that a recogniser takes has at least seven digits or capitals from its first digit on, with only these marks between them. */
export function hasLongNumber(text: string): boolean {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const kind = code < 128 ? KINDS[code] : 0;
    if (kind === 0) count = 0;
    else if (kind === 1 || (kind === 2 && count > 0)) {
      count++;
      if (count >= SHORTEST) return true;
    }
  }
  return false;
}
