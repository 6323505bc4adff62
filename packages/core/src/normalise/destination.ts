// Splits a URL, or a host with or without port and path, as the WHATWG rules do where they matter for the host.
import { carriedIpv4 } from "./address.ts";
import { type HostFacts, parseHost } from "./host.ts";
import { isAscii, withoutInvisible } from "./fold-text.ts";
import { LIMITS } from "./limits.ts";
import { percentDecodeFully } from "./percent.ts";
import { remember } from "./remember.ts";

export interface DestinationParts extends HostFacts {
  /** Lower case, without the colon. Absent for a bare host. */
  readonly scheme?: string;
  /** As written, else the scheme's usual one. */
  readonly port?: number;
  /** Without query and fragment, dot segments resolved, at most 256 characters. Absent when there is none or it is `/`. */
  readonly path?: string;
  /** Everything beside the host in which another host may hide: user info, path, query, fragment, as written. */
  readonly rest: readonly string[];
}

const USUAL_PORTS: ReadonlyMap<string, number> = new Map([
  ["http", 80],
  ["https", 443],
  ["ws", 80],
  ["wss", 443],
  ["ftp", 21],
  ["ssh", 22],
]);
const SPECIAL = new Set(["http", "https", "ws", "wss", "ftp"]);

interface Start {
  readonly scheme?: string;
  /** Where the authority begins. */
  readonly from: number;
  readonly disguises: readonly string[];
}

/** Reads `text` as one URL or host. Undefined when it cannot be one (`mailto:`, `data:`, prose). Never throws. */
export function parseDestination(text: string): DestinationParts | undefined {
  return known(text);
}

const known = remember(2048, readDestination);

function readDestination(text: string): DestinationParts | undefined {
  const disguises = new Set<string>();
  const plain = plainUrl(text.slice(0, 16_384), disguises);
  const start = findStart(plain);
  if (start === undefined) return undefined;
  for (const disguise of start.disguises) disguises.add(disguise);
  const after = plain.slice(start.from);
  const cut = after.search(/[/\\?#]/);
  const authority = cut < 0 ? after : after.slice(0, cut);
  const tail = cut < 0 ? "" : after.slice(cut);
  const split = splitAuthority(authority, start.scheme !== undefined, disguises);
  const host = parseHost(split.host);
  if (host === undefined) return undefined;
  split.rest.push(...otherReadings(text, tail, host));
  for (const disguise of host.disguises) disguises.add(disguise);
  if (tail.startsWith("\\")) disguises.add("backslash");
  if (tail.startsWith("?")) disguises.add("query-without-path");
  if (tail.startsWith("#")) disguises.add("fragment-without-path");
  const port = split.port ?? USUAL_PORTS.get(start.scheme ?? "");
  const path = urlPath(tail);
  return {
    ...host,
    disguises: [...disguises].toSorted(),
    ...(start.scheme === undefined ? {} : { scheme: start.scheme }),
    ...(port === undefined ? {} : { port }),
    ...(path === undefined ? {} : { path }),
    rest: [...split.rest, tail].filter((part) => part.length > 1),
  };
}

/** What other parsers than those of browsers take for the host of the same text. */
function otherReadings(text: string, tail: string, { kind, host }: HostFacts): string[] {
  const readings: string[] = [];
  // A text for C ends at its first zero.
  const zero = /\u0000|%00/.exec(text);
  if (zero !== null) readings.push(text.slice(0, zero.index).replace(/^[a-z][a-z0-9+.-]{0,31}:[/\\]{1,8}/i, ""));
  // Older parsers look for the user info first: `ok\@evil`, `ok#@evil`, `ok?@evil`.
  const next = tail.slice(1).search(/[/\\?#]/);
  const head = next < 0 ? tail.slice(1) : tail.slice(1, next + 1);
  if (!tail.startsWith("/") && head.includes("@")) readings.push(head.slice(head.lastIndexOf("@") + 1));
  const carried = kind === "ip" && host.includes(":") ? carriedIpv4(host) : undefined;
  if (carried !== undefined) readings.push(carried);
  return readings;
}

function plainUrl(text: string, disguises: Set<string>): string {
  const trimmed = text.trim();
  const joined = trimmed.replace(/[\t\n\r\u0000]/g, "");
  if (joined !== trimmed) disguises.add("blank");
  if (isAscii(joined)) return joined;
  const visible = withoutInvisible(joined);
  if (visible !== joined) disguises.add("zero-width");
  // Fullwidth colon, slash, question mark, number sign, at sign and backslash are structure to a lenient reader.
  const folded = visible.replace(/[\uff1a\uff0f\uff1f\uff03\uff20\uff3c]/g, (c) => c.normalize("NFKC"));
  if (folded !== visible) disguises.add("compatibility-letters");
  return folded;
}

/** Finds scheme and authority; looks through schemes in front of schemes (`jdbc:postgresql://`, `view-source:https://`). */
function findStart(text: string): Start | undefined {
  // A bare IPv6 address may begin like a scheme. BOUNDED: an address has at most 45 characters.
  if (text.length <= 45 && /^[0-9a-f]{1,4}:[0-9a-f.]{0,40}:[0-9a-f:.]{0,40}$/i.test(text)) return { from: 0, disguises: [] };
  let from = 0;
  for (let round = 0; round < 3; round++) {
    const match = /^[a-z\uff21-\uff5a][a-z0-9+.\-\uff21-\uff5a]{0,31}:/i.exec(text.slice(from, from + 40));
    if (match === null) break;
    const scheme = match[0].slice(0, -1).normalize("NFKC").toLowerCase();
    const next = from + match[0].length;
    const slashes = /^[/\\]*/.exec(text.slice(next, next + 64))?.[0] ?? "";
    if (round === 0 && slashes === "" && /^[0-9]{1,5}(?:[/\\?#]|$)/.test(text.slice(next, next + 6))) return { from: 0, disguises: [] };
    if (SPECIAL.has(scheme) || slashes.length >= 2) {
      return { scheme, from: next + slashes.length, disguises: slashDisguises(slashes, text.slice(from, next) === match[0].toLowerCase()) };
    }
    from = next;
  }
  // `jdbc:oracle:thin:@host:port:name`
  if (from > 0 && text[from] === "@") return { scheme: text.slice(0, from - 1).replace(/^.*:/s, "").toLowerCase(), from: from + 1, disguises: [] };
  if (from > 0) return undefined;
  const slashes = /^:?[/\\]{2,64}/.exec(text)?.[0];
  if (slashes !== undefined) return { from: slashes.length, disguises: ["protocol-relative", ...slashDisguises(slashes.replace(":", ""), true)] };
  return { from: 0, disguises: [] };
}

function slashDisguises(slashes: string, isLowerCase: boolean): string[] {
  const disguises = isLowerCase ? [] : ["upper-case"];
  if (slashes.includes("\\")) disguises.push("backslash");
  else if (slashes.length < 2) disguises.push("missing-slashes");
  else if (slashes.length > 2) disguises.push("extra-slashes");
  return disguises;
}

/** `hasScheme`: then a list or parameters may follow the host: `mongodb://a,b/`, `sqlserver://a;x=1`, `oracle:thin:@a:1521:x`. */
function splitAuthority(authority: string, hasScheme: boolean, disguises: Set<string>): { host: string; port?: number; rest: string[] } {
  const rest: string[] = [];
  const takeUserInfo = (text: string): string => {
    const at = text.lastIndexOf("@");
    if (at < 0) return text;
    disguises.add("user-info");
    rest.push(...text.slice(0, at).split(/[:@]/));
    return text.slice(at + 1);
  };
  let host = takeUserInfo(authority);
  if (host.includes("%") && !host.startsWith("[")) {
    const decoded = percentDecodeFully(host);
    // An escaped delimiter ends the host for a lenient reader: both readings are kept, the lenient one as the host.
    const cut = decoded.search(/[/\\?#]/);
    if (cut >= 0 || decoded.includes("@")) {
      disguises.add("percent-encoded");
      if (cut >= 0) rest.push(decoded.slice(cut + 1));
      host = takeUserInfo(cut < 0 ? decoded : decoded.slice(0, cut));
    }
  }
  const end = hasScheme ? host.search(/[;,]/) : -1;
  if (end > 0) {
    rest.push(...host.slice(end + 1).split(/[;,]/));
    host = host.slice(0, end);
  }
  const first = hasScheme && !host.startsWith("[") ? host.indexOf(":") : -1;
  const second = first > 0 ? host.indexOf(":", first + 1) : -1;
  if (second > 0 && host.slice(0, first).includes(".") && /^[0-9]{1,5}$/.test(host.slice(first + 1, second))) {
    rest.push(host.slice(second + 1));
    host = host.slice(0, second);
  }
  const port = /:([0-9\uff10-\uff19]{0,6})$/.exec(host.slice(-7));
  const isAddress = host.startsWith("[") ? !host.endsWith("]") : host.indexOf(":") === host.lastIndexOf(":");
  if (port === null || !isAddress) return { host, rest };
  const number = Number((port[1] ?? "").normalize("NFKC"));
  host = host.slice(0, host.length - port[0].length);
  return { host, rest, ...((port[1] ?? "") === "" || number > 65_535 ? {} : { port: number }) };
}

function urlPath(tail: string): string | undefined {
  // BOUNDED: the tail is cut to 4,096 characters.
  const path = tail.slice(0, 4096).replace(/[?#].*$/s, "").replace(/\\/g, "/");
  const segments: string[] = [];
  for (const segment of path.split("/").slice(1)) {
    // SECURITY: what follows a semicolon is read as a query is: signatures stand there.
    const parameters = segment.indexOf(";");
    const name = parameters < 0 ? segment : segment.slice(0, parameters);
    const dots = name.replace(/%2e/gi, ".");
    if (dots === "..") segments.pop();
    else if (dots !== ".") segments.push(name);
  }
  const resolved = `/${segments.join("/")}`;
  return resolved === "/" ? undefined : resolved.slice(0, LIMITS.urlPath);
}
