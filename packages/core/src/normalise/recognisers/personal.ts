// Numbers that stand for a person or their account: checked by their check digits.
import { isIban } from "../iban.ts";
import type { Recogniser, Span } from "../recogniser.ts";
import { passesLuhn } from "./check-digits.ts";

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
    return spansOf(text, /(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/g, (found) => isIban(found.replace(/ /g, "")));
  },
};

/** Written with dashes; without them only behind a word for it. */
export const socialSecurityNumber: Recogniser = {
  name: "us-social-security-number",
  label: "personal",
  find: (text) => spansOf(text, /(?<![\w-])[0-8][0-9]{2}-[0-9]{2}-[0-9]{4}(?![\w-])/g, isSocialSecurityNumber),
};

function spansOf(text: string, pattern: RegExp, isOne: (found: string) => boolean): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern)) if (isOne(match[0])) spans.push({ start: match.index, end: match.index + match[0].length });
  return spans;
}

function isSocialSecurityNumber(found: string): boolean {
  return !found.startsWith("000") && !found.startsWith("666") && !found.includes("-00-") && !found.endsWith("-0000");
}
