// Who receives and how much: what a whole value says of recipients and sums of money.
import type { AmountFacts, ArgumentFacts, RecipientFacts } from "../words/facts.ts";
import { findAmounts } from "./amounts.ts";
import { LIMITS } from "./limits.ts";
import { recipientSlotOf } from "./recipient-slots.ts";
import { findRecipients } from "./recipients.ts";
import { has, TRAIT } from "./text-traits.ts";

/** Longer texts are prose that may name sums and people, not a value that is one. */
const LONGEST = { amount: 64, recipient: 16_384, word: 64 } as const;
const MONEY = /amount|price|total|sum|cost|fee|payment|balance|budget|charge|refund|salary|wage|transfer|deposit|withdraw|donation|tip|credit|debit|payout|value|quote|bid|limit$/i;

/** `key` is the name of the argument, `traits` those of the text. */
export function recipientsOf(text: string, traits: number, key: string, at: string): RecipientFacts[] {
  if (text.length > LONGEST.recipient || text.length < 2) return [];
  const isNamed = recipientSlotOf(key) !== "none";
  // Without a name that says so only addresses and numbers are recipients.
  if (!isNamed && !has(traits, TRAIT.at | TRAIT.wide) && !(text.length <= LONGEST.word && has(traits, TRAIT.digit))) return [];
  return findRecipients(text, key).map(({ kind, form, domain }) => ({ kind, form: form.slice(0, LIMITS.recipient), ...(domain === undefined ? {} : { domain }), at }));
}

/** Numbers are sums only where a currency or the name of the argument says so. */
export function amountsOf(value: unknown, key: string, at: string): AmountFacts[] {
  if (typeof value === "string" ? value.length > LONGEST.amount || !/\p{Nd}/u.test(value) : typeof value !== "number" && typeof value !== "bigint") return [];
  const isMoney = MONEY.test(key.slice(0, 64));
  return findAmounts(value, key)
    .filter(({ currency, unit, value: sum }) => Number.isFinite(sum) && (isMoney || currency !== undefined || unit !== undefined))
    .map(({ value: sum, currency, unit }) => ({ value: unit === "cents" ? sum / 100 : sum, ...(currency === undefined ? {} : { currency }), at }));
}

/** `{ "amount": 5, "currency": "EUR" }`: the currency may stand beside the sum. */
export function withCurrencies(amounts: readonly AmountFacts[], given: readonly ArgumentFacts[]): AmountFacts[] {
  if (amounts.every(({ currency }) => currency !== undefined)) return [...amounts];
  const currencies = new Map(given.filter(({ at, text }) => /\/currency(?:_?code)?$/i.test(at) && /^[A-Za-z]{3}$/.test(text)).map(({ at, text }) => [parentOf(at), text.toUpperCase()]));
  return amounts.map((amount) => {
    const currency = amount.currency ?? currencies.get(parentOf(amount.at));
    return currency === undefined ? amount : { ...amount, currency };
  });
}

function parentOf(at: string): string {
  return at.slice(0, Math.max(0, at.lastIndexOf("/")));
}
