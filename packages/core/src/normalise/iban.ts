// Bank account numbers: an IBAN by its country's length and check digits, others by what their slot says.

/** Length of an IBAN in each country that issues them (registry of the standard). */
const LENGTHS: ReadonlyMap<string, number> = new Map(
  "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30"
    .split(" ")
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** Whether a text without blanks, in upper case, is an IBAN. */
export function isIban(text: string): boolean {
  return text.length === LENGTHS.get(text.slice(0, 2)) && /^[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$/.test(text) && passesMod97(text);
}

export function passesMod97(iban: string): boolean {
  if (iban.length < 15 || iban.length > 34) return false;
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** The account that a whole value names. `isSlot`: its argument is one for bank accounts, so a national number or an IBAN with a wrong digit counts too. */
export function bankAccountNumber(text: string, isSlot: boolean): string | undefined {
  if (text.length > 64) return undefined;
  const plain = text.replace(/^(?:IBAN|iban):?\s{0,4}/, "").replace(/[\s.-]/g, "").toUpperCase();
  if (isIban(plain)) return plain;
  return isSlot && /^[A-Z0-9/]{5,34}$/.test(plain) && /[0-9]{4}/.test(plain) ? plain : undefined;
}
