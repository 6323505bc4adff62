// Private keys in PEM and OpenPGP armour, also when the end is missing.
import type { Recogniser, Span } from "../recogniser.ts";
import { TRAIT } from "../text-traits.ts";

export const privateKey: Recogniser = {
  name: "private-key",
  label: "secret",
  needs: TRAIT.dash,
  find(text) {
    const spans: Span[] = [];
    for (let at = text.indexOf("-----BEGIN "); at >= 0; at = text.indexOf("-----BEGIN ", at)) {
      const title = text.slice(at + 11, at + 75);
      const close = title.indexOf("-----");
      if (close < 0 || !title.slice(0, close).includes("PRIVATE KEY")) {
        at += 11;
        continue;
      }
      const from = at + 11 + close + 5;
      const end = text.indexOf("-----END ", from);
      // Without an end the key goes on as far as its alphabet does; escaped line ends belong to it.
      const stop = end < 0 ? from + (/^[A-Za-z0-9+/=\s\\:,-]*/.exec(text.slice(from, from + 16_384))?.[0].length ?? 0) : lineEnd(text, end);
      if (stop - from > 40) spans.push({ start: at, end: stop });
      at = Math.max(stop, at + 11);
    }
    return spans;
  },
};

function lineEnd(text: string, end: number): number {
  const close = text.indexOf("-----", end + 9);
  return close < 0 || close - end > 80 ? end : close + 5;
}
