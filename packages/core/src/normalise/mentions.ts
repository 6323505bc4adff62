// Hosts inside a longer text: URLs, `//host`, `www.` names, mail addresses, dotted addresses, `Host:` lines and settings.
import { parseDestination } from "./destination.ts";
import type { DestinationFinds } from "./destination-finds.ts";
import { looksLikeFile } from "./file-names.ts";
import { withoutInvisible } from "./fold-text.ts";
import { isPlausible, isRealDomain, isWrittenAddress } from "./plausible-host.ts";
import { slotOf } from "./slots.ts";
import { has, TRAIT, traitsOf } from "./text-traits.ts";

type MentionPlace = "mention" | "nested";

/** How much of a URL inside a text is read; a longer one is said to be too large. */
const LONGEST = 16_384;
const SPECIAL = /(?:https?|wss?|ftp)$/i;

export function readMentions(text: string, traits: number, place: MentionPlace, depth: number, isHeader: boolean, finds: DestinationFinds): void {
  if (has(traits, TRAIT.wide)) {
    const folded = withoutInvisible(text).normalize("NFKC");
    if (folded !== text) readColons(folded, traitsOf(folded), place, depth, isHeader, finds);
  }
  readColons(text, traits, place, depth, isHeader, finds);
  if (has(traits, TRAIT.slash)) readRelative(text, place, depth, finds);
  if (has(traits, TRAIT.equals)) readSettings(text, "=", place, depth, isHeader, finds);
  if (has(traits, TRAIT.control) && has(traits, TRAIT.quote)) readBrokenUrls(text, place, depth, finds);
  if (has(traits, TRAIT.dot)) readDotted(text, traits, place, depth, finds);
  if (has(traits, TRAIT.at)) readMails(text, place, finds);
}

/** `scheme://…`, `https:host`, `Host: …`: all have a colon. */
function readColons(text: string, traits: number, place: MentionPlace, depth: number, isHeader: boolean, finds: DestinationFinds): void {
  if (!has(traits, TRAIT.colon)) return;
  let next = 0;
  let hasOthers = false;
  for (let at = text.indexOf(":"); at >= 0; at = text.indexOf(":", at + 1)) {
    const after = text.charCodeAt(at + 1);
    const isSlash = after === 0x2f || after === 0x5c;
    if (after === 0x40) readNameless(text, at, place, depth, finds);
    if (!isSlash && !/[psPS]/.test(text.charAt(at - 1))) {
      hasOthers = true;
      continue;
    }
    if (at < next) continue;
    next = isSlash ? readScheme(text, at, place, depth, finds) : readSlashless(text, at, place, depth, finds);
    if (next === at) hasOthers = true;
  }
  if (hasOthers) readSettings(text, ":", place, depth, isHeader, finds);
}

/** Gives where the URL ends; `at` when there is none. */
function readScheme(text: string, at: number, place: MentionPlace, depth: number, finds: DestinationFinds): number {
  const slashes = /^[\\/]{1,8}/.exec(text.slice(at + 1, at + 9))?.[0] ?? "";
  const before = /[A-Za-z][A-Za-z0-9+.-]{1,24}$/.exec(text.slice(Math.max(0, at - 25), at))?.[0] ?? "";
  const special = SPECIAL.exec(before)?.[0];
  if (before === "" || (slashes.length < 2 && special === undefined)) return at;
  const from = at + 1 + slashes.length;
  const body = bodyAt(text, from, finds);
  finds.addText(trimEnd(`${special ?? before}:${slashes}${body}`), place, depth);
  return from + body.length;
}

/** `https:evil.test/x`: browsers add the slashes. */
function readSlashless(text: string, at: number, place: MentionPlace, depth: number, finds: DestinationFinds): number {
  const scheme = /(?<![A-Za-z0-9])(?:https?|wss?|ftp)$/i.exec(text.slice(Math.max(0, at - 6), at))?.[0];
  if (scheme === undefined) return at;
  // `http:http:` begins no URL at its first colon.
  if (/^(?:https?|wss?|ftp):/i.test(text.slice(at + 1, at + 7))) return at;
  const body = bodyAt(text, at + 1, finds);
  const url = trimEnd(`${scheme}:${body}`);
  const parts = body.length < 3 || !finds.mayLook() ? undefined : parseDestination(url);
  if (parts === undefined || !(parts.kind === "ip" ? isWrittenAddress(body, parts) : isRealDomain(parts.host))) return at;
  finds.add(parts, place, depth);
  return at + 1 + body.length;
}

/** `jdbc:oracle:thin:@host:port:name` */
function readNameless(text: string, at: number, place: MentionPlace, depth: number, finds: DestinationFinds): void {
  const scheme = /(?<![\w:])[A-Za-z][\w+.-]{1,15}:[\w+.:-]{1,24}$/.exec(text.slice(Math.max(0, at - 42), at))?.[0];
  if (scheme !== undefined) finds.addText(trimEnd(`${scheme}:${bodyAt(text, at + 1, finds)}`), place, depth);
}

function bodyAt(text: string, from: number, finds: DestinationFinds): string {
  if (!finds.mayLook()) return "";
  const body = /^[^\s"'<>`{}|^]{1,16384}/.exec(text.slice(from, from + LONGEST))?.[0] ?? "";
  finds.spend(body.length);
  if (body.length === LONGEST) finds.cut("too-large");
  return body;
}

/** `//host` where a URL may begin: in quotes, brackets, after `=` or a blank. A comment of a program is written so too: the host must be real. */
function readRelative(text: string, place: MentionPlace, depth: number, finds: DestinationFinds): void {
  for (const mark of ["//", "\\\\", "/\\", "\\/"]) {
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 2)) {
      if (at > 0 && !/[\s"'`(=<>,;|[{]/.test(text.charAt(at - 1))) continue;
      if (!finds.mayLook()) return;
      const body = /^[^\s"'<>`{}|^]{3,2048}/.exec(text.slice(at + 2, at + 2050))?.[0];
      if (body === undefined) continue;
      finds.spend(body.length);
      const url = trimEnd(text.slice(at, at + 2) + body);
      const parts = parseDestination(url);
      if (parts === undefined || !isPlausible(parts) || (looksLikeFile(parts.host) && !/[/\\?#:]/.test(url.slice(2)))) continue;
      finds.add(parts, place, depth);
    }
  }
}

/** `host: x.test`, `"url":"x.test"`, `Server=x.test;`: names that say host, and what is set for them. */
function readSettings(text: string, mark: ":" | "=", place: MentionPlace, depth: number, isHeader: boolean, finds: DestinationFinds): void {
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    const name = /([A-Za-z_][A-Za-z0-9_-]{1,31})["'\\]{0,2}[ \t]{0,2}$/.exec(text.slice(Math.max(0, at - 38), at))?.[1];
    if (name === undefined) continue;
    const slot = slotOf(name).host;
    if (slot !== "any" && slot !== "dotted") continue;
    const value = /^[ \t]{0,4}["'\\]{0,2}([^\s"'\\`&;,<>(){}|]{3,512})/.exec(text.slice(at + 1, at + 520))?.[1];
    if (value === undefined || value.startsWith("//") || value.includes("://") || !finds.mayLook()) continue;
    const parts = parseDestination(trimEnd(value));
    if (parts === undefined || !(parts.kind === "ip" ? !/^[0-9]{1,7}$/.test(value) : isRealDomain(parts.host))) continue;
    finds.add(parts, isHeader && /^host$/i.test(name) ? "header" : place, depth);
  }
}

/** URLs in quotes through which tabs and line ends run: browsers take them out. */
function readBrokenUrls(text: string, place: MentionPlace, depth: number, finds: DestinationFinds): void {
  for (const match of text.matchAll(/["']([^"'<>]{4,2048})(?=["'])/g)) {
    const inside = match[1] ?? "";
    if (!/[\t\n\r]/.test(inside)) continue;
    const joined = inside.replace(/[\t\n\r]/g, "").trim();
    if (!joined.includes(" ") && /^(?:(?:https?|wss?|ftp):|[/\\]{2})/i.test(joined)) finds.addText(joined, place, depth);
  }
}

/** `www.` names and addresses of four numbers, but not `version 1.2.3.4` and `section 1.2.3.4`. */
function readDotted(text: string, traits: number, place: MentionPlace, depth: number, finds: DestinationFinds): void {
  if (/www\./i.test(text)) for (const match of text.matchAll(/(?<![\w./@-])www\.[^\s"'<>`(){}|\\^,;]{3,2048}/gi)) finds.addText(trimEnd(match[0]), place, depth);
  if (!has(traits, TRAIT.digit) || !/[0-9]\.[0-9]/.test(text)) return;
  for (const match of text.matchAll(/(?<![\w.:/@-])[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}(?::[0-9]{1,5})?(?![\w.-])/g)) {
    if (!isNumbering(text.slice(Math.max(0, match.index - 24), match.index))) finds.addText(match[0], place, depth);
  }
}

function isNumbering(before: string): boolean {
  return /(?:\b(?:v|ver|version|release|rev|revision|build|section|sec|chapter|clause|article|paragraph|appendix|annex|table|figure|fig|part|step|item|rule|requirement|rfc|iso)s?\.?|§|#)[\s:=v]{0,3}$/i.test(before);
}

/** From each `@` outwards: searching forwards for a name before it would cost its length at every letter. */
function readMails(text: string, place: MentionPlace, finds: DestinationFinds): void {
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const name = /[\w.+-]{1,64}$/.exec(text.slice(Math.max(0, at - 64), at))?.[0] ?? "";
    const before = text[at - name.length - 1];
    if (name === "" || before === "/" || (before === ":" && !/mailto:$/i.test(text.slice(Math.max(0, at - name.length - 7), at - name.length)))) continue;
    const domain = trimEnd(/^[a-z0-9.-]{3,253}/i.exec(text.slice(at + 1, at + 254))?.[0] ?? "");
    if (!finds.mayLook()) return;
    if (isRealDomain(domain.toLowerCase())) finds.addMail(`${name}@${domain}`, place);
  }
}

/** Without the punctuation that ends a sentence or a bracket around the URL. */
function trimEnd(url: string): string {
  let end = url.length;
  while (end > 0 && ".,;:!?'*_]".includes(url.charAt(end - 1))) end--;
  if (url[end - 1] === ")" && !url.includes("(")) while (url[end - 1] === ")") end--;
  return url.slice(0, end);
}
