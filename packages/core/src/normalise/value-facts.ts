// Who receives and how much: what a whole value says of recipients and sums of money.
import type { AmountFacts, ArgumentFacts, RecipientFacts } from "../words/facts.ts";
import { findAmounts } from "./amounts.ts";
import { LIMITS } from "./limits.ts";
import { recipientSlotOf } from "./recipient-slots.ts";
import { findRecipients, type Recipient } from "./recipients.ts";
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
  const found = recipientsUnder(text, key);
  return found.length === 0 ? NONE : found.map(({ kind, form, domain }) => ({ kind, form: form.slice(0, LIMITS.recipient), ...(domain === undefined ? {} : { domain }), at }));
}

/** Agents write to the same few people: short lists are remembered, by key and text. */
function recipientsUnder(text: string, key: string): readonly Recipient[] {
  return text.length + key.length < 128 ? knownRecipients(`${key}\u0000${text}`) : findRecipients(text, key);
}

const knownRecipients = remember(2_048, (both): readonly Recipient[] => {
  const end = both.indexOf("\u0000");
  return findRecipients(both.slice(end + 1), both.slice(0, end));
});

/** A phone number begins with `+`, a bank account with its country, an address of a coin is one long word. */
function looksLikeNumber(text: string, traits: number): boolean {
  if (text.length < 8 || text.length > LONGEST.word || !has(traits, TRAIT.digit)) return false;
  return text.startsWith("+") || text.startsWith(" ") || (text.length >= 15 && /^[A-Za-z]{2}[0-9]{2}/.test(text)) || (text.length >= 25 && !has(traits, TRAIT.space));
}

interface Money {
  readonly isNamed: boolean;
  readonly currency: string | undefined;
  readonly isCents: boolean;
}

/** What a key says of sums: a word for money, a currency, minor units. */
const moneyOf = remember(2048, (key): Money => {
  const [{ currency, unit } = {}] = findAmounts(1, key);
  return { isNamed: MONEY.test(key.slice(0, 64)) || currency !== undefined || unit !== undefined, currency, isCents: unit !== undefined };
});

/** Numbers are sums only where a currency or the name of the argument says so. */
export function amountsOf(value: unknown, traits: number, key: string, at: string): readonly AmountFacts[] {
  const { isNamed, currency, isCents } = moneyOf(key);
  if (typeof value === "number") return isNamed && Number.isFinite(value) ? [amountFacts(value, currency, isCents, at)] : NONE;
  if (typeof value === "string" ? !mayBeAmount(value, traits, isNamed) : !isNamed || typeof value !== "bigint") return NONE;
  return findAmounts(value, key)
    .filter((found) => Number.isFinite(found.value) && (isNamed || found.currency !== undefined || found.unit !== undefined))
    .map((found) => amountFacts(found.value, found.currency, found.unit === "cents", at));
}

function amountFacts(value: number, currency: string | undefined, isCents: boolean, at: string): AmountFacts {
  return { value: isCents ? value / 100 : value, ...(currency === undefined ? {} : { currency }), at };
}

/** A short text that begins or ends with a number; without a name that says so a mark or a word for a currency stands beside it. */
function mayBeAmount(text: string, traits: number, isNamed: boolean): boolean {
  if (text.length > LONGEST.amount || !has(traits, TRAIT.digit | TRAIT.wide)) return false;
  if (isNamed || has(traits, TRAIT.wide)) return true;
  return /^[^A-Za-z]{0,4}(?:\$|[A-Za-z]{1,7}[.:]? ?[-+(]?[0-9])|[0-9] ?(?:[kKmM] ?)?(?:\$|[A-Za-z]{2,8}\.?)$/.test(text) && !has(traits, TRAIT.underscore | TRAIT.slash | TRAIT.at | TRAIT.equals);
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
