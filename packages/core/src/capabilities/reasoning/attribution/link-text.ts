// Texts of a story: short, and in quotation marks where they are somebody else's.
import { MAX_LINK_TEXT } from "../../../words/verdict.ts";

const QUOTED = 110;

export function linkText(text: string): string {
  return shortened(text, MAX_LINK_TEXT);
}

export function quoted(text: string): string {
  return `"${shortened(text, QUOTED)}"`;
}

/** No half of a surrogate pair is left at the end. */
function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  return `${cut.charCodeAt(cut.length - 1) >> 10 === HIGH_SURROGATE ? cut.slice(0, -1) : cut}…`;
}

const HIGH_SURROGATE = 0xd800 >> 10;
