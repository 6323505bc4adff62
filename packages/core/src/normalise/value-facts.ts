// Who receives and how much: what a whole value says of recipients and sums of money.
import type { AmountFacts, ArgumentFacts, RecipientFacts } from "../words/facts.ts";
import { findAmounts } from "./amounts.ts";
import { LIMITS } from "./limits.ts";
import { recipientSlotOf } from "./recipient-slots.ts";
import { findRecipients } from "./recipients.ts";
import { remember } from "./remember.ts";
import { has, TRAIT } from "./text-traits.ts";

/** Longer texts are prose that may name sums and people, not a value that is one. */
const LONGEST = { amount: 64, recipient: 16_384, word: 64 } as const;
const MONEY = /amount|price|total|sum|cost|fee|payment|balance|budget|charge|refund|salary|wage|transfer|deposit|withdraw|donation|tip|credit|debit|payout|value|quote|bid|limit$/i;

const NONE: readonly never[] = [];

/** `key` is the name of the argument, `traits` those of the text. */
export function recipientsOf(text: string, traits: number, key: string, at: string): readonly RecipientFacts[] {
  if (text.length > LONGEST.recipient || text.length < 2) return NONE;
  // Without a name that says so only addresses and numbers of accounts and phones are recipients.
  if (recipientSlotOf(key) === "none" && !has(traits, TRAIT.at | TRAIT.wide) && !looksLikeNumber(text, traits)) return NONE;
  return findRecipients(text, key).map(({ kind, form, domain }) => ({ kind, form: form.slice(0, LIMITS.recipient), ...(domain === undefined ? {} : { domain }), at }));
}

/** A phone number begins with `+`, a bank account with its country, an address of a coin is one long word. */
function looksLikeNumber(text: string, traits: number): boolean {
  if (text.length < 8 || text.length > LONGEST.word || !has(traits, TRAIT.digit)) return false;
  return text.startsWith("+") || text.startsWith(" ") || (text.length >= 15 && /^[A-Za-z]{2}[0-9]{2}/.test(text)) || (text.length >= 25 && !has(traits, TRAIT.space));
}

/** What a key says of sums: a word for money, or a currency. */
const saysMoney = remember(2048, (key) => MONEY.test(key.slice(0, 64)) || findAmounts(1, key).some(({ currency, unit }) => currency !== undefined || unit !== undefined));

/** Numbers are sums only where a currency or the name of the argument says so. */
export function amountsOf(value: unknown, traits: number, key: string, at: string): readonly AmountFacts[] {
  const isMoney = saysMoney(key);
  if (typeof value === "string") {
    if (value.length > LONGEST.amount || !has(traits, TRAIT.digit | TRAIT.wide)) return NONE;
    // Beside a number: a mark, or a word for a currency.
    if (!isMoney && !has(traits, TRAIT.wide) && !/[$]|[A-Za-z]{2}/.test(value)) return NONE;
    if (!isMoney && !/^[^\p{L}]{0,4}(?:[A-Za-z]{1,7}[.:]?)?[^\p{L}]{1,32}(?:\p{L}{1,12}\.?\s?){0,2}[^\p{L}]{0,2}$/u.test(value)) return NONE;
  } else if (!isMoney || (typeof value !== "number" && typeof value !== "bigint")) return NONE;
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
