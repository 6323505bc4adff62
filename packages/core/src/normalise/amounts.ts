// How much: amounts of money and plain numbers in values, whatever grouping, decimal sign, numerals or minor units they are written in.
import { currencyOfKey, currencyOfMark, isWord, MARK, MINOR_KEY, MULTIPLIERS } from "./currencies.ts";
import { decimalDigits } from "./phone.ts";
import { isAscii, withoutInvisible } from "./fold-text.ts";

export interface Amount {
  /** The largest reading by size, as written: hundredths where `unit` says so. */
  readonly value: number;
  /**
   * Every number that the text can mean, largest size first: `1.234` is 1234 or 1.234. SECURITY: a limit must hold for each of them,
   * because nobody knows which one the receiving service reads.
   */
  readonly readings: readonly number[];
  /** ISO 4217. Absent where none is said, or where the mark means several (`kr`). `$` is read as USD, `¥` as JPY. */
  readonly currency?: string;
  /** The number counts hundredths of the currency. */
  readonly unit?: "cents";
}

const LONGEST = 65_536;
const MOST = 256;

/**
 * The amounts of a value. A number is one; of a text, a whole value that is a number, and every number beside a currency. `key` is the name of
 * the argument: it may say a currency or minor units. Total and linear.
 */
export function findAmounts(value: unknown, key: string): Amount[] {
  if (typeof value === "number" || typeof value === "bigint") return Number.isNaN(Number(value)) ? [] : [amountOf([Number(value)], undefined, false, key)];
  if (typeof value !== "string") return [];
  const cut = value.slice(0, LONGEST);
  const text = (isAscii(cut) ? cut : decimalDigits(withoutInvisible(cut).normalize("NFKC")).replace(/[\u2212\u2012\u2013]/g, "-").replace(/[\u066c\u2019\u02bc]/g, "'").replace(/\u066b/g, ",")).trim();
  const found: Amount[] = [];
  const isShort = text.length <= 64;
  const coded = isShort ? codedNumber(text) : undefined;
  if (coded !== undefined) return [amountOf([coded], undefined, false, key)];
  // Digits, and inside the number what groups them or parts its decimals.
  for (const match of text.matchAll(/(?:[0-9]|\.(?=[0-9]))(?:[0-9]|[.,'_](?=[0-9])| (?=[0-9]{3}(?![0-9]))){0,64}/g)) {
    if (found.length >= MOST) break;
    const amount = readAround(text, match.index, match[0], isShort, key);
    if (amount !== undefined) found.push(amount);
  }
  return found;
}

/** `1e3`, `0x1f4`: numbers to a program, whole values only. */
function codedNumber(text: string): number | undefined {
  return /^[+-]?(?:[0-9]{1,20}(?:\.[0-9]{1,20})?|\.[0-9]{1,20})e[+-]?[0-9]{1,3}$|^0(?:x[0-9a-f]{1,16}|o[0-7]{1,22}|b[01]{1,64})$/i.test(text) ? Number(text) : undefined;
}

const BEFORE = new RegExp(`(?:^|[^\\p{L}\\p{N}])(-|\\+|\\()?\\s{0,2}(?:(${MARK})\\s{0,3}[:=]?\\s{0,3})?(-|\\+|\\()?\\s{0,1}$`, "iu");
const AFTER = new RegExp(`^(e[+-]?[0-9]{1,2}(?![\\p{L}\\p{N}]))?\\s{0,2}((?:thousand|million|billion|trillion|lakhs?|crores?|mio|mrd|mn|bn|tn|tsd|k|m|b|t)(?![\\p{L}\\p{N}])\\.?|[\u4e07\u842c\u4ebf\u5104])?\\s{0,2}(${MARK})?(?![\\p{L}\\p{N}])`, "iu");

function readAround(text: string, at: number, digits: string, isShort: boolean, key: string): Amount | undefined {
  const before = BEFORE.exec(text.slice(Math.max(0, at - 16), at));
  const rest = text.slice(at + digits.length, at + digits.length + 24);
  const after = AFTER.exec(rest);
  const mark = [before?.[2], after?.[3]].find((each) => each !== undefined && !isWord(each));
  const isWhole = isShort && (before === null ? at === 0 : wholeBefore(text, at, before)) && (after === null ? rest === "" : /^[)\s]{0,3}-?$/.test(rest.slice(after[0].length)));
  if (mark === undefined && !isWhole) return undefined;
  const factor = (MULTIPLIERS.get((after?.[2] ?? "").toLowerCase().replace(/\.$/, "")) ?? 1) * 10 ** Number((after?.[1] ?? "e0").slice(1));
  const sign = before?.[1] === "-" || before?.[3] === "-" || (before !== null && rest.includes(")") && (before[1] === "(" || before[3] === "(")) || (isWhole && rest.trimEnd().endsWith("-")) ? -1 : 1;
  const readings = readingsOf(digits).map((reading) => sign * roundedProduct(reading, factor));
  const currency = mark === undefined ? undefined : currencyOfMark(mark);
  return amountOf(readings, currency, mark !== undefined && /^(?:cents?|ct|¢)$/i.test(mark), key);
}

function wholeBefore(text: string, at: number, before: RegExpExecArray): boolean {
  return Math.max(0, at - 16) + before.index === 0 && text.length <= 64 && at <= 16 && before[0].length === at;
}

/** `1.2` thousand is 1200, not 1199.9999999999998. */
function roundedProduct(reading: number, factor: number): number {
  return factor === 1 ? reading : Number((reading * factor).toPrecision(15));
}

function amountOf(readings: readonly number[], currency: string | undefined, isMinorMark: boolean, key: string): Amount {
  const sorted = [...new Set(readings)].toSorted((a, b) => Math.abs(b) - Math.abs(a));
  const said = currency ?? currencyOfKey(key);
  const isMinor = isMinorMark || (currency === undefined && MINOR_KEY.test(key.slice(0, 64)));
  return { value: sorted[0] ?? 0, readings: sorted, ...(said === undefined || said === "" ? {} : { currency: said }), ...(isMinor ? { unit: "cents" } : {}) };
}

/** All that a number with separators can mean. */
export function readingsOf(digits: string): number[] {
  const plain = digits.replace(/['_ ]/g, "");
  const dots = count(plain, ".");
  const commas = count(plain, ",");
  if (dots === 0 && commas === 0) return [Number(plain)];
  if (dots > 0 && commas > 0) {
    const last = plain.lastIndexOf(".") > plain.lastIndexOf(",") ? "." : ",";
    // The last kind parts the decimals if it stands once; else nothing does.
    return [count(plain, last) === 1 ? decimal(plain, last) : joined(plain)];
  }
  const sign = dots > 0 ? "." : ",";
  const [head = "", tail = ""] = plain.split(sign);
  if (dots + commas > 1) return [joined(plain)];
  const isGroup = tail.length === 3 && head.length >= 1 && head.length <= 3 && head !== "0";
  // Grouping by blanks or apostrophes was already there, so this one parts the decimals.
  return isGroup && plain.length === digits.length ? [joined(plain), decimal(plain, sign)] : [decimal(plain, sign)];
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function joined(text: string): number {
  return Number(text.replace(/[.,]/g, ""));
}

function decimal(text: string, sign: "." | ","): number {
  const at = text.lastIndexOf(sign);
  return Number(`${text.slice(0, at).replace(/[.,]/g, "")}.${text.slice(at + 1)}`);
}
