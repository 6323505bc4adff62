// Decides which texts name a destination: whole values, URLs and addresses inside texts, hosts hidden in other URLs.
import { parse } from "tldts";
import type { DestinationPlace } from "../words/facts.ts";
import { type DestinationParts, parseDestination } from "./destination.ts";
import { isAscii, withoutInvisible } from "./fold-text.ts";
import { looksLikeFile } from "./file-names.ts";
import { mailAddresses } from "./mail.ts";
import { percentDecodeFully } from "./percent.ts";
import type { HostSlot } from "./slots.ts";
import { remember } from "./remember.ts";

export interface FoundDestination {
  readonly parts: DestinationParts;
  readonly place: DestinationPlace;
  /** The mail address, lower case, where the host was found as the domain of one. */
  readonly account?: string;
}

export interface FindSettings {
  /** Where a whole value stands. */
  readonly place: DestinationPlace;
  /** What the slot says of hosts. */
  readonly hostSlot: HostSlot;
  /** The slot says command: its words are looked at one by one. */
  readonly isCommand: boolean;
}

/** Names that are kept for inner and test networks: real hosts, though no registry sells them. */
const INNER = /\.(?:test|example|invalid|localhost|local|internal|intranet|lan|corp|home|private|onion|i2p|arpa)$/;
const KNOWN_SCHEMES = /^(?:https?|wss?|ftps?|sftp|ssh|git|svn|s3|gs|gcs|abfss?|wasbs?|hdfs|rsync|scp|smb|nfs|ldaps?|imaps?|smtps?|pop3s?|telnet|tcp|udp|tls|mqtts?|amqps?|redis|rediss|mongodb|postgres|postgresql|mysql|mariadb|kafka|nats|grpcs?|docker|oci|dav|davs|webdav|rtmp|rtsp|sip|sips|irc|xmpp|stun|turn|socks[45]?h?|gopher|dict|tftp)(?:\+[a-z0-9]+)*$/;

/** In order of appearance. Linear in the text; at most 512 finds. */
export function findDestinations(text: string, settings: FindSettings): FoundDestination[] {
  const found: FoundDestination[] = [];
  const trimmed = text.trim();
  if (trimmed.length < 2) return found;
  // Whatever names a host outside a slot for hosts has one of these, or a letter that may stand for one.
  if (settings.hostSlot === "none" && !/[.:@/\\%]|[^\u0000-\u007f]/.test(trimmed)) return found;
  if (readWhole(trimmed, settings, found, 0)) return found;
  readMentions(text, settings.place === "nested" ? "nested" : "mention", found, 0);
  if (settings.isCommand) readWords(text, found);
  return found;
}

/** True when the whole text was one destination or a list of mail addresses, so that nothing is left to look for. */
function readWhole(text: string, settings: FindSettings, found: FoundDestination[], depth: number): boolean {
  if (text.length > 16_384) return false;
  const mails = /[@\uff20]/.test(text) && !text.includes("://") ? mailAddresses(text) : undefined;
  if (mails !== undefined) {
    for (const mail of mails) addMail(mail, settings.place === "nested" ? "nested" : settings.place === "target" ? "target" : "recipient", found);
    return found.length > 0;
  }
  const parts = wholeDestination(text, settings.hostSlot);
  if (parts === undefined) return false;
  add(parts, settings.place, found, depth);
  return true;
}

function wholeDestination(text: string, hostSlot: HostSlot): DestinationParts | undefined {
  // Line ends inside a URL are dropped by URL parsers, but two URLs on two lines are two.
  if (/ /.test(text) || (/[\t\n\r]/.test(text) && countSchemes(text) !== 1)) return undefined;
  if (text.startsWith("[") && !/^\[[0-9a-f:.]{2,45}(?:%[\w.-]{1,32})?\]/i.test(text)) return undefined;
  const scp = /^[\w.-]{1,64}@([^\s:/@]{1,253}):(?!\/\/)/.exec(text);
  const parts = parseDestination(scp === null ? text : `ssh://${scp[0].slice(0, -1)}/`);
  if (parts === undefined) return undefined;
  if (isPlausible(parts)) return parts;
  if (parts.scheme === undefined && hostSlot !== "none" && !text.startsWith("/") && !text.startsWith(".") && !text.includes("\\")) return isHostSlotValue(text, parts, hostSlot) ? parts : undefined;
  return parts.scheme === undefined && isPlainHost(text, parts) ? parts : undefined;
}

function countSchemes(text: string): number {
  return text.split(/:[\t\n\r]*[/\\]/, 3).length - 1;
}

/** A scheme was given, or `//`: what follows is meant as a host. */
function isPlausible(parts: DestinationParts): boolean {
  if (parts.scheme === undefined) return parts.disguises.includes("protocol-relative") && (parts.kind === "ip" ? parts.host.length > 6 && !isShortNumber(parts) : isRealDomain(parts.host));
  if (parts.scheme === "file") return parts.kind === "ip" || parts.host.includes(".");
  return KNOWN_SCHEMES.test(parts.scheme) || (parts.kind === "ip" && !isShortNumber(parts)) || isRealDomain(parts.host) || parts.host === "localhost";
}

function isShortNumber(parts: DestinationParts): boolean {
  return parts.disguises.some((disguise) => disguise === "integer-address" || disguise === "short-address");
}

/** In a slot for hosts only sentences, words with odd letters and small numbers are not one. */
function isHostSlotValue(text: string, parts: DestinationParts, hostSlot: HostSlot): boolean {
  return parts.kind === "domain" ? parts.host.length > 1 && (hostSlot === "any" || parts.host.includes(".")) : !/^[0-9]{1,7}$/.test(text);
}

/** A bare word in an ordinary slot: an address with all its parts, or a name under a real suffix that is not a file. */
function isPlainHost(text: string, parts: DestinationParts): boolean {
  if (/^[/\\.?#@~]/.test(text)) return false;
  if (parts.kind === "ip") return isWrittenAddress(text, parts);
  const head = /^[^/\\?#:]*/.exec(text)?.[0] ?? "";
  const saysHost = head.length < text.length || /^www\./i.test(text);
  if (!isRealDomain(parts.host)) return parts.host === "localhost" && parts.port !== undefined;
  return saysHost || !looksLikeFile(parts.host);
}

function isWrittenAddress(text: string, parts: DestinationParts): boolean {
  if (parts.host.includes(":")) return /:.*:/.test(text) && (text.startsWith("[") || /[0-9]/.test(text));
  if (parts.disguises.some((disguise) => disguise.endsWith("-address") && (disguise.startsWith("mapped") || disguise.startsWith("compatible") || disguise.startsWith("nat64")))) return true;
  return !isShortNumber(parts) || (parts.disguises.includes("hex-address") && parts.disguises.includes("short-address"));
}

/** Whether the name stands under a suffix that exists. */
export function isRealDomain(host: string): boolean {
  return isKnownDomain(host);
}

const isKnownDomain = remember(2048, isUnderRealSuffix);

function isUnderRealSuffix(host: string): boolean {
  if (!host.includes(".")) return false;
  if (INNER.test(host)) return true;
  const { isIcann, isPrivate, domain } = parse(host, { allowPrivateDomains: true, extractHostname: false, validateHostname: false, detectIp: false });
  return (isIcann === true || isPrivate === true) && (domain !== null || isPrivate === true);
}

function add(parts: DestinationParts, place: DestinationPlace, found: FoundDestination[], depth: number): void {
  if (found.length >= 512) return;
  found.push({ parts, place });
  if (depth < 3) for (const rest of parts.rest) readNested(rest, found, depth + 1);
}

function addMail(address: string, place: DestinationPlace, found: FoundDestination[]): void {
  const parts = parseDestination(address.slice(address.lastIndexOf("@") + 1));
  if (parts !== undefined && found.length < 512) found.push({ parts, place, account: address.toLowerCase() });
}

/** Looks for hosts in user info, path, query or fragment of another URL. */
function readNested(rest: string, found: FoundDestination[], depth: number): void {
  const settings: FindSettings = { place: "nested", hostSlot: "none", isCommand: false };
  const pieces = rest.split(/[?&;#=]/, 256);
  for (const piece of pieces) {
    if (piece.length < 4) continue;
    const decoded = percentDecodeFully(piece);
    const isPath = decoded.startsWith("/") && !decoded.startsWith("//");
    if (!isPath && readWhole(decoded.trim(), settings, found, depth)) continue;
    readMentions(decoded, "nested", found, depth);
  }
}

/** URLs, `www.` names, mail addresses and dotted addresses inside a longer text. */
function readMentions(text: string, place: "mention" | "nested", found: FoundDestination[], depth: number): void {
  scanSchemes(text, place, found, depth);
  if (!isAscii(text)) {
    const folded = withoutInvisible(text).normalize("NFKC");
    if (folded !== text) scanSchemes(folded, place, found, depth);
  }
  if (/www\./i.test(text)) for (const match of text.matchAll(/(?<![\w./@-])www\.[^\s"'<>`(){}|\\^,;]{3,2048}/gi)) addText(match[0], place, found, depth);
  mailMentions(text, place, found);
  for (const match of text.matchAll(/(?<![\w.:/@-])[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}(?::[0-9]{1,5})?(?![\w.-])/g)) addText(match[0], place, found, depth);
}

/** From each `@` outwards: searching forwards for a name before it would cost its length at every letter. */
function mailMentions(text: string, place: "mention" | "nested", found: FoundDestination[]): void {
  for (let at = text.indexOf("@"); at >= 0 && found.length < 512; at = text.indexOf("@", at + 1)) {
    const name = /[\w.+-]{1,64}$/.exec(text.slice(Math.max(0, at - 64), at))?.[0] ?? "";
    const domain = trimEnd(/^[a-z0-9.-]{3,253}/i.exec(text.slice(at + 1, at + 254))?.[0] ?? "");
    const before = text[at - name.length - 1];
    if (name === "" || before === "/" || before === ":" || !isRealDomain(domain.toLowerCase())) continue;
    addMail(`${name}@${domain}`, place, found);
  }
}

function scanSchemes(text: string, place: "mention" | "nested", found: FoundDestination[], depth: number): void {
  let next = 0;
  for (const match of text.matchAll(/:[\\/]{1,8}/g)) {
    if (match.index < next || found.length >= 512) continue;
    const before = /[A-Za-z][A-Za-z0-9+.-]{1,24}$/.exec(text.slice(Math.max(0, match.index - 25), match.index))?.[0] ?? "";
    const isSpecial = /(?:https?|wss?|ftp)$/i.test(before);
    if (match[0].length < 3 && !isSpecial) continue;
    const scheme = isSpecial ? (/(?:https?|wss?|ftp)$/i.exec(before)?.[0] ?? before) : before;
    const body = /^[^\s"'<>`{}|^]{1,4096}/.exec(text.slice(match.index + match[0].length, match.index + match[0].length + 4096))?.[0] ?? "";
    const url = trimEnd(`${scheme}${match[0]}${body}`);
    next = match.index + match[0].length + body.length;
    addText(url, place, found, depth);
  }
}

function addText(text: string, place: "mention" | "nested", found: FoundDestination[], depth: number): void {
  const parts = parseDestination(trimEnd(text));
  if (parts !== undefined && (parts.scheme === undefined || isPlausible(parts))) add(parts, place, found, depth);
}

/** Without the punctuation that ends a sentence or a bracket around the URL. */
function trimEnd(url: string): string {
  let end = url.length;
  while (end > 0 && ".,;:!?'*_]".includes(url.charAt(end - 1))) end--;
  while (url[end - 1] === ")" && !url.slice(0, end).includes("(")) end--;
  return url.slice(0, end);
}

/** The words of a command, each as if it were a value of its own. */
function readWords(text: string, found: FoundDestination[]): void {
  let words = 0;
  for (const match of text.matchAll(/[^\s"'`|;&<>(),=]{4,512}/g)) {
    if (words++ > 2048) return;
    if (match[0].includes("://") || !/[.:\uff0e\u3002\uff61]/.test(match[0])) continue;
    const parts = wholeDestination(match[0].replace(/^@/, ""), "none");
    if (parts !== undefined) add(parts, "mention", found, 0);
  }
}
