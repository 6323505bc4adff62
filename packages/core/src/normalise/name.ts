// The three forms of a name: one to show, one to allow by, one to deny by.
import type { NameFacts } from "../words/facts.ts";
import { isAscii, skeleton, wellFormed } from "./fold-text.ts";
import { LIMITS } from "./limits.ts";

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Text that is safe to print: control and direction characters replaced, lone surrogates too. */
export function printable(text: string): string {
  if (!/[^ -~]/.test(text)) return text;
  return wellFormed(text.replace(CONTROL, "\ufffd"));
}

/** `shown`, `exact` and `skeleton` of a tool, publisher or agent name. Never throws; any length of input. */
export function normaliseName(text: string): NameFacts {
  const isLong = text.length > LIMITS.name;
  const head = isLong ? text.slice(0, LIMITS.name) : text;
  // NFKC has no U+2026, so a name that was cut can never equal a name that was not.
  const suffix = isLong ? `…${text.length}` : "";
  const exact = (isAscii(head) ? head : wellFormed(head).normalize("NFKC")).trim().toLowerCase();
  return { shown: printable(head), exact: exact + suffix, skeleton: skeleton(exact) + suffix };
}
