// Numbers that stand for a person or their account: checked by their check digits, or by the word in front of them.
import type { Recogniser, Span } from "../recogniser.ts";

export const cardNumber: Recogniser = {
  name: "card-number",
  label: "personal",
  find(text) {
    return spansOf(text, /(?<![\w.-])[2-6][0-9]{3}(?:[ -]?[0-9]){9,15}(?![\w-]|\.[0-9])/g, (found) => {
      const digits = found.replace(/[ -]/g, "");
      // Only the ranges that card schemes issue: an order number passes Luhn one time in ten.
      return /^(?:4[0-9]{12}(?:[0-9]{3})?(?:[0-9]{3})?|5[1-5][0-9]{14}|2[2-7][0-9]{14}|3[47][0-9]{13}|3(?:0[0-5]|[68])[0-9]{11,13}|6(?:011|4[4-9]|5|2)[0-9]{11,15})$/.test(digits) && new Set(digits).size > 1 && passesLuhn(digits);
    });
  },
};

export const bankAccount: Recogniser = {
  name: "iban",
  label: "personal",
  find(text) {
    return spansOf(text, /(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/g, (found) => passesMod97(found.replace(/ /g, "")));
  },
};

export const socialSecurityNumber: Recogniser = {
  name: "us-social-security-number",
  label: "personal",
  find(text) {
    const dashed = spansOf(text, /(?<![\w-])[0-8][0-9]{2}-[0-9]{2}-[0-9]{4}(?![\w-])/g, isSocialSecurityNumber);
    return [...dashed, ...afterWord(text, /\b(?:ssn|social[ _-]?security(?:[ _-]?(?:number|no|nr))?)\W{1,6}([0-8][0-9]{2}[ ]?[0-9]{2}[ ]?[0-9]{4})(?![0-9])/gi)];
  },
};

export const passportNumber: Recogniser = {
  name: "passport-number",
  label: "personal",
  find: (text) => afterWord(text, /\bpassport(?:[ _-]?(?:number|no|nr))?\W{1,6}(?:is )?([A-Z]{0,3}[0-9]{6,9}[A-Z]?)\b/gi),
};

function spansOf(text: string, pattern: RegExp, isOne: (found: string) => boolean): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern)) if (isOne(match[0])) spans.push({ start: match.index, end: match.index + match[0].length });
  return spans;
}

function afterWord(text: string, pattern: RegExp): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    spans.push({ start: end - (match[1] ?? "").length, end });
  }
  return spans;
}

function isSocialSecurityNumber(found: string): boolean {
  return !found.startsWith("000") && !found.startsWith("666") && !found.includes("-00-") && !found.endsWith("-0000");
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function passesMod97(iban: string): boolean {
  if (iban.length < 15 || iban.length > 34) return false;
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
