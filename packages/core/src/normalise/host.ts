// One host name or address in any disguise, brought to its normal form.
/// <reference path="./tr46.d.ts" />
import { toASCII, toUnicode } from "tr46";
import { getDomain } from "tldts";
import { parseIpv4, parseIpv6 } from "./address.ts";
import { isAscii, skeleton, wellFormed, withoutInvisible } from "./fold-text.ts";
import { percentDecodeFully } from "./percent.ts";
import { remember } from "./remember.ts";

export interface HostFacts {
  readonly kind: "domain" | "ip";
  /** ASCII lower-case domain without a trailing dot, or a canonical IP address. */
  readonly host: string;
  /** What a deny rule compares. */
  readonly skeleton: string;
  /** Registrable domain by the public suffix list, private suffixes included. */
  readonly site?: string;
  /** Sorted codes of what was seen through. */
  readonly disguises: readonly string[];
}

const DOMAIN = /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,126}$/;
const BLANK = /[\u0000-\u0020\u007f-\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g;

/** Reads a host without scheme, port and path. Undefined for what no resolver would take. */
export function parseHost(text: string): HostFacts | undefined {
  return known(text);
}

const known = remember(2048, readHost);

function readHost(text: string): HostFacts | undefined {
  if (text.length === 0 || text.length > 2048) return undefined;
  const disguises = new Set<string>();
  const plain = plainHost(text, disguises);
  if (plain.length === 0) return undefined;
  const address = plain.startsWith("[") || plain.includes(":") ? parseIpv6(plain.replace(/^\[|\]$/g, "")) : endsInNumber(plain) ? parseIpv4(plain) : undefined;
  if (address !== undefined) {
    for (const disguise of address.disguises) disguises.add(disguise);
    return { kind: "ip", host: address.host, skeleton: address.host, disguises: [...disguises].toSorted() };
  }
  return endsInNumber(plain) ? undefined : parseDomain(plain, disguises);
}

/** Takes the wrapping off: escapes, invisible and blank characters, other dots, compatibility letters, case, trailing dots. */
function plainHost(text: string, disguises: Set<string>): string {
  let host = text;
  const step = (code: string, next: string): void => {
    if (next !== host) disguises.add(code);
    host = next;
  };
  // A zone id is written with a percent sign that is no escape.
  // BOUNDED: a host text has at most 2,048 characters.
  if (host.includes("%") && !/^\[?[0-9a-f:.]*:[0-9a-f:.]*%/i.test(host)) step("percent-encoded", percentDecodeFully(host));
  step("blank", host.replace(BLANK, ""));
  if (!isAscii(host)) {
    step("zero-width", withoutInvisible(host));
    step("ideographic-dot", host.replace(/[\u3002\uff0e\uff61\u2024\ufe52]/g, "."));
    step("compatibility-letters", isAscii(host) ? host : compatible(host));
  }
  step("upper-case", host.toLowerCase());
  if (host.endsWith(".")) step("trailing-dot", withoutTrailingDots(host));
  return host;
}

function withoutTrailingDots(host: string): string {
  let end = host.length;
  while (host[end - 1] === ".") end--;
  return host.slice(0, end);
}

/** NFKC, but only where it leads to ASCII: `é` in two forms is one letter, not a disguise. */
function compatible(host: string): string {
  const folded = wellFormed(host).normalize("NFKC");
  return folded === host.normalize("NFC") ? host : folded;
}

function endsInNumber(host: string): boolean {
  const last = host.slice(host.lastIndexOf(".") + 1);
  return /^(?:[0-9]+|0x[0-9a-f]*)$/.test(last);
}

function parseDomain(plain: string, disguises: Set<string>): HostFacts | undefined {
  if (isAscii(plain) && !plain.includes("xn--")) return DOMAIN.test(plain) && plain.length <= 253 ? domainFacts(plain, skeleton(plain), disguises) : undefined;
  if (plain.length > 255) return undefined;
  const unicode = toUnicode(plain, { ignoreInvalidPunycode: true }).domain;
  const folded = skeleton(unicode);
  // What IDNA refuses can still be meant for a reader: then the letters it imitates are the host.
  const ascii = toASCII(unicode) ?? (isAscii(plain) ? plain : folded);
  if (!DOMAIN.test(ascii) || ascii.length > 253) return undefined;
  if (plain.includes("xn--")) disguises.add("punycode");
  else if (ascii.includes("xn--")) disguises.add("unicode");
  if (ascii.includes("xn--") && isAscii(folded)) disguises.add("confusable-letters");
  return domainFacts(ascii, folded, disguises);
}

function domainFacts(host: string, folded: string, disguises: Set<string>): HostFacts {
  const site = getDomain(host, { allowPrivateDomains: true, extractHostname: false, validateHostname: false, detectIp: false });
  return { kind: "domain", host, skeleton: folded, ...(site === null ? {} : { site }), disguises: [...disguises].toSorted() };
}
