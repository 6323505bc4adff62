// Which kinds of characters a text has, found in one pass: it decides which readers need to look at the text at all.

export const TRAIT = {
  dot: 1,
  colon: 2,
  at: 4,
  /** `/` or `\`. */
  slash: 8,
  percent: 16,
  digit: 32,
  upper: 64,
  lower: 128,
  space: 256,
  /** Tab, line end, zero and the other control characters. */
  control: 512,
  quote: 1024,
  equals: 2048,
  /** Anything beyond ASCII. */
  wide: 4096,
  /** `?` or `#`. */
  query: 8192,
  /** `{` or `[`. */
  open: 16_384,
  dash: 32_768,
  underscore: 65_536,
  /** `&`. */
  ampersand: 131_072,
} as const;

const TRAITS: Int32Array = (() => {
  const traits = new Int32Array(128);
  const mark = (characters: string, trait: number): void => {
    for (const character of characters) traits[character.charCodeAt(0)] = trait;
  };
  for (let code = 0; code < 32; code++) traits[code] = TRAIT.control;
  mark("\u007f", TRAIT.control);
  mark("0123456789", TRAIT.digit);
  mark("ABCDEFGHIJKLMNOPQRSTUVWXYZ", TRAIT.upper);
  mark("abcdefghijklmnopqrstuvwxyz", TRAIT.lower);
  mark(".", TRAIT.dot);
  mark(":", TRAIT.colon);
  mark("@", TRAIT.at);
  mark("/\\", TRAIT.slash);
  mark("%", TRAIT.percent);
  mark(" ", TRAIT.space);
  mark("\"'`", TRAIT.quote);
  mark("=", TRAIT.equals);
  mark("?#", TRAIT.query);
  mark("{[", TRAIT.open);
  mark("-", TRAIT.dash);
  mark("_", TRAIT.underscore);
  mark("&", TRAIT.ampersand);
  return traits;
})();

/** The union of the traits of every character. */
export function traitsOf(text: string): number {
  let traits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    traits |= code < 128 ? (TRAITS[code] ?? 0) : TRAIT.wide;
  }
  return traits;
}

export function has(traits: number, trait: number): boolean {
  return (traits & trait) !== 0;
}
