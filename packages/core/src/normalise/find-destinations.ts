// Decides which texts name a destination: whole values, URLs and addresses inside texts, hosts hidden in other URLs.
import type { DestinationPlace } from "../words/facts.ts";
import { type DestinationParts, parseDestination } from "./destination.ts";
import { DestinationFinds, type FindWork, type FoundDestination } from "./destination-finds.ts";
import { isAscii } from "./fold-text.ts";
import { mailAddresses } from "./mail.ts";
import { readMentions } from "./mentions.ts";
import { percentDecode, percentDecodeFully } from "./percent.ts";
import { isHostSlotValue, isKnownScheme, isPlausible, plainHost } from "./plausible-host.ts";
import type { HostSlot } from "./slots.ts";
import { has, TRAIT, traitsOf } from "./text-traits.ts";

export interface FindSettings {
  /** Where a whole value stands. */
  readonly place: DestinationPlace;
  /** What the slot says of hosts. */
  readonly hostSlot: HostSlot;
  /** A command that no shell takes: its words are looked at one by one. */
  readonly hasWords: boolean;
  /** The slot says header: lines of it name hosts as headers do. */
  readonly isHeader: boolean;
}

/** Whatever names a host outside a slot for hosts has one of these, or a letter that may stand for one. */
const TRIGGERS = TRAIT.dot | TRAIT.colon | TRAIT.at | TRAIT.slash | TRAIT.percent | TRAIT.wide;
const LONGEST_WHOLE = 16_384;

/** In order of appearance, what hides inside other URLs last. Linear in the text; `work` is told of all that is not looked at. */
export function findDestinations(text: string, traits: number, settings: FindSettings, work: FindWork): FoundDestination[] {
  const isPlain = !has(traits, TRIGGERS);
  if (isPlain && (settings.hostSlot === "none" || settings.hostSlot === "never" || settings.hostSlot === "name")) return [];
  const trimmed = text.trim();
  if (trimmed.length < 2) return [];
  const finds = new DestinationFinds(work);
  const isNested = settings.place === "nested";
  if (!readWhole(trimmed, traits, settings, finds, 0)) {
    if (!isNested && (trimmed.length > LONGEST_WHOLE || has(traits, TRAIT.space | TRAIT.control))) readWithBlanks(trimmed, settings, finds);
    // A file or a version may be called `1.2.3.4`.
    const isName = settings.hostSlot === "never" && !has(traits, TRAIT.space | TRAIT.control);
    readMentions(text, isName ? traits & ~(TRAIT.dot | TRAIT.at) : traits, isNested ? "nested" : "mention", 0, settings.isHeader, finds);
    if (settings.hasWords) readWords(text, finds);
    else if (isFormBody(trimmed, traits)) readPieces(trimmed, finds, 1);
    if (finds.found.length === 0 && !isNested && isMeantAsUrl(trimmed, traits)) finds.cut("opaque");
  }
  for (let rest = finds.nextRest(); rest !== undefined; rest = finds.nextRest()) readPieces(rest.text, finds, rest.depth);
  return finds.found;
}

/** Of the hosts, addresses and URLs that a command contacts, as it writes them: all of them are meant as hosts. */
export function findContacts(text: string, work: FindWork): FoundDestination[] {
  const finds = new DestinationFinds(work);
  // `host:path` of copying programs; a port after the colon is none.
  const remote = text.includes("://") ? null : /^(?:[\w.-]{1,64}@)?([^\s:/@[\]]{2,253}):{1,2}(?![0-9]{1,5}(?:[/?#]|$))/.exec(text);
  const whole = wholeDestination(remote === null ? text : `ssh://${remote[1] ?? ""}/`, traitsOf(text), "any");
  if (whole !== undefined) finds.add(whole.parts, "argument", 0);
  for (let rest = finds.nextRest(); rest !== undefined; rest = finds.nextRest()) readPieces(rest.text, finds, rest.depth);
  return finds.found;
}

/** True when the whole text was one destination or a list of them, so that nothing is left to look for. */
function readWhole(text: string, traits: number, settings: FindSettings, finds: DestinationFinds, depth: number): boolean {
  if (text.length > LONGEST_WHOLE || !finds.mayLook(has(traits, TRAIT.wide))) return false;
  const mails = settings.hostSlot !== "never" && has(traits, TRAIT.at | TRAIT.wide) && /[@\uff20]/.test(text) && !text.includes("://") ? mailAddresses(text) : undefined;
  if (mails !== undefined) {
    const place = settings.place === "argument" ? "recipient" : settings.place;
    const before = finds.found.length;
    for (const mail of mails) finds.addMail(mail, place);
    return finds.found.length > before;
  }
  const whole = wholeDestination(text, traits, settings.hostSlot);
  if (whole !== undefined) {
    finds.add(whole.parts, whole.isBare && settings.place === "argument" ? "mention" : settings.place, depth);
    return true;
  }
  return depth === 0 && (settings.hostSlot === "any" || settings.hostSlot === "dotted") && readList(text, traits, settings, finds);
}

interface Whole {
  readonly parts: DestinationParts;
  /** Nothing but its dots says that it is a host. */
  readonly isBare: boolean;
}

function wholeDestination(text: string, traits: number, hostSlot: HostSlot): Whole | undefined {
  // Line ends inside a URL are dropped by URL parsers, but two URLs on two lines are two.
  if (has(traits, TRAIT.space) && text.includes(" ")) return undefined;
  if (has(traits, TRAIT.control) && /[\t\n\r]/.test(text) && countSchemes(text) !== 1) return undefined;
  if (text.startsWith("[") && !/^\[[0-9a-f:.]{2,45}(?:%[\w.-]{1,32})?\]/i.test(text)) return undefined;
  const scp = has(traits, TRAIT.at) ? /^[\w.-]{1,64}@([^\s:/@]{1,253}):(?!\/\/)/.exec(text) : null;
  const parts = parseDestination(scp === null ? text : `ssh://${scp[0].slice(0, -1)}/`);
  if (parts === undefined) return undefined;
  if (isPlausible(parts)) return { parts, isBare: false };
  if (parts.scheme !== undefined || hostSlot === "never") return undefined;
  const isSlot = hostSlot !== "none" && !text.startsWith("/") && !text.startsWith(".") && !text.includes("\\");
  if (isSlot) return isHostSlotValue(text, parts, hostSlot) ? { parts, isBare: false } : undefined;
  const kind = plainHost(text, parts);
  return kind === undefined ? undefined : { parts, isBare: kind === "bare" };
}

const URL_HEAD = /^(?:(?:[a-z][a-z0-9+.-]{0,31}:){1,3}[/\\]*|[/\\]{2,64})/i;
const HOST_HEAD = /^[^\s/\\?#]{2,253}[/\\?#]/;

/**
 * SECURITY: what takes a URL drops tabs and line ends in it and keeps blanks in its user info, path and query: a blank there makes it
 * no mere text. It may be a text all the same, so the caller looks for what else it names.
 */
function readWithBlanks(text: string, { place, hostSlot }: FindSettings, finds: DestinationFinds): void {
  const joined = withoutControls(text.slice(0, 320));
  const isUrl = URL_HEAD.test(joined);
  if (!isUrl && (hostSlot === "never" || text.length > LONGEST_WHOLE || !HOST_HEAD.test(joined))) return;
  const url = withoutControls(text.slice(0, LONGEST_WHOLE));
  const from = isUrl ? (URL_HEAD.exec(url)?.[0].length ?? 0) : 0;
  const length = url.slice(from).search(/[/\\?#]/);
  const end = length < 0 ? url.length : from + length;
  if (length < 0 && text.length > LONGEST_WHOLE) finds.cut("too-large");
  const host = from + url.slice(from, end).lastIndexOf("@") + 1;
  const blank = url.slice(host, end).indexOf(" ");
  // A blank in the host makes it no URL; where only URLs are expected, some readers end it there.
  if (blank >= 0 && (!isUrl || hostSlot === "none" || hostSlot === "never")) return;
  const whole = (blank < 0 ? url : url.slice(0, host + blank)).replaceAll(" ", "%20");
  const found = finds.mayLook(!isAscii(whole)) ? wholeDestination(whole, traitsOf(whole), hostSlot) : undefined;
  if (found !== undefined) finds.add(found.parts, found.isBare && place === "argument" ? "mention" : place, 0);
  else if (isMeantAsUrl(whole, traitsOf(whole))) finds.cut("opaque");
}

function withoutControls(text: string): string {
  return text.replace(/[\t\n\r\u0000]/g, "").replace(/^[\u0001-\u0020]{1,320}/, "");
}

function countSchemes(text: string): number {
  return text.split(/:[\t\n\r]*[/\\]/, 3).length - 1;
}

/** Several hosts in one slot, with ports beside or behind them: `a.test,b.test`, `a.test:80 b.test:81`, `a.test 443`. All or nothing. */
function readList(text: string, traits: number, settings: FindSettings, finds: DestinationFinds): boolean {
  const items = text.split(/[\s,;|]+/, 513).filter((item) => item !== "" && !/^:?[0-9]{1,5}$/.test(item));
  if (items.length === 0 || items.length > 512) return false;
  const hosts = items.map((item) => wholeDestination(item, traits, "name"));
  if (!hosts.every((host) => host !== undefined)) return false;
  for (const { parts } of hosts) finds.add(parts, settings.place, 0);
  return true;
}

/** `a=1&u=//x.test`: a form's body, or a query without its URL. */
function isFormBody(text: string, traits: number): boolean {
  return has(traits, TRAIT.equals) && !has(traits, TRAIT.space | TRAIT.control) && /^[\w.%[\]-]{1,64}=/.test(text);
}

/** Looks for hosts in user info, path, query or fragment of a URL; names of parameters are none. */
function readPieces(rest: string, finds: DestinationFinds, depth: number): void {
  const settings: FindSettings = { place: "nested", hostSlot: "none", hasWords: false, isHeader: false };
  for (const pair of rest.split(/[?&;#]/)) {
    const equals = pair.indexOf("=");
    const isName = equals > 0 && equals <= 64 && !/[/:@]/.test(pair.slice(0, equals));
    const piece = isName ? pair.slice(equals + 1) : pair;
    if (piece.length < 4) continue;
    // An escape that is left inside means something else than what it escapes: `good%2f@evil`.
    const once = percentDecode(piece);
    const decoded = percentDecodeFully(once);
    readPiece(once, settings, finds, depth);
    if (decoded !== once) readPiece(decoded, settings, finds, depth);
  }
}

function readPiece(text: string, settings: FindSettings, finds: DestinationFinds, depth: number): void {
  const traits = traitsOf(text);
  if (!has(traits, TRIGGERS)) return;
  const isPath = text.startsWith("/") && !text.startsWith("//");
  if (isPath || !readWhole(text.trim(), traits, settings, finds, depth)) readMentions(text, traits, "nested", depth, false, finds);
}

/** One word that begins as a URL of the network does, of which nothing could be made. */
function isMeantAsUrl(text: string, traits: number): boolean {
  if (!has(traits, TRAIT.colon) || !has(traits, TRAIT.slash) || has(traits, TRAIT.space | TRAIT.control)) return false;
  const scheme = /^([a-z][a-z0-9+.-]{1,31}):[/\\]{2}[^/\\]/i.exec(text)?.[1];
  return scheme !== undefined && isKnownScheme(scheme.toLowerCase());
}

/** The words of a command, each as if it were a value of its own. */
function readWords(text: string, finds: DestinationFinds): void {
  for (const match of text.matchAll(/[^\s"'`|;&<>(),=]{4,512}/g)) {
    if (match[0].includes("://") || !/[.:\uff0e\u3002\uff61]/.test(match[0])) continue;
    if (!finds.mayLook()) return;
    const word = match[0].replace(/^@/, "");
    const whole = wholeDestination(word, traitsOf(word), "none");
    if (whole !== undefined) finds.add(whole.parts, "mention", 0);
  }
}
