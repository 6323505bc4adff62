// Whether a text says of itself, at its beginning and in capitals, that it is not for everybody: the marks of classified documents.
import { has, TRAIT } from "./text-traits.ts";

/** How far down the mark stands. */
const HEAD = 320;
const LINES = 8;

const QUALIFIERS: readonly string[] = [
  "CLASSIFICATION:", "COMMERCIAL", "COMMERCIALLY", "COMPANY", "ESTRICTAMENTE", "HIGHLY", "PRIVATE AND", "PRIVILEGED AND", "STRENG", "STRETTAMENTE", "STRICTEMENT", "STRICTLY", "STRIKT",
];
const MARKS: readonly string[] = [
  "CONFIDENCIAL", "CONFIDENTIAL", "CONFIDENTIEL", "CONFIDENTIELLE", "DO NOT DISTRIBUTE", "DO NOT FORWARD", "FOR INTERNAL USE", "INTERNAL ONLY", "INTERNAL USE ONLY", "KONFIDENTIELL",
  "NOT FOR DISTRIBUTION", "NUR FÜR DEN INTERNEN GEBRAUCH", "POUFNE", "PRIVILEGED", "RISERVATA", "RISERVATO", "TLP:AMBER", "TLP:RED", "TOP SECRET", "VERTRAULICH", "VERTROUWELIJK",
];

/** The mark begins a line and is in capitals: a text that speaks of confidence is not marked by it. */
export function isMarkedConfidential(text: string, traits: number): boolean {
  if (text.length < 24 || !has(traits, TRAIT.upper)) return false;
  const head = text.slice(0, HEAD);
  return /[A-Z]{3}/.test(head) && head.split("\n", LINES).some(isMark);
}

function isMark(line: string): boolean {
  let rest = line.replace(/^[\s#*[(<=-]+/, "");
  for (let count = 0; count < 2; count++) {
    const qualifier = QUALIFIERS.find((each) => rest.startsWith(`${each} `));
    if (qualifier !== undefined) rest = rest.slice(qualifier.length + 1);
  }
  return MARKS.some((mark) => rest.startsWith(mark) && !/[\p{L}]/u.test(rest.charAt(mark.length)));
}
