// What a tool is for, told from its name, and what one argument of an action names.
import type { MeaningFacts } from "../../words/passage.ts";
import type { Fingerprinter } from "../fingerprint.ts";
import { remember } from "../remember.ts";
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

/** Verbs in names of tools, things in prose ("the trust store"): the verb that prose would use. */
const NAME_VERBS: ReadonlyMap<string, string> = new Map([["store", "save"]]);

const LONGEST = { whole: 160, scanned: 2_048, words: 48 } as const;

export function createMeans(fingerprinter: Fingerprinter): Means {
  const word = (text: string): string => fingerprinter.short(text);
  const named = (values: ReadonlySet<string>, text: string): NamedValues => ({
    values: Array.from(values, (value) => fingerprinter.fingerprint(value)),
    words: shortWords(text).map(word),
    kinds: kindsOf(values).map(word),
  });
  const meaning = remember(1_024, (name): MeaningFacts => {
    const words = nameWords(name);
    const spoken = words.map((each) => ({ ...each, text: NAME_VERBS.get(each.text) ?? each.text }));
    const { acts, things } = meaningOf(spoken);
    const isBare = spoken.every(({ text }) => STOP_WORDS.has(text) || actsOf(text).length > 0);
    return { acts, things, words: words.filter(({ text }) => !STOP_WORDS.has(text)).map(({ text }) => word(text)), ...(isBare ? { isBare: true } : {}) };
  });
  return {
    of: (tool) => meaning(tool.slice(0, 256)),
    // Agents give the same short values again and again; what repeats is not read twice.
    valuesIn: remember(4_096, (text) => named(valuesOfArgument(text), text)),
    namedByTarget(target) {
      const { values, last } = partsOfTarget(target.slice(0, LONGEST.scanned));
      return named(values, last);
    },
  };
}

function shortWords(text: string): string[] {
  if (text.length > LONGEST.words) return [];
  return wordsOf(text.replace(/[-_./]+/g, " "), 6).filter((each) => !STOP_WORDS.has(each.text)).map((each) => each.text);
}

function valuesOfArgument(text: string): ReadonlySet<string> {
  const values = new Set<string>();
  if (text.length <= LONGEST.whole && !isCommon(text)) values.add(plainForm(text));
  for (const value of valuesOf(text.length <= LONGEST.scanned ? text : text.slice(0, LONGEST.scanned), 12)) values.add(value);
  return values;
}

function partsOfTarget(text: string): { readonly values: ReadonlySet<string>; readonly last: string } {
  const [plain = ""] = text.split(/[?#]/, 1);
  const parts = plain.split("/").filter((part) => part !== "").slice(1).slice(-2);
  const values = new Set<string>(parts.flatMap((part) => [plainForm(part), ...valuesOf(part, 4)]));
  const [whole] = valuesOf(text, 1);
  if (whole !== undefined) values.add(whole);
  const path = plain.replace(/^[a-z][a-z0-9+.-]{0,15}:\/\/[^/]{0,255}/i, "");
  if (path.length > 3) values.add(plainForm(path));
  return { values, last: parts.at(-1) ?? "" };
}
