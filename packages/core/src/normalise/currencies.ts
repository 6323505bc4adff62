// Currencies by code, sign and name, and the words that multiply an amount.

const CODES =
  "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNH CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL";

/** Marks that are no code, in lower case. An empty code: money of a currency that is not said. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["$", "USD"], ["us$", "USD"], ["ca$", "CAD"], ["c$", "CAD"], ["au$", "AUD"], ["a$", "AUD"], ["nz$", "NZD"], ["hk$", "HKD"], ["s$", "SGD"], ["nt$", "TWD"], ["mx$", "MXN"], ["r$", "BRL"],
  ["€", "EUR"], ["£", "GBP"], ["¥", "JPY"], ["円", "JPY"], ["元", "CNY"], ["cn¥", "CNY"], ["rmb", "CNY"], ["₹", "INR"], ["rs.", "INR"], ["rs", "INR"], ["₩", "KRW"], ["원", "KRW"], ["₽", "RUB"], ["₺", "TRY"], ["₫", "VND"], ["₪", "ILS"], ["₱", "PHP"],
  ["฿", "THB"], ["₴", "UAH"], ["₦", "NGN"], ["zł", "PLN"], ["kč", "CZK"], ["fr.", "CHF"], ["sfr.", "CHF"], ["kr.", ""], ["kr", ""], ["dollars", "USD"], ["dollar", "USD"], ["bucks", "USD"], ["euros", "EUR"], ["euro", "EUR"], ["pounds", "GBP"],
  ["yen", "JPY"], ["yuan", "CNY"], ["rupees", "INR"], ["francs", "CHF"], ["cents", ""], ["cent", ""], ["ct", ""], ["¢", ""],
]);

const CODE_SET: ReadonlySet<string> = new Set(CODES.split(" "));

/** One mark of a currency, as the source of a pattern without case; longer marks first. */
export const MARK: string = [...NAMES.keys(), ...CODE_SET]
  .toSorted((a, b) => b.length - a.length)
  .map((mark) => mark.replace(/[.$]/g, "\\$&"))
  .join("|");

/** ISO code of a mark; "" where the mark is money without saying which. */
export function currencyOfMark(mark: string): string | undefined {
  const code = mark.toUpperCase();
  return CODE_SET.has(code) ? code : NAMES.get(mark.toLowerCase());
}

/** `all`, `top`, `try` and `cup` are words before they are money, unless they are written in upper case. */
export function isWord(mark: string): boolean {
  return /^(?:all|top|try|cup|mad|pen|cop|gel|bob|mop|sos|lak|bam)$/i.test(mark) && mark !== mark.toUpperCase();
}

/** `amount_eur`, `priceUSD`, `total-gbp`, `usd_amount`. */
export function currencyOfKey(key: string): string | undefined {
  if (key.length < 3 || key.length > 64) return undefined;
  for (const word of key.replace(/([a-z])([A-Z])/g, "$1 $2").split(/[^A-Za-z]+/)) {
    const code = word.toUpperCase();
    if (word.length === 3 && CODE_SET.has(code) && !isWord(code.toLowerCase())) return code;
  }
  return undefined;
}

/** Names of arguments that count hundredths. */
export const MINOR_KEY: RegExp = /(?:^|[_.-])(?:cents?|pence|pennies|minor|minor_?units?|subunits?)(?:$|[_.-])|(?:Cents|Pence|Minor|MinorUnits?|Subunits)(?:$|[A-Z_])/;

/** Words behind a number, in lower case. */
export const MULTIPLIERS: ReadonlyMap<string, number> = new Map([
  ["k", 1e3], ["thousand", 1e3], ["tsd", 1e3], ["m", 1e6], ["mn", 1e6], ["mio", 1e6], ["million", 1e6], ["b", 1e9], ["bn", 1e9], ["mrd", 1e9], ["billion", 1e9], ["t", 1e12], ["tn", 1e12], ["trillion", 1e12],
  ["lakh", 1e5], ["lakhs", 1e5], ["crore", 1e7], ["crores", 1e7], ["\u4e07", 1e4], ["\u842c", 1e4], ["\u4ebf", 1e8], ["\u5104", 1e8],
]);
