// Identity numbers of states: by their check digits, and where those say little, by a word for the number near it.
import type { RecognisedSpan } from "../recogniser.ts";
import * as digits from "./check-digits.ts";

interface IdentityNumber {
  readonly recogniser: string;
  /** Characters without separators. */
  readonly lengths: readonly number[];
  /** Tells of the text without separators, in upper case. */
  readonly isOne: (text: string) => boolean;
  /** A word for it before the number or in the header of the table. */
  readonly context: RegExp;
  /** How it is written where the number alone is enough; absent when it always needs the word. */
  readonly strong?: RegExp;
}

const NUMBERS: readonly IdentityNumber[] = [
  { recogniser: "italian-tax-code", lengths: [16], isOne: digits.isItalianTaxCode, context: /codice/i, strong: /^[A-Z]/ },
  { recogniser: "chinese-id", lengths: [18], isOne: digits.isChineseId, context: /identity|id card/i, strong: /^[0-9]{17}[0-9X]$/ },
  { recogniser: "french-social-number", lengths: [15], isOne: digits.isFrenchSocialNumber, context: /s[ée]curit[ée] sociale|\bnir\b|insee|social/i, strong: /^[12] [0-9]{2} / },
  { recogniser: "swiss-social-number", lengths: [13], isOne: digits.isSwissSocialNumber, context: /ahv|avs|social/i, strong: /^756\.[0-9]{4}\.[0-9]{4}\.[0-9]{2}$/ },
  { recogniser: "brazilian-tax-id", lengths: [11], isOne: digits.isBrazilianTaxId, context: /\bcpf/i, strong: /^[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}$/ },
  { recogniser: "finnish-id", lengths: [10], isOne: digits.isFinnishId, context: /hetu|henkil|identity/i, strong: /^[0-9]{6}-[0-9]{3}[A-Z]$/ },
  { recogniser: "german-tax-id", lengths: [11], isOne: digits.isGermanTaxId, context: /steuer|id-?nr|\btax|\btin\b/i },
  { recogniser: "polish-id", lengths: [11], isOne: digits.isPolishId, context: /pesel/i },
  { recogniser: "spanish-id", lengths: [9], isOne: digits.isSpanishId, context: /\bdni\b|\bnif\b|\bnie\b|identidad|documento/i },
  { recogniser: "british-insurance-number", lengths: [9], isOne: digits.isBritishInsuranceNumber, context: /national insurance|\bnino\b|\bni (?:number|no)\b/i, strong: /^[A-Z]{2} [0-9]{2} [0-9]{2} [0-9]{2} [A-D]$/ },
  { recogniser: "dutch-service-number", lengths: [9], isOne: digits.isDutchServiceNumber, context: /\bbsn\b|burgerservice|sofinummer/i },
  { recogniser: "canadian-social-number", lengths: [9], isOne: (text) => /^[1-79][0-9]{8}$/.test(text) && digits.passesLuhn(text), context: /\bsin\b|social insurance/i },
  { recogniser: "indian-id", lengths: [12], isOne: digits.isIndianId, context: /aadhaa?r|uidai|\buid\b/i },
  { recogniser: "swedish-personal-number", lengths: [10, 12], isOne: digits.isSwedishPersonalNumber, context: /person-?nummer|personnr|personal (?:identity )?number/i },
  { recogniser: "british-health-number", lengths: [10], isOne: digits.isBritishHealthNumber, context: /\bnhs\b/i },
];

const BY_LENGTH: readonly (readonly IdentityNumber[])[] = Array.from({ length: 20 }, (_all, length) => NUMBERS.filter(({ lengths }) => lengths.includes(length)));

/** Digits and capitals with single separators between them, from the first digit on: a search for one character, which is cheap. */
const CANDIDATE = /[0-9](?:[ .-]?[0-9A-Z]){6,20}/g;

export function findIdentityNumbers(text: string): RecognisedSpan[] {
  const spans: RecognisedSpan[] = [];
  if (text.search(CANDIDATE) < 0) return spans;
  let header: string | undefined;
  for (const match of text.matchAll(CANDIDATE)) {
    const { index, 0: digits } = match;
    // A date, as most of them are.
    if (digits[4] === "-" && digits[7] === "-") continue;
    // A group of capitals may lead: `RSSMRA85…`, `AB 12 34…`.
    const letters = /(?:^|[^A-Za-z0-9])([A-Z]{1,6}[ -]?)$/.exec(text.slice(Math.max(0, index - 8), index))?.[1] ?? "";
    for (const start of letters === "" ? [index] : [index - letters.length, index]) {
      if (!isAlone(text, start, index + digits.length)) continue;
      header ??= headerOf(text);
      const recogniser = kindOf(text.slice(start, index + digits.length), `${header} ${text.slice(Math.max(0, start - 40), start)}`);
      if (recogniser === undefined) continue;
      spans.push({ start, end: index + digits.length, label: "personal", recogniser });
      break;
    }
  }
  return spans;
}

/** Inside a decimal, a path or a longer name there is no number of a person. */
function isAlone(text: string, start: number, end: number): boolean {
  return !/(?:[A-Za-z0-9/_-]|[0-9][.,]|^[.,])$/.test(text.slice(Math.max(0, start - 2), start)) && !/[A-Za-z0-9_]/.test(text.charAt(end));
}

/** `near`: the words before the number, and the header of the table. */
function kindOf(found: string, near: string): string | undefined {
  const plain = found.replace(/[ .-]/g, "");
  return BY_LENGTH[plain.length]?.find(({ isOne, context, strong }) => isOne(plain) && (strong?.test(found) === true || context.test(near)))?.recogniser;
}

/** The first line, where it names the columns of a table. */
function headerOf(text: string): string {
  const end = text.slice(0, 512).indexOf("\n");
  const line = end < 0 ? "" : text.slice(0, end);
  return /[,;\t|]/.test(line) ? line.replace(/[_"]/g, " ") : "";
}
