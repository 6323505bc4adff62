// Telephone numbers in their international form.

/**
 * `+` and the digits of a whole value that is a telephone number; the digits alone where no country is said, which only a slot for phones
 * permits. Undefined for anything else. Extensions are left out.
 */
export function phoneNumber(text: string, isSlot: boolean): string | undefined {
  if (text.length > 64) return undefined;
  const isLink = /^(?:tel|sms|callto|whatsapp|facetime):/i.test(text);
  const plain = decimalDigits(text)
    .replace(/^[a-z]{3,8}:(?:\/\/)?(?:send\?phone=)?/i, "")
    .replace(/(?:;ext=|[,;]? ?(?:ext|extension|x)\.? ?)[0-9]{1,7}$/i, "")
    .trim();
  if (!/^(?:\+|00)?[ (]{0,3}[0-9][0-9 ()./\u2010-\u2015\u00a0-]{4,40}$/.test(plain)) return undefined;
  const isNational = !/^(?:\+|00[1-9])/.test(plain);
  // `+49 (0) 30 …`: the zero in brackets is dialled inside the country only.
  const digits = (isNational ? plain : plain.replace(/\(0\)/, "")).replace(/[^0-9]/g, "");
  if (isNational) return (isSlot || isLink) && digits.length >= 6 && digits.length <= 15 ? digits : undefined;
  const international = plain.startsWith("+") ? digits : digits.slice(2);
  // Without a slot `00…` may be any padded number.
  if (!plain.startsWith("+") && !isSlot && !isLink) return undefined;
  return international.length >= 8 && international.length <= 15 && !international.startsWith("0") ? `+${international}` : undefined;
}

/** Decimal digits of any script as ASCII digits. */
export function decimalDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

/** Each script's ten digits follow one another, so the value is the way back to the first of them. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return value;
}
