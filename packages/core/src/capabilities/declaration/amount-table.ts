// What a table of largest amounts permits, and how two of them compare.

export type AmountTable = ReadonlyMap<string, number>;

const ANY = "*";
/** Less than any amount. */
const NOTHING = -1;

export function amountLimit(table: AmountTable, currency: string): number {
  return table.get(currency) ?? table.get(ANY) ?? NOTHING;
}

/** What is permitted whatever the currency turns out to be. */
export function amountLimitOfAny(table: AmountTable): number {
  return table.get(ANY) ?? Math.min(...table.values());
}

export function amountsNarrow(inner: AmountTable, outer: AmountTable): boolean {
  const currencies = [...inner.keys(), ...outer.keys(), ANY];
  return amountLimitOfAny(inner) <= amountLimitOfAny(outer) && currencies.every((currency) => amountLimit(inner, currency) <= amountLimit(outer, currency));
}

/** A currency that only one permits is kept as one of which nothing is permitted, so that an amount without a currency is not taken for a permitted one. */
export function amountsInBoth(a: AmountTable, b: AmountTable): Record<string, number> {
  const currencies = new Set([...a.keys(), ...b.keys()]);
  return Object.fromEntries([...currencies].map((currency) => [currency, Math.min(amountLimit(a, currency), amountLimit(b, currency))]));
}
