// Who may receive: mail addresses, domains of them, accounts, handles, channels.
import { parseHost } from "../../normalise/host.ts";
import { normaliseName } from "../../normalise/name.ts";
import { compileGlob, globCovers } from "../glob.ts";
import type { GlobMatcher } from "../glob.ts";
import type { RecipientFacts } from "../../words/facts.ts";

/** `name` in normal form; with `host` it is the part of a mail address before the last `@`. */
export interface RecipientPattern {
  readonly name: string;
  readonly fits: GlobMatcher;
  readonly host?: string;
  readonly isWild?: true;
}

/** `*@host`, `name@host`, `*@*.host` (sub-domains), or an account, handle or channel in which `*` is any run. */
export function parseRecipientPattern(text: string): RecipientPattern | undefined {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > 256) return undefined;
  const mail = splitMail(trimmed);
  if (mail === undefined) {
    const name = formOf(trimmed);
    return name === "" ? undefined : { name, fits: compileGlob(name) };
  }
  const isWild = mail.domain.startsWith("*.");
  const host = parseHost(isWild ? mail.domain.slice(2) : mail.domain);
  if (host === undefined) return undefined;
  const name = formOf(mail.name);
  return { name, fits: compileGlob(name), host: host.host, ...(isWild ? { isWild: true } : {}) };
}

/** Handles begin with an `@`; a mail address has something before it. */
function splitMail(text: string): { readonly name: string; readonly domain: string } | undefined {
  const at = text.lastIndexOf("@");
  return at <= 0 ? undefined : { name: text.slice(0, at), domain: text.slice(at + 1) };
}

/** Without the spaces and dots that people group accounts and numbers by. */
function formOf(text: string): string {
  const exact = normaliseName(text).exact;
  return /^[+a-z0-9 -]+$/.test(exact) && /[0-9]/.test(exact) ? exact.replace(/ /g, "") : exact;
}

export function takesInRecipient(patterns: readonly RecipientPattern[], { form, domain }: Pick<RecipientFacts, "form" | "domain">): boolean {
  const mail = splitMail(form);
  const host = mail === undefined ? undefined : (parseHost(domain ?? mail.domain)?.host ?? "");
  const name = formOf(mail?.name ?? form);
  return patterns.some((pattern) => takesHost(pattern, host) && pattern.fits(name));
}

function takesHost(pattern: RecipientPattern, host: string | undefined): boolean {
  if (pattern.host === undefined || host === undefined) return pattern.host === undefined && (host === undefined || pattern.name === "*");
  return pattern.isWild === true ? host.endsWith(`.${pattern.host}`) : host === pattern.host;
}

/** SECURITY: text in which no recipient was recognised is one only when nothing in it could part it into several. */
export function isOneRecipient(text: string): boolean {
  return text.trim() !== "" && !/[,;<>"'\s()]/.test(text.trim()) && text.indexOf("@", 1) === text.lastIndexOf("@") && !hasRoute(text);
}

/** `@relay.example:ann@corp.example`: mail servers may deliver to the first host. */
export function hasRoute(text: string): boolean {
  return /(?:^|[<\s,;:])@[^\s@,:;]{1,253}[,:]/.test(text);
}

export function recipientCovers(outer: RecipientPattern, inner: RecipientPattern): boolean {
  if (!globCovers(outer.name, inner.name)) return false;
  if (outer.host === undefined) return inner.host === undefined || outer.name === "*";
  if (inner.host === undefined) return false;
  if (outer.isWild === true) return inner.host.endsWith(`.${outer.host}`) || (inner.isWild === true && inner.host === outer.host);
  return inner.isWild !== true && inner.host === outer.host;
}
