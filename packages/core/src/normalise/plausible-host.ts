// Whether what reads like a host is meant as one: file names, versions, class names and prose read like hosts too.
import { parse } from "tldts";
import type { DestinationParts } from "./destination.ts";
import { looksLikeFile } from "./file-names.ts";
import { remember } from "./remember.ts";
import type { HostSlot } from "./slots.ts";

/** Names that are kept for inner and test networks: real hosts, though no registry sells them. */
const INNER = /\.(?:test|example|invalid|localhost|local|internal|intranet|lan|corp|home|private|onion|i2p|arpa)$/;
const KNOWN_SCHEMES = /^(?:https?|wss?|ftps?|sftp|ssh|git|svn|s3|gs|gcs|abfss?|wasbs?|hdfs|rsync|scp|smb|nfs|ldaps?|imaps?|smtps?|pop3s?|telnet|tcp|udp|tls|mqtts?|amqps?|redis|rediss|mongodb|postgres|postgresql|mysql|mariadb|sqlserver|oracle|kafka|nats|grpcs?|docker|oci|dav|davs|webdav|rtmp|rtsp|sip|sips|irc|xmpp|stun|turn|socks[45]?h?|gopher|dict|tftp)(?:\+[a-z0-9]+)*$/;

export function isKnownScheme(scheme: string): boolean {
  return KNOWN_SCHEMES.test(scheme);
}

/** A scheme was given, or `//`: what follows is meant as a host. */
export function isPlausible(parts: DestinationParts): boolean {
  if (parts.scheme === undefined) return parts.disguises.includes("protocol-relative") && (parts.kind === "ip" ? !isSmallNumber(parts) : isRealDomain(parts.host) || isRealDomain(parts.skeleton));
  if (parts.scheme === "file") return parts.kind === "ip" || parts.host.includes(".");
  return isKnownScheme(parts.scheme) || (parts.kind === "ip" && !isShortNumber(parts)) || isRealDomain(parts.host) || parts.host === "localhost";
}

/** `//12/x` and `//1.2/x` are no addresses that anyone means; `//3325256880/x` and `//198.3368179/x` can be nothing else. */
function isSmallNumber({ host, disguises }: DestinationParts): boolean {
  return host.startsWith("0.") || (disguises.includes("short-address") && /^[0-9]+\.0\./.test(host));
}

function isShortNumber(parts: DestinationParts): boolean {
  return parts.disguises.some((disguise) => disguise === "integer-address" || disguise === "short-address");
}

/** In a slot for hosts only sentences, words with odd letters and small numbers are not one. */
export function isHostSlotValue(text: string, parts: DestinationParts, hostSlot: HostSlot): boolean {
  if (hostSlot === "name") return parts.kind === "domain" ? isRealDomain(parts.host) : isWrittenAddress(text, parts);
  return parts.kind === "domain" ? parts.host.length > 1 && (hostSlot === "any" || parts.host.includes(".")) : !/^[0-9]{1,7}$/.test(text);
}

/**
 * A bare word in an ordinary slot: an address with all its parts, or a name under a real suffix that is not a file. `bare` when
 * nothing but its dots says that it is a host: `order.id` and `com.acme.app` are written so, too.
 */
export function plainHost(text: string, parts: DestinationParts): "host" | "bare" | undefined {
  if (/^[/\\.?#@~]/.test(text)) return undefined;
  if (parts.kind === "ip") return isWrittenAddress(text, parts) ? "host" : undefined;
  const head = /^[^/\\?#:]*/.exec(text)?.[0] ?? "";
  const rest = text.slice(head.length);
  if (!isRealDomain(parts.host)) return parts.host === "localhost" && parts.port !== undefined ? "host" : undefined;
  // `main.py:10` is a place in a file.
  if (looksLikeFile(parts.host) && (rest === "" || rest.startsWith(":"))) return undefined;
  const isDisguised = parts.disguises.some((disguise) => disguise !== "upper-case" && disguise !== "trailing-dot");
  return rest !== "" || isDisguised || /^www\./i.test(text) ? "host" : "bare";
}

export function isWrittenAddress(text: string, parts: DestinationParts): boolean {
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
