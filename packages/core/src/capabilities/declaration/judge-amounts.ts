// The sums of money in one call against the largest that the declaration permits, by currency.
import { isIndex, segmentsOf } from "./argument-key.ts";
import { amountLimit, amountLimitOfAny } from "./amount-table.ts";
import { currencyBeside } from "./currency-beside.ts";
import { isGiven } from "./is-given.ts";
import { LIMIT_CODES } from "./limit-codes.ts";
import { namesOtherUnit, readNumbers } from "./read-numbers.ts";
import { currencyOfKey } from "../../normalise/currencies.ts";
import { remember } from "../../normalise/remember.ts";
import type { ActionFacts, AmountFacts, ArgumentFacts } from "../../words/facts.ts";
import type { AmountTable } from "./amount-table.ts";
import type { Note } from "./call-report.ts";

export function judgeAmounts(facts: ActionFacts, table: AmountTable, note: Note): void {
  for (const amount of facts.amounts) judgeAmount(facts, amount, table, note);
  for (const argument of facts.arguments) {
    if (!isGiven(argument) || argument.type === "empty" || argument.type === "boolean" || !isSum(facts, argument)) continue;
    const isRead = facts.amounts.some(({ at }) => at === argument.at);
    if (argument.whole && namesOtherUnit(argument.text)) note(LIMIT_CODES.undecided, `moves an amount in ${argument.at} in a unit that is not known`);
    if (isRead) continue;
    const values = readNumbers(argument.text);
    const [value] = values.toSorted((a, b) => Math.abs(b) - Math.abs(a));
    if (!argument.whole || value === undefined) note(LIMIT_CODES.undecided, `moves an amount in ${argument.at} that could not be read`);
    else judgeAmount(facts, { value, at: argument.at }, table, note);
  }
}

const SUM = /(?:^|[^a-z])(?:amount|amt|sum|total|price|fee|payout|refund)$/;

const namesSum = remember(2_048, (name) => {
  const words = name.slice(0, 64).replace(/([a-z0-9])([A-Z])/g, "$1_$2");
  return SUM.test(words.toLowerCase()) || (currencyOfKey(name) !== undefined && /amount|amt|sum|total|price|fee/i.test(name));
});

/** By its name, or as the `units` or the `value` of a currency that stands beside it. */
function isSum(facts: ActionFacts, { at }: ArgumentFacts): boolean {
  const name = segmentsOf(at).findLast((segment) => !isIndex(segment)) ?? "";
  return namesSum(name) || (/^(?:units|value|quantity)$/i.test(name) && currencyBeside(facts.arguments, at).kind !== "none");
}

function judgeAmount(facts: ActionFacts, amount: AmountFacts, table: AmountTable, note: Note): void {
  const size = Math.abs(amount.value);
  const beside = currencyBeside(facts.arguments, amount.at);
  const codes = new Set([...(amount.currency === undefined ? [] : [amount.currency]), ...(beside.kind === "codes" ? beside.codes : [])]);
  for (const code of codes) judgeNamed(amount, size, code, table, note);
  if (codes.size === 0) judgeUnnamed(size, table, note);
  const isAny = table.size === 1 && table.has("*");
  if (beside.kind === "unknown" && !isAny) note(LIMIT_CODES.undecided, `moves ${size} in a currency that could not be read`);
}

function judgeNamed({ value }: AmountFacts, size: number, currency: string, table: AmountTable, note: Note): void {
  const limit = amountLimit(table, currency);
  if (size <= limit) return;
  note(LIMIT_CODES.amount, limit < 0 ? `moves ${value} ${currency}, and its declaration permits no amount in ${currency}` : `moves ${value} ${currency}, and its declaration permits at most ${limit}`);
}

function judgeUnnamed(size: number, table: AmountTable, note: Note): void {
  const largest = Math.max(...table.values());
  if (size <= amountLimitOfAny(table)) return;
  if (size > largest || table.has("*")) note(LIMIT_CODES.amount, `moves ${size}, and its declaration permits at most ${table.get("*") ?? largest}`);
  else note(LIMIT_CODES.undecided, `moves ${size} in a currency that nothing names`);
}
