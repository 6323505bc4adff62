// Whether a text says of itself, at its beginning and in capitals, that it is not for everybody: the marks of classified documents.
import { has, TRAIT } from "./text-traits.ts";

/** How far down the mark stands. */
const HEAD = 320;

const MARK =
  /^[ \t#*[(<=-]{0,8}(?:(?:STRICTLY|HIGHLY|COMPANY|COMMERCIAL|COMMERCIALLY|PRIVILEGED AND|PRIVATE AND|CLASSIFICATION:|MOST|STRENG|STRIKT|STRETTAMENTE|ESTRICTAMENTE|STRICTEMENT) ){0,2}(?:CONFIDENTIAL|PRIVILEGED|TOP SECRET|INTERNAL USE ONLY|INTERNAL ONLY|FOR INTERNAL USE|RESTRICTED DISTRIBUTION|NOT FOR DISTRIBUTION|DO NOT DISTRIBUTE|DO NOT FORWARD|CONFIDENCIAL|VERTRAULICH|CONFIDENTIEL|CONFIDENTIELLE|RISERVATO|RISERVATA|VERTROUWELIJK|KONFIDENTIELL|POUFNE|NUR FÜR DEN INTERNEN GEBRAUCH|TLP:(?:RED|AMBER))(?![A-Za-z])/m;

/** The mark begins a line and is in capitals: a text that speaks of confidence is not marked by it. */
export function isMarkedConfidential(text: string, traits: number): boolean {
  return text.length >= 24 && has(traits, TRAIT.upper) && MARK.test(text.slice(0, HEAD));
}
