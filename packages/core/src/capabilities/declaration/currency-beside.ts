// The currency that arguments around an amount name: `{ amount: 20, currency: "EUR" }`, beside it or further up.
import { isIndex, segmentsOf } from "./argument-key.ts";
import { isGiven } from "./is-given.ts";
import { currencyOfMark } from "../../normalise/currencies.ts";
import { remember } from "../../normalise/remember.ts";
import type { ArgumentFacts } from "../../words/facts.ts";

/** `unknown`: something is said that is no currency known here, or not known in full. */
export type CurrencyBeside = { readonly kind: "none" } | { readonly kind: "unknown" } | { readonly kind: "codes"; readonly codes: readonly string[] };

interface CurrencyPlace {
  readonly parent: string;
  /** Names of things that are worth something are currencies only if their value is a code. */
  readonly isSure: boolean;
}

/** The nearest that are named count. */
export function currencyBeside(all: readonly ArgumentFacts[], at: string): CurrencyBeside {
  let nearest = -1;
  let found: ArgumentFacts[] = [];
  for (const argument of all) {
    if (!isGiven(argument) || argument.type === "empty" || argument.at === at) continue;
    const place = placeOf(argument.at);
    if (place === undefined || !(at === place.parent || at.startsWith(`${place.parent}/`)) || place.parent.length < nearest) continue;
    if (!place.isSure && codeOf(argument) === undefined) continue;
    if (place.parent.length > nearest) found = [];
    nearest = place.parent.length;
    found.push(argument);
  }
  if (found.length === 0) return { kind: "none" };
  const codes = found.map(codeOf);
  // An object may say the name of the currency beside its code.
  const known = codes.filter((code) => code !== undefined);
  const isAllKnown = found.every((argument, index) => codes[index] !== undefined || /\/(?:name|label|symbol|decimals|digits|exponent)$/i.test(argument.at));
  return known.length > 0 && isAllKnown ? { kind: "codes", codes: known } : { kind: "unknown" };
}

function codeOf({ text, whole }: ArgumentFacts): string | undefined {
  const plain = text.trim();
  if (!whole || plain === "") return undefined;
  if (/^[a-z]{3,5}$/i.test(plain)) return currencyOfMark(plain) || plain.toUpperCase();
  return currencyOfMark(plain) || undefined;
}

const placeOf = remember(2_048, (at: string): CurrencyPlace | undefined => {
  const segments = segmentsOf(at);
  for (let index = segments.length - 1; index >= Math.max(0, segments.length - 3); index--) {
    const name = segments[index] ?? "";
    if (isIndex(name)) continue;
    const isSure = /(?:currency|ccy)(?:_?-?code)?$/i.test(name);
    if (!isSure && !/^(?:cur|asset|coin)$/i.test(name)) continue;
    return { parent: at.split("/").slice(0, index + 1).join("/"), isSure };
  }
  return undefined;
});
