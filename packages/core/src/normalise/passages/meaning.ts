// Acts and things that words name.
import type { Act, Thing } from "../../words/passage.ts";
import { remember } from "../remember.ts";
import { ACT_STEMS, HANDOVER_STEMS, TELLING_STEMS, THING_STEMS } from "./lexicon.ts";
import type { Token } from "./words.ts";

type Found<T> = (word: string) => readonly T[];

/** Looks words up by their beginnings, longest stems first; the answer is every meaning of the longest stem that fits. */
function lookUp<T extends string>(stems: Readonly<Record<T, string>>): Found<T> {
  const whole = new Map<string, T[]>();
  const beginnings = new Map<string, T[]>();
  for (const [meaning, list] of Object.entries(stems) as [T, string][]) {
    for (const stem of list.split(" ")) {
      const [map, text] = stem.endsWith("$") && stem.length > 1 ? [whole, stem.slice(0, -1)] : [beginnings, stem];
      map.set(text, [...(map.get(text) ?? []), meaning]);
    }
  }
  return remember(4096, (word) => {
    const found = new Set<T>(whole.get(word) ?? []);
    for (let length = Math.min(word.length, 16); length >= (word.charCodeAt(0) > 0x2e80 ? 1 : 3) && found.size === 0; length--)
      for (const meaning of beginnings.get(word.slice(0, length)) ?? []) found.add(meaning);
    return [...found];
  });
}

export const actsOf: Found<Act> = lookUp(ACT_STEMS);
export const thingsOf: Found<Thing> = lookUp(THING_STEMS);
export const handsOver: Found<"handover"> = lookUp({ handover: HANDOVER_STEMS });

export const tells: Found<"telling"> = lookUp({ telling: TELLING_STEMS });

export interface Meaning {
  readonly acts: readonly Act[];
  readonly things: readonly Thing[];
}

/** `hasSum`: the text names a sum of money in figures. */
export function meaningOf(words: readonly Token[], hasSum = false): Meaning {
  const acts = new Set<Act>();
  const things = new Set<Thing>(hasSum ? ["money"] : []);
  for (const { text, isThing } of words) {
    if (isThing !== true) for (const act of actsOf(text)) acts.add(act);
    for (const thing of thingsOf(text)) things.add(thing);
  }
  // Money is sent by paying it.
  if (things.has("money") && (acts.has("send") || acts.has("transfer"))) acts.add("pay");
  return { acts: [...acts], things: [...things] };
}
