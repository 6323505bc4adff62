// Check digits of identity numbers, by the rules of the states that issue them. All take digits or upper-case letters without separators.

export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Sum of digits times weights. */
function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0);
}

/** `YYMMDD` or `DDMMYY` parts that a calendar has. */
function isDay(day: string, month: string): boolean {
  return Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12;
}

/** ISO 7064, MOD 11,10; one of the first ten digits stands twice or three times. */
export function isGermanTaxId(digits: string): boolean {
  if (!/^[1-9][0-9]{10}$/.test(digits)) return false;
  const counts = new Map<string, number>();
  for (const digit of digits.slice(0, 10)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  if (Math.max(...counts.values()) < 2 || Math.max(...counts.values()) > 3) return false;
  let product = 10;
  for (const digit of digits.slice(0, 10)) {
    const sum = (Number(digit) + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10 === Number(digits[10]);
}

export function isFrenchSocialNumber(text: string): boolean {
  const match = /^([12][0-9]{2}(0[1-9]|1[0-2]|[2-9][0-9])(?:[0-9]{2}|2A|2B)[0-9]{6})([0-9]{2})$/.exec(text);
  if (match === null) return false;
  // Corsica's letters count as 19 and 18.
  const body = (match[1] ?? "").replace("2A", "19").replace("2B", "18");
  return 97 - Number(BigInt(body) % 97n) === Number(match[3]);
}

export function isSpanishId(text: string): boolean {
  const match = /^([XYZ]?)([0-9]{7,8})([A-Z])$/.exec(text);
  if (match === null || (match[1] ?? "").length + (match[2] ?? "").length !== 8) return false;
  const number = Number(`${["", "X", "Y", "Z"].indexOf(match[1] ?? "") <= 1 ? "" : "XYZ".indexOf(match[1] ?? "")}${match[2] ?? ""}`);
  return "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23] === match[3];
}

const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

export function isItalianTaxCode(text: string): boolean {
  if (!/^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/.test(text)) return false;
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const value = /[0-9]/.test(text.charAt(i)) ? Number(text[i]) : text.charCodeAt(i) - 65;
    sum += i % 2 === 0 ? (ODD[value] ?? 0) : value;
  }
  return sum % 26 === text.charCodeAt(15) - 65;
}

export function isBrazilianTaxId(digits: string): boolean {
  if (!/^[0-9]{11}$/.test(digits) || new Set(digits).size === 1) return false;
  const check = (length: number): number => {
    const rest = (weighted(digits, Array.from({ length }, (_all, i) => length + 1 - i)) * 10) % 11;
    return rest === 10 ? 0 : rest;
  };
  return check(9) === Number(digits[9]) && check(10) === Number(digits[10]);
}

const VERHOEFF = ["0123456789", "1234067895", "2340178956", "3401289567", "4012395678", "5987604321", "6598710432", "7659821043", "8765932104", "9876543210"];
const SHUFFLE = ["0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258"];

export function isIndianId(digits: string): boolean {
  if (!/^[2-9][0-9]{11}$/.test(digits) || new Set(digits).size < 3) return false;
  let check = 0;
  for (let i = 0; i < 12; i++) check = Number(VERHOEFF[check]?.[Number(SHUFFLE[i % 8]?.[Number(digits[11 - i])])]);
  return check === 0;
}

/** The test of eleven. */
export function isDutchServiceNumber(digits: string): boolean {
  return /^[0-9]{9}$/.test(digits) && new Set(digits).size > 2 && weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0;
}

export function isSwedishPersonalNumber(digits: string): boolean {
  const short = digits.slice(-10);
  return /^(?:(?:19|20)?[0-9]{10})$/.test(digits) && isDay(String(Number(short.slice(4, 6)) % 60), short.slice(2, 4)) && passesLuhn(short);
}

export function isPolishId(digits: string): boolean {
  if (!/^[0-9]{11}$/.test(digits) || !isDay(digits.slice(4, 6), String(Number(digits.slice(2, 4)) % 20))) return false;
  return (10 - (weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === Number(digits[10]);
}

export function isBritishInsuranceNumber(text: string): boolean {
  return /^(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]$/.test(text);
}

export function isChineseId(text: string): boolean {
  if (!/^[1-8][0-9]{5}(?:19|20)[0-9]{9}[0-9X]$/.test(text) || !isDay(text.slice(12, 14), text.slice(10, 12))) return false;
  return "10X98765432"[weighted(text, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11] === text[17];
}

export function isSwissSocialNumber(digits: string): boolean {
  return /^756[0-9]{10}$/.test(digits) && weighted(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;
}

export function isFinnishId(text: string): boolean {
  return /^[0-9]{9}[0-9A-FHJ-NPR-Y]$/.test(text) && isDay(text.slice(0, 2), text.slice(2, 4)) && "0123456789ABCDEFHJKLMNPRSTUVWXY"[Number(text.slice(0, 9)) % 31] === text[9];
}

export function isBritishHealthNumber(digits: string): boolean {
  if (!/^[0-9]{10}$/.test(digits) || new Set(digits).size === 1) return false;
  const check = 11 - (weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return (check === 11 ? 0 : check) === Number(digits[9]);
}
