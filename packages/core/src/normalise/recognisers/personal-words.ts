// What is personal only because of the words before it: passport, driving licence, date of birth, home address, medical record.
import type { RecognisedSpan } from "../recogniser.ts";

/** One search for all of them: most texts have none of these words. */
const TRIGGER = /\b(?:passport|reisepass|driver|driving|f[üu]hrerschein|date[ _-]?of[ _-]?birth|dob\b|born|birth|geburts|geboren|date de naissance|fecha de nacimiento|data di nascita|home[ _-]?address|residential|postal[ _-]?address|mailing[ _-]?address|lives at|resides at|wohnhaft|anschrift|mrn\b|medical[ _-]?record|patient|ssn|social[ _-]?security)/gi;

const DATE = "(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/. ] ?[0-9]{1,2}[-/. ] ?[0-9]{2,4}|[0-9]{1,2}\\.? [A-Za-z]{3,9}\\.?,? [0-9]{4}|[A-Za-z]{3,9}\\.? [0-9]{1,2}(?:st|nd|rd|th)?,? [0-9]{4})(?![0-9])";
const STREET = "(?:[0-9]{1,5}[a-z]?,? (?:[A-Z][\\p{L}.'-]{1,24} ?){1,4}|(?:[A-Z][\\p{L}.'-]{1,30} ?){1,4} [0-9]{1,4}[a-z]?)(?:, ?[\\p{L}0-9 .'-]{2,40}){0,4}";

interface Rule {
  readonly recogniser: string;
  /** Sticky at the trigger; the group is the value. */
  readonly pattern: RegExp;
}

const RULES: readonly Rule[] = [
  { recogniser: "passport-number", pattern: /(?:passport|reisepass)(?:[ _-]?(?:number|no|nr|nummer))?\W{1,6}(?:is )?((?=(?:[A-Z]{0,9}[0-9]){3})[A-Z0-9]{6,10})\b/iy },
  { recogniser: "us-social-security-number", pattern: /(?:ssn|social[ _-]?security(?:[ _-]?(?:number|no|nr))?)\W{1,6}(?:is )?([0-8][0-9]{2}[ ]?[0-9]{2}[ ]?[0-9]{4})(?![0-9])/iy },
  { recogniser: "driving-licence", pattern: /(?:(?:driver'?s?|driving)[ _-]?licen[cs]e|führerschein|fuhrerschein)(?:[ _-]?(?:number|no|nr|id|nummer))?\W{1,6}(?:is )?((?=(?:[A-Z-]{0,16}[0-9]){4})[A-Z0-9][A-Z0-9-]{5,19})(?![A-Za-z0-9])/iy },
  { recogniser: "date-of-birth", pattern: new RegExp(`(?:date[ _-]?of[ _-]?birth|dob|born(?: on)?|birth[ _-]?(?:date|day)?|geburts(?:datum|tag)|geboren(?: am)?|date de naissance|fecha de nacimiento|data di nascita)\\W{1,8}(?:is |was )?(${DATE})`, "iy") },
  { recogniser: "home-address", pattern: new RegExp(`(?:[Hh]ome[ _-]?[Aa]ddress|[Rr]esidential(?:[ _-][Aa]ddress)?|[Pp]ostal[ _-]?[Aa]ddress|[Mm]ailing[ _-]?[Aa]ddress|[Ll]ives at|[Rr]esides at|[Ww]ohnhaft(?: in)?|[Aa]nschrift)[\\s:="']{1,6}(?:is )?(${STREET})`, "uy") },
  { recogniser: "medical-record-number", pattern: /(?:mrn|medical[ _-]?record(?:[ _-]?(?:number|no|nr|id))?|patient[ _-]?(?:id|number|no|nr))\W{1,6}(?:is )?([A-Z]{0,4}-?[0-9]{5,12})(?![A-Za-z0-9-])/iy },
];

/** The first three letters of the words above, five bits each: few words of other texts begin so. */
const BEGINNINGS: Uint8Array = (() => {
  const beginnings = new Uint8Array(32_768);
  for (const word of ["pas", "rei", "dri", "fuh", "dat", "dob", "bor", "bir", "geb", "fec", "hom", "res", "pos", "mai", "liv", "woh", "ans", "mrn", "med", "pat", "ssn", "soc"]) beginnings[beginningAt(word, 0)] = 1;
  return beginnings;
})();

function beginningAt(text: string, at: number): number {
  return ((text.charCodeAt(at) & 31) << 10) | ((text.charCodeAt(at + 1) & 31) << 5) | (text.charCodeAt(at + 2) & 31);
}

/** INVARIANT: true for every text in which `TRIGGER` finds something; for few others. */
function mayHoldTrigger(text: string): boolean {
  let isInside = false;
  for (let at = 0; at < text.length - 2; at++) {
    const code = text.charCodeAt(at);
    const isWord = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
    // `führerschein`
    if (isWord && !isInside && (BEGINNINGS[beginningAt(text, at)] === 1 || text.charCodeAt(at + 1) > 127)) return true;
    isInside = isWord;
  }
  return false;
}

export function findPersonalByWord(text: string): RecognisedSpan[] {
  const spans: RecognisedSpan[] = [];
  if (!mayHoldTrigger(text)) return spans;
  for (const { index } of text.matchAll(TRIGGER)) {
    for (const { recogniser, pattern } of RULES) {
      pattern.lastIndex = index;
      const match = pattern.exec(text);
      const value = match?.[1];
      if (match === null || value === undefined) continue;
      const end = index + match[0].length;
      const trimmed = value.trimEnd().length;
      spans.push({ start: end - value.length, end: end - value.length + trimmed, label: "personal", recogniser });
      break;
    }
  }
  return spans;
}
