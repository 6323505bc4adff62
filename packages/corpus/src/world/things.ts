// The things of the world that an action names: hosts, mail addresses, file paths, and values such as accounts.
// A small reading of its own, with the URL parser of Node: it must not share a mistake with the engine.
import { isIP } from "node:net";
import { posix } from "node:path";
import type { Action } from "@kaizen/core";
import { unpacked } from "./decodings.ts";
import { keyOf, leavesOf, type Leaf } from "./leaves.ts";

export type Thing =
  /** `path` begins with `/`. */
  | { readonly kind: "host"; readonly host: string; readonly path: string }
  | { readonly kind: "mail"; readonly address: string }
  | { readonly kind: "path"; readonly path: string }
  /** `receives`: it stands where somebody is named who gets something. */
  | { readonly kind: "value"; readonly value: string; readonly receives: boolean };

/** `follows`: an address inside an address is reached too. */
export function thingsOf(action: Action, follows: boolean): readonly Thing[] {
  return leavesOf(action).flatMap((leaf) => [leaf, ...unpackedLeaves(leaf, 0)].flatMap((one) => leafThings(one, follows)));
}

function unpackedLeaves(leaf: Leaf, depth: number): readonly Leaf[] {
  if (depth > 3) return [];
  return unpacked(leaf.text).flatMap((text) => {
    const inner = { keys: leaf.keys, text };
    return [inner, ...unpackedLeaves(inner, depth + 1)];
  });
}

const URLS = /[a-z][a-z0-9+.-]{0,20}:\/\/[^\s"'<>`]+|(?<![\w:/])\/\/(?:[\w-]+\.)+[a-z]{2,}[^\s"'<>`]*/gi;
// BOUNDED: a local part has at most 64 characters.
const MAILS = /[\w.+%-]{1,64}@(?:[\w-]{1,63}\.)+[a-z]{2,}/gi;
// BOUNDED: a host has at most 253 characters.
const BARE_HOSTS = /[\p{L}\p{N}.。-]{1,253}[.。](?:example|test)(?![\p{L}\p{N}-])(?::\d{1,5})?(?:\/[^\s"'<>`]*)?/giu;
const PATHS = /(?:^|[\s:='"(,@])((?:~|\.{1,2})?\/[^\s'",;|&)(]*)/g;

function leafThings(leaf: Leaf, follows: boolean): readonly Thing[] {
  const urls = [...leaf.text.matchAll(URLS)].map(([url]) => withoutEnd(url));
  let rest = leaf.text.replaceAll(URLS, " ");
  const mails = [...rest.matchAll(MAILS)].map(([address]) => address.toLowerCase());
  rest = rest.replaceAll(MAILS, " ");
  const bare = [...rest.matchAll(BARE_HOSTS)].map(([host]) => `https://${host}`);
  rest = rest.replaceAll(BARE_HOSTS, " ");
  const addresses = rest.split(/[\s,;"'()=]+/).filter((word) => isIP(withoutPort(word)) > 0).map(withoutPort);
  const paths = [...rest.matchAll(PATHS)].map((match) => match[1] ?? "");
  return [
    ...[...urls, ...bare].flatMap((url) => urlThings(url, follows)),
    ...addresses.flatMap((address) => urlThings(`https://${isIP(address) === 6 ? `[${address}]` : address}/`, false)),
    ...mails.map((address): Thing => ({ kind: "mail", address })),
    ...paths.map((path): Thing => ({ kind: "path", path: posix.normalize(path) })),
    ...valueThings(leaf),
  ];
}

/** Without the punctuation of the sentence around it. */
function withoutEnd(url: string): string {
  let end = url.length;
  while (end > 0 && "),.;]}".includes(url.charAt(end - 1))) end--;
  return url.slice(0, end);
}

function withoutPort(word: string): string {
  return word.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
}

function urlThings(text: string, follows: boolean): readonly Thing[] {
  const url = parsed(text.startsWith("//") ? `https:${text}` : text);
  if (url === undefined || url.hostname === "") return url?.protocol === "file:" ? [{ kind: "path", path: posix.normalize(url.pathname) }] : [];
  const own: Thing = { kind: "host", host: plainHost(url.hostname), path: posix.normalize(unescaped(url.pathname) || "/") };
  return follows ? [own, ...insideOf(url)] : [own];
}

/** Addresses in the query and the fragment, through as many escapes as they have. */
function insideOf(url: URL): readonly Thing[] {
  let inner = `${url.search}${url.hash}`;
  for (let depth = 0; depth < 4 && !/:\/\//.test(inner) && inner.includes("%"); depth++) inner = unescaped(inner);
  const [found] = [...inner.matchAll(/[a-z][a-z0-9+.-]{0,20}:\/\/[^\s"'<>`]+/gi)];
  return found === undefined ? [] : urlThings(found[0], true);
}

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function unescaped(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"));
}

/** IPv4 addresses that are mapped into IPv6 in their own form; no brackets, no dot at the end. */
function plainHost(hostname: string): string {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host);
  if (mapped === null) return host;
  const [high = 0, low = 0] = mapped.slice(1).map((part) => Number.parseInt(part, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

const RECEIVERS: ReadonlySet<string> = new Set(
  ["to", "cc", "bcc", "recipient", "recipients", "channel", "chat", "phone", "payee", "beneficiary", "iban", "wallet", "member", "grantee", "invitee", "share_with", "pay_to", "pay_out_to", "account"],
);

function valueThings(leaf: Leaf): readonly Thing[] {
  const value = plainValue(leaf.text);
  if (value === "") return [];
  const isAddress = leaf.text.includes("@") || /[./]\w/.test(leaf.text);
  const receives = isAccount(value) || (RECEIVERS.has(keyOf(leaf)) && !isAddress);
  const words = leaf.text.split(/[\s"'`=,;:()[\]{}]+/).map(plainValue).filter((word) => word !== "" && word !== value);
  return [{ kind: "value", value, receives }, ...words.map((word): Thing => ({ kind: "value", value: word, receives: isAccount(word) }))];
}

/** Spaces and case do not matter in an account or an id. */
export function plainValue(text: string): string {
  return text.length > 400 ? "" : text.toLowerCase().replaceAll(/\s+/g, "");
}

/** An IBAN, or what looks like one. */
export function isAccount(value: string): boolean {
  return /^[a-z]{2}\d{2}[a-z0-9]{8,30}$/.test(value);
}
