// The numbers that a text may be read as: a bound must hold for every one of them.

/** Every plausible reading of one number with or without a unit; empty when the text names none or more than one. */
export function readNumbers(text: string): readonly number[] {
  const plain = text.trim();
  if (/^-?[0-9]{1,15}$/.test(plain) && (plain.length < 2 || plain[0] !== "0")) return [Number(plain)];
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

const MULTIPLES: ReadonlyMap<string, number> = new Map([["k", 1e3], ["m", 1e6], ["mn", 1e6], ["mio", 1e6], ["b", 1e9], ["bn", 1e9], ["g", 1e9]]);

/** `500 EUR`, `$1,200.50`, `1.200,50`, `1'000`, `2k`: a separator may part thousands or the fraction, so both readings count. */
function readLoosely(text: string): readonly number[] {
  const western = text.replace(/\p{Nd}/gu, (digit) => String(valueOfDigit(digit)));
  const runs = western.match(/[0-9][0-9.,'\u2019 _\u00a0\u202f]*/g) ?? [];
  const run = runs[0]?.replace(/[ '\u2019_\u00a0\u202f]/g, "").replace(/[.,]$/, "");
  if (run === undefined || runs.length > 1) return [];
  const after = /[0-9.,'\u2019 _\u00a0\u202f]([a-z]{1,3})(?![a-z])/i.exec(western)?.[1]?.toLowerCase() ?? "";
  const factor = MULTIPLES.get(after) ?? 1;
  const sign = /^[^0-9]*[-\u2212(]/.test(western) ? -1 : 1;
  const grouped = Number(run.replace(/[.,]/g, ""));
  const last = Math.max(run.lastIndexOf("."), run.lastIndexOf(","));
  const readings = last < 0 ? [grouped] : [grouped, Number(`${run.slice(0, last).replace(/[.,]/g, "")}.${run.slice(last + 1)}`)];
  const whole = new Set(factor === 1 ? readings : readings.flatMap((value) => [value, value * factor]));
  return [...whole].filter((value) => !Number.isNaN(value)).map((value) => sign * value);
}

/** Digits of one numeral system stand in a row of ten, the first of them on a multiple that the next lower non-digit ends. */
function valueOfDigit(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (zero > 0 && code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return code - zero;
}
