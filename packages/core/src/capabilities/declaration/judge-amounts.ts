// The sums of money in one call against the largest that the declaration permits, by currency.
import { amountLimit, amountLimitOfAny } from "./amount-table.ts";
import { LIMIT_CODES } from "./limit-codes.ts";
import type { ActionFacts, AmountFacts } from "../../words/facts.ts";
import type { AmountTable } from "./amount-table.ts";
import type { Note } from "./call-report.ts";

export function judgeAmounts(facts: ActionFacts, table: AmountTable, note: Note): void {
  for (const amount of facts.amounts) {
    const size = Math.abs(amount.value);
    const currency = amount.currency ?? currencyBeside(facts, amount);
    if (currency === undefined) judgeUnnamed(size, table, note);
    else {
      const limit = amountLimit(table, currency);
      if (size <= limit) continue;
      note(LIMIT_CODES.amount, limit < 0 ? `moves ${amount.value} ${currency}, and its declaration permits no amount in ${currency}` : `moves ${amount.value} ${currency}, and its declaration permits at most ${limit}`);
    }
  }
}

function judgeUnnamed(size: number, table: AmountTable, note: Note): void {
  const largest = Math.max(...table.values());
  if (size <= amountLimitOfAny(table)) return;
  if (size > largest || table.has("*")) note(LIMIT_CODES.amount, `moves ${size}, and its declaration permits at most ${table.get("*") ?? largest}`);
  else note(LIMIT_CODES.undecided, `moves ${size} in a currency that nothing names`);
}

/** `{ amount: 20, currency: "EUR" }`: an argument beside the amount names it. */
function currencyBeside({ arguments: all }: ActionFacts, { at }: AmountFacts): string | undefined {
  const parent = at.slice(0, at.lastIndexOf("/") + 1);
  for (const argument of all) {
    if (argument.whole && argument.at.startsWith(parent) && /currency(?:_?code)?$/i.test(argument.at.slice(parent.length)) && /^[a-z]{3}$/i.test(argument.text)) return argument.text.toUpperCase();
  }
  return undefined;
}
