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
  for (let start = 0; start + SHORTEST <= text.length; ) {
    // Where the last character of a possible number is none of one, no number lies across it.
    let at = start + SHORTEST - 1;
    while (at >= start && kindAt(text, at) !== 0) at--;
    if (at >= start) {
      start = at + 1;
      continue;
    }
    let count = 0;
    let kind = kindAt(text, start);
    for (; kind !== 0; kind = kindAt(text, ++start)) {
      if (kind === 1 || (kind === 2 && count > 0)) count++;
      if (count >= SHORTEST) return true;
    }
  }
  return false;
}

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? (KINDS[code] ?? 0) : 0;
}
