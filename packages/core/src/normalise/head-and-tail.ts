// The beginning and the end of a text that is longer than is read of it.
import type { UnreadReason } from "../words/facts.ts";

/** The whole text where it has at most `most` UTF-16 code units, else both ends with `between` in the middle, and `too-large` is noted. */
export function headAndTail(text: string, most: number, between: string, unread: Set<UnreadReason>): string {
  if (text.length <= most) return text;
  unread.add("too-large");
  const half = most >> 1;
  return half < 1 ? "" : text.slice(0, half) + between + text.slice(-half);
}
