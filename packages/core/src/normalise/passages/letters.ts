// What kind of character stands at a place of a text, looked up once for each character that ever turns up.

export const LETTER = 1;
export const MARK = 2;
export const NUMBER = 4;
export const HAN = 8;
export const UPPER = 16;
/** Parts the words of which some may be values: white space, quotes, brackets, `|`, `,`, `;`. */
export const PARTS = 32;
/** Takes two code units. */
export const PAIR = 64;
const KNOWN = 128;

const CLASSES = new Uint8Array(65_536);

/** The sum of what the character at `at` is; 0 beyond the end. */
export function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  // Beyond the end there is no code.
  const kind = CLASSES[code] ?? KNOWN;
  if (kind !== 0) return kind & ~KNOWN;
  if (code < 0xd800 || code > 0xdbff) return (CLASSES[code] = classOf(text.charAt(at)) | KNOWN) & ~KNOWN;
  const low = text.charCodeAt(at + 1);
  return low >= 0xdc00 && low <= 0xdfff ? classOf(text.slice(at, at + 2)) | PAIR : 0;
}

function classOf(character: string): number {
  return (
    (/\p{L}/u.test(character) ? LETTER : 0) |
    (/\p{M}/u.test(character) ? MARK : 0) |
    (/\p{N}/u.test(character) ? NUMBER : 0) |
    (/\p{Script=Han}/u.test(character) ? HAN : 0) |
    (/\p{Lu}/u.test(character) ? UPPER : 0) |
    (/[\s"'`<>()[\]{}|,;“”‘’«»]/.test(character) ? PARTS : 0)
  );
}
