// The numbers that a text may be read as: a bound must hold for every one of them.
import { currencyOfMark, MULTIPLIERS } from "../../normalise/currencies.ts";

/** Every plausible reading of one number with or without a unit; empty when the text names none or more than one. */
export function readNumbers(text: string): readonly number[] {
  const plain = text.trim();
  if (/^-?[0-9]{1,15}$/.test(plain) && (plain.length < 2 || plain[0] !== "0")) return [Number(plain)];
  if (/^[+-]?[1-9][0-9]{0,2}\.[0-9]{3}$/.test(plain)) return [Number(plain.replace(".", "")), Number(plain)];
  if (/^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]{1,4})?$/i.test(plain)) return withOctal(plain);
  if (/^[+-]?0(?:x[0-9a-f]+|b[01]+|o[0-7]+)$/i.test(plain)) return [(plain.startsWith("-") ? -1 : 1) * Number(plain.replace(/^[+-]/, ""))];
  return readLoosely(plain.normalize("NFKC"));
}

/** A leading zero means octal to some. */
function withOctal(plain: string): readonly number[] {
  const digits = plain.replace(/^[+-]/, "");
  const decimal = Number(plain);
  return /^0[0-7]+$/.test(digits) ? [decimal, Math.sign(decimal) * Number.parseInt(digits, 8)] : [decimal];
}

const MULTIPLES: ReadonlyMap<string, number> = new Map([...MULTIPLIERS, ["g", 1e9]]);

/** Whether beside the one number stands a word that is neither a multiple nor a currency, so that nobody knows what the number counts. */
export function namesOtherUnit(text: string): boolean {
  const plain = text.normalize("NFKC").trim();
  if (!/\p{L}|\p{Sc}|%|\u2030/u.test(plain) || /^[+-]?(?:[0-9.]{1,64}e[+-]?[0-9]{1,4}|0(?:x[0-9a-f]+|b[01]+|o[0-7]+))$/i.test(plain)) return false;
  return wordsOf(plain).some((word) => !MULTIPLES.has(word) && currencyOfMark(word) === undefined);
}

/** What is left of the text without its digits and the marks inside numbers, in lower case. */
function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().split(/[\p{Nd}\s,'\u2019_()+:=\u2212-]+/u).flatMap(partsOf).filter((word) => word !== "" && word !== ".");
}

/** `keur`: a multiple and a currency in one word. */
function partsOf(word: string): readonly string[] {
  const plain = word.replace(/^\.|\.$/g, "");
  if (MULTIPLES.has(plain) || currencyOfMark(plain) !== undefined) return [plain];
  const [first = ""] = plain;
  return plain.length > 1 && MULTIPLES.has(first) && currencyOfMark(plain.slice(first.length)) !== undefined ? [first, plain.slice(first.length)] : [plain];
}

/** `500 EUR`, `$1,200.50`, `1.200,50`, `1'000`, `2k`: a separator may part thousands or the fraction, so both readings count. */
function readLoosely(text: string): readonly number[] {
  const western = text.replace(/\p{Nd}/gu, (digit) => String(valueOfDigit(digit)));
  const runs = western.match(/[0-9][0-9.,'\u2019 _\u00a0\u202f]*/g) ?? [];
  const run = runs[0]?.replace(/[ '\u2019_\u00a0\u202f]/g, "").replace(/[.,]$/, "");
  if (run === undefined || runs.length > 1) return [];
  const factor = wordsOf(western).reduce((product, word) => product * (MULTIPLES.get(word) ?? 1), 1);
  const signs = /^[^0-9]*/.exec(western)?.[0].match(/[-\u2212(]/g)?.length ?? 0;
  const grouped = Number(run.replace(/[.,]/g, ""));
  const last = Math.max(run.lastIndexOf("."), run.lastIndexOf(","));
  const readings = last < 0 ? [grouped] : [grouped, Number(`${run.slice(0, last).replace(/[.,]/g, "")}.${run.slice(last + 1)}`)];
  const whole = new Set(factor === 1 ? readings : readings.flatMap((value) => [value, value * factor]));
  return [...whole].filter((value) => !Number.isNaN(value)).flatMap((value) => (signs === 0 ? [value] : signs === 1 ? [-value] : [value, -value]));
}

/** Digits of one numeral system stand in a row of ten, the first of them on a multiple that the next lower non-digit ends. */
function valueOfDigit(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (zero > 0 && code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return code - zero;
}
