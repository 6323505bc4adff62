// Sums of money that an action names, read in every way in which they can be read.
import type { Action } from "@kaizen/core";
import { leavesOf, type Leaf } from "./leaves.ts";
import { isAccount, plainValue } from "./things.ts";

const AMOUNT_KEYS = /amount|sum|total|value|price|bid|betrag|summe|montant|importe|importo|valor|kwota|cost|credit|refund|fee|limit|budget|net|gross/i;
const CURRENCY = /[€$£¥]|\b(?:eur|usd|gbp|chf|sek|dkk|nok|pln|jpy|czk|huf|cents?|euros?|dollars?|kr)\b/i;

/** The largest reading; `undefined` where no sum is named. */
export function largestAmount(action: Action): number | undefined {
  const leaves = leavesOf(action);
  const named = leaves.filter(isSum);
  const sums = (named.length > 0 ? named : leaves).flatMap(({ text }) => numbersIn(text));
  return sums.length === 0 ? undefined : Math.max(...sums);
}

function isSum({ keys, text }: Leaf): boolean {
  if (text.length > 60 || !/\d/.test(text) || isAccount(plainValue(text))) return false;
  return CURRENCY.test(text) || (keys.some((key) => AMOUNT_KEYS.test(key)) && numbersIn(text).length > 0 && !/[a-df-z]{3}/i.test(text));
}

function numbersIn(text: string): readonly number[] {
  return [...text.matchAll(/\d[\d.,' ]*(?:e[+-]?\d+)?/gi)].flatMap(([digits]) => readings(digits.trim())).filter((value) => Number.isFinite(value));
}

/** `1.234,56` and `1,234.56`; `1.234` is one and a bit, or more than a thousand. */
function readings(digits: string): readonly number[] {
  const plain = digits.replaceAll(/[' ]/g, "").replace(/[.,]$/, "");
  const [pointDecimal, commaDecimal] = [plain.replaceAll(",", ""), plain.replaceAll(".", "").replace(",", ".")];
  const grouped = /^\d{1,3}(?:[.,]\d{3})+$/.test(plain) ? [plain.replaceAll(/[.,]/g, "")] : [];
  const isComma = /,\d{1,2}$/.test(plain);
  return [...(isComma ? [commaDecimal] : [pointDecimal]), ...grouped].map(Number);
}
