// What a tool is for, told from its name, and what one argument of an action names.
import type { MeaningFacts } from "../../words/passage.ts";
import type { Fingerprinter } from "../fingerprint.ts";
import { actsOf, meaningOf } from "./meaning.ts";
import { STOP_WORDS } from "./stop-words.ts";
import { isCommon, kindsOf, nameWords, plainForm, valuesOf, wordsOf } from "./words.ts";

export interface Means {
  of(tool: string): MeaningFacts;
  /** Fingerprints of a value as a whole and of what it names; and of its words, when it is short. */
  valuesIn(text: string): NamedValues;
  /** Of the target of a tool call: the whole of it, and the last two parts of its path. */
  namedByTarget(target: string): NamedValues;
}

export interface NamedValues {
  readonly values: readonly string[];
  readonly words: readonly string[];
  readonly kinds: readonly string[];
}

const LONGEST = { whole: 160, scanned: 2_048 } as const;

export function createMeans(fingerprinter: Fingerprinter): Means {
  const word = (text: string): string => fingerprinter.short(text);
  const known = new Map<string, MeaningFacts>();
  const named = (values: ReadonlySet<string>, text: string): NamedValues => {
    const words = text.length <= 48 ? wordsOf(text.replace(/[-_./]+/g, " "), 6).filter((each) => !STOP_WORDS.has(each.text)) : [];
    return { values: [...values].map((value) => fingerprinter.fingerprint(value)), words: words.map((each) => word(each.text)), kinds: kindsOf(values).map(word) };
  };
  return {
    of(tool) {
      const name = tool.slice(0, 256);
      const kept = known.get(name);
      if (kept !== undefined) return kept;
      const words = nameWords(name);
      const { acts, things } = meaningOf(words);
      const means: MeaningFacts = { acts, things, words: words.filter(({ text }) => !STOP_WORDS.has(text)).map(({ text }) => word(text)), ...(words.every(({ text }) => STOP_WORDS.has(text) || actsOf(text).length > 0) ? { isBare: true } : {}) };
      if (known.size >= 1024) known.clear();
      known.set(name, means);
      return means;
    },
    valuesIn(text) {
      const values = new Set<string>();
      if (text.length <= LONGEST.whole && !isCommon(text)) values.add(plainForm(text));
      for (const value of valuesOf(text.slice(0, LONGEST.scanned), 12)) values.add(value);
      return named(values, text);
    },
    namedByTarget(target) {
      const text = target.slice(0, LONGEST.scanned);
      const parts = text.split(/[?#]/, 1)[0]?.split("/").filter((part) => part !== "").slice(1).slice(-2) ?? [];
      const values = new Set<string>(parts.flatMap((part) => [plainForm(part), ...valuesOf(part, 4)]));
      const [whole] = valuesOf(text, 1);
      if (whole !== undefined) values.add(whole);
      const path = text.split(/[?#]/, 1)[0]?.replace(/^[a-z][a-z0-9+.-]{0,15}:\/\/[^/]{0,255}/i, "") ?? "";
      if (path.length > 3) values.add(plainForm(path));
      return named(values, parts.at(-1) ?? "");
    },
  };
}
