// Lists of mail addresses and of telephone numbers: one of them is daily work, five different ones in a text are somebody's contacts.
import type { RecognisedSpan } from "../recogniser.ts";
import { characterTable } from "./long-runs.ts";

const LIST = 5;

type Found = Pick<RegExpExecArray, 0 | "index">;

/** Every address of a text that holds five or more different ones. */
export function findMailList(text: string): RecognisedSpan[] {
  if (!has(text, "@")) return [];
  return listOf("mail-list", addressesOf(text), (found) => found.toLowerCase());
}

const DOMAIN = /@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,7}\.[A-Za-z]{2,63}/y;
const NAME: Uint8Array = characterTable("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.+-");
const LONGEST_NAME = 64;

/** From each `@` outwards: a search forwards would look for one behind every word. */
function addressesOf(text: string): readonly Found[] {
  const found: Found[] = [];
  let least = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    let start = at;
    while (start > least && at - start <= LONGEST_NAME && NAME[text.charCodeAt(start - 1)] === 1) start--;
    // What goes on before the part that was looked at is no name of its own.
    if (start === at || at - start > LONGEST_NAME || (start > 0 && NAME[text.charCodeAt(start - 1)] === 1) || /[.+-]/.test(text.charAt(start))) continue;
    DOMAIN.lastIndex = at;
    const domain = DOMAIN.exec(text)?.[0];
    if (domain === undefined) continue;
    least = at + domain.length;
    found.push({ 0: text.slice(start, least), index: start });
  }
  return found;
}

/** International numbers, and national ones behind a word for a telephone. */
export function findPhoneList(text: string): RecognisedSpan[] {
  const isInternational = has(text, "+");
  if (!isInternational && !/phone|mobile|tel/i.test(text)) return [];
  return listOf("phone-list", text.matchAll(/(?<![\w+])(?:\+[1-9]|(?<=(?:phone|mobile|tel|fon|cell)["']?[ .:="']{1,4})\(?[0-9])(?:[ ()./-]{0,2}[0-9]){6,14}(?![\w-])/gi), (found) => found.replace(/[^0-9]/g, ""));
}

/** What a contact card (MECARD, vCard) says how to reach somebody: it is made to be handed on whole. */
export function findContactCard(text: string): RecognisedSpan[] {
  if (!/MECARD:|BEGIN:VCARD/i.test(text)) return [];
  const spans: RecognisedSpan[] = [];
  for (const match of text.matchAll(/(?:^|[;:\n])(?:TEL|EMAIL|ADR|BDAY)[A-Z=;,-]{0,64}:([^;\n\r]{3,128})/gi)) {
    const end = match.index + match[0].length;
    spans.push({ start: end - (match[1] ?? "").length, end, label: "personal", recogniser: "contact-card" });
  }
  return spans;
}

/** Cheap: whether a sign stands five times. */
function has(text: string, sign: string): boolean {
  let at = -1;
  for (let i = 0; i < LIST; i++) {
    at = text.indexOf(sign, at + 1);
    if (at < 0) return false;
  }
  return true;
}

function listOf(recogniser: string, matches: Iterable<Found>, form: (found: string) => string): RecognisedSpan[] {
  const spans: RecognisedSpan[] = [];
  const different = new Set<string>();
  for (const { 0: found, index } of matches) {
    different.add(form(found));
    spans.push({ start: index, end: index + found.length, label: "personal", recogniser });
  }
  return different.size >= LIST ? spans : [];
}
