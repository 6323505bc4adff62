// Credentials in files that have their own way to write them: password files, cookies, cluster secrets, key files, signed addresses.
import { decodeBase64 } from "../encodings.ts";
import type { Recogniser, Span } from "../recogniser.ts";
import { isPlaceholder } from "./placeholders.ts";
import { TRAIT } from "../text-traits.ts";

/** `login ann password …` of a `.netrc`, `host:port:database:user:…` of a `.pgpass`. */
export const passwordFile: Recogniser = {
  name: "password-file",
  label: "secret",
  needs: TRAIT.space | TRAIT.control | TRAIT.colon,
  find(text) {
    const spans: Span[] = [];
    if (text.includes("password") && /\bpassword[ \t\n]/.test(text)) lastGroups(text, /\b(?:login|account|user)[ \t\n]{1,8}\S{1,128}[ \t\n]{1,8}password[ \t\n]{1,8}(\S{3,256})/g, spans);
    // The port tells it from `file:line:column:…`, the last field from a list of users.
    if (text.includes(":") && /:(?:[0-9]{4,5}|\*):/.test(text)) lastGroups(text, /(?<![^\n])[\w.*-]{1,255}:(?:[0-9]{4,5}|\*):[A-Za-z_*][\w*-]{0,63}:[A-Za-z_][\w@.-]{0,63}:([^\s:]{3,256})(?![^\n\r])/g, spans);
    return spans;
  },
};

/** `$6$salt$hash` and its kin: what a password can be guessed from. */
export const passwordHash: Recogniser = {
  name: "password-hash",
  label: "secret",
  find(text) {
    const spans: Span[] = [];
    if (text.includes("$")) lastGroups(text, /(?<![A-Za-z0-9$])(\$(?:1|5|6|7|y|gy|2[abxy]|apr1|argon2(?:i|d|id)|pbkdf2-sha(?:1|256|512)|scrypt)\$[A-Za-z0-9./$=,+-]{20,256})/g, spans);
    return spans.filter(({ start, end }) => new Set(text.slice(start, end)).size >= 14);
  },
};

/** Names of cookies that stand for a login. */
const SESSION = /sess|sid\b|sid$|auth|token|jwt|remember|login|identity|credential/i;

export const sessionCookie: Recogniser = {
  name: "session-cookie",
  label: "secret",
  needs: TRAIT.colon | TRAIT.equals,
  find(text) {
    const spans: Span[] = [];
    if (!text.includes("ookie") || !/ookie["']?\s?[:=]/.test(text)) return spans;
    for (const header of text.matchAll(/\b(?:set-)?cookie["']?\s?[:=][ \t"']{0,4}([^\n\r"']{3,4096})/gi)) {
      const from = header.index + header[0].length - (header[1] ?? "").length;
      for (const pair of (header[1] ?? "").matchAll(/(?:^|[; ])([\w.-]{1,64})=([^;,\s]{8,4096})/g)) {
        const [whole, name = "", value = ""] = pair;
        if (!SESSION.test(name) || isPlaceholder(value) || !/[0-9]/.test(value) || new Set(value).size < 6) continue;
        spans.push({ start: from + pair.index + whole.length - value.length, end: from + pair.index + whole.length });
      }
    }
    return spans;
  },
};

/** Values under `data` and `stringData` of a cluster's secret. */
export const clusterSecret: Recogniser = {
  name: "cluster-secret",
  label: "secret",
  needs: TRAIT.colon,
  find(text) {
    const spans: Span[] = [];
    if (!text.includes("Secret") || !/kind["']?\s?:\s?["']?Secret\b/.test(text)) return spans;
    let next = 0;
    for (const block of text.matchAll(/(?<=^|[\n{,\s"'])(?:data|stringData)["']?:[ \t]{0,8}[\n{]/g)) {
      if (block.index < next) continue;
      // Both notations: `name: value` lines that are indented, `"name": "value"` up to the closing brace.
      const body = text.slice(block.index + block[0].length, block.index + block[0].length + 65_536);
      const isJson = block[0].endsWith("{");
      const end = isJson ? body.indexOf("}") : body.search(/\n(?=[^\s#])/);
      const values = body.slice(0, end < 0 ? body.length : end);
      next = block.index + block[0].length + values.length;
      for (const pair of values.matchAll(/["']?([\w.-]{1,128})["']?:[ \t]{0,8}["']?([^\s"'|>,{}]{4,8192})/g)) {
        const value = pair[2] ?? "";
        const from = block.index + block[0].length + pair.index + pair[0].length - value.length;
        if (!isPlaceholder(value) && (block[0].startsWith("stringData") || decodeBase64(value).length >= 3)) spans.push({ start: from, end: from + value.length });
      }
    }
    return spans;
  },
};

/** Addresses that let in whoever knows them: signed links, one-time password seeds, incoming webhooks. */
export const signedAddress: Recogniser = {
  name: "signed-address",
  label: "secret",
  needs: TRAIT.query | TRAIT.ampersand | TRAIT.slash,
  find(text) {
    const spans: Span[] = [];
    // The signature alone is the secret: the rest says where.
    if (/[?&](?:sig|X-Amz-Signature|X-Amz-Security-Token|X-Goog-Signature|Signature)=/i.test(text)) lastGroups(text, /[?&](?:sig|X-Amz-Signature|X-Amz-Security-Token|X-Goog-Signature|Signature)=([A-Za-z0-9%+/=_-]{32,2048})/gi, spans);
    if (text.includes("otpauth")) lastGroups(text, /otpauth:\/\/[ht]otp\/[^\s?"'<>]{0,256}\?(?:[^\s"'<>#]{0,256}&)?secret=([A-Z2-7]{8,128})/gi, spans);
    if (/\/(?:services|webhooks)\//.test(text)) lastGroups(text, /\/(?:services\/(T[A-Z0-9]{8,12}\/B[A-Z0-9]{8,12}\/[A-Za-z0-9]{20,32})|api\/webhooks\/([0-9]{17,20}\/[A-Za-z0-9_-]{60,80}))/g, spans);
    return spans.filter(({ start, end }) => new Set(text.slice(start, end)).size >= 6);
  },
};

/** Key files without armour: `Private-Lines:` of an SSH client, the private number `d` of a JSON web key. */
export const keyFile: Recogniser = {
  name: "private-key",
  label: "secret",
  needs: TRAIT.colon,
  find(text) {
    const spans: Span[] = [];
    if (text.includes("Private-Lines:")) lastGroups(text, /Private-Lines: [0-9]{1,3}\r?\n([A-Za-z0-9+/=\r\n]{40,8192})/g, spans);
    if (text.includes('"kty"')) lastGroups(text, /"d"\s{0,4}:\s{0,4}"([A-Za-z0-9_-]{20,1024})(?=")/g, spans);
    return spans;
  },
};

/** The last group of each match that is no placeholder. */
function lastGroups(text: string, pattern: RegExp, spans: Span[]): void {
  for (const match of text.matchAll(pattern)) {
    const value = match.slice(1).find((group) => group !== undefined) ?? "";
    if (isPlaceholder(value)) continue;
    const end = match.index + match[0].length;
    spans.push({ start: end - value.length, end });
  }
}
