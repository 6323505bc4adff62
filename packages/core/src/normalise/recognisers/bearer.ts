// Credentials that travel with requests: JSON web tokens, authorization headers, passwords in connection strings.
import { decodeBase64 } from "../encodings.ts";
import type { Recogniser, Span } from "../recogniser.ts";
import { characterTable, hasRun } from "./long-runs.ts";
import { decodeUtf8 } from "../utf8.ts";
import { TRAIT } from "../text-traits.ts";

export const jsonWebToken: Recogniser = {
  name: "json-web-token",
  label: "secret",
  needs: TRAIT.dot,
  find(text) {
    const spans: Span[] = [];
    const body = /[A-Za-z0-9_-]{10,4096}\.[A-Za-z0-9_-]{10,16384}(?:\.[A-Za-z0-9_-]{0,8192}){0,3}/y;
    for (let at = text.indexOf("eyJ"); at >= 0; ) {
      body.lastIndex = at;
      const match = /[A-Za-z0-9_-]/.test(text.charAt(at - 1)) ? null : body.exec(text);
      if (match !== null && isTokenHeader(match[0].slice(0, match[0].indexOf(".")))) spans.push({ start: at, end: at + match[0].length });
      at = text.indexOf("eyJ", at + (match?.[0].length ?? 3));
    }
    return spans;
  },
};

/** A header is a JSON object that says how the token is signed or encrypted. */
function isTokenHeader(part: string): boolean {
  const header = decodeUtf8(decodeBase64(part)) ?? "";
  return header.startsWith("{") && header.trimEnd().endsWith("}") && /"(?:alg|enc|kid|typ)"\s{0,4}:/.test(header);
}

const HEADER_CHARACTERS: Uint8Array = characterTable("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~+/=-");

export const authorizationHeader: Recogniser = {
  name: "authorization-header",
  label: "secret",
  needs: TRAIT.space | TRAIT.control,
  find(text) {
    const spans: Span[] = [];
    if (!hasRun(text, HEADER_CHARACTERS, 12)) return spans;
    for (const match of text.matchAll(/\b(?:bearer|basic|authorization["']?[ \t]{0,4}[:=][ \t]{0,4}["']?[A-Za-z-]{2,20})[ \t]{1,4}([A-Za-z0-9._~+/=-]{12,4096})/gi)) {
      const value = match[1] ?? "";
      // "basic understanding" is prose; a credential has digits, or upper case after its first letter.
      if (!/[0-9=]/.test(value) && !/^.+[A-Z]/.test(value)) continue;
      spans.push({ start: match.index + match[0].length - value.length, end: match.index + match[0].length });
    }
    return spans;
  },
};

export const connectionPassword: Recogniser = {
  name: "connection-password",
  label: "secret",
  needs: TRAIT.at,
  find(text) {
    const spans: Span[] = [];
    for (let at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
      const authority = /^[^\s/?#"'<>\\]{0,1024}/.exec(text.slice(at + 3, at + 3 + 1024))?.[0] ?? "";
      const userEnd = authority.lastIndexOf("@");
      if (userEnd <= 0) continue;
      const colon = authority.slice(0, userEnd).indexOf(":");
      const secret = authority.slice(colon + 1, userEnd);
      // With no user name in front only a long one is a token; `git@` and `user@` are not.
      const isSecret = colon >= 0 ? secret.length >= 3 && !/^(?:password|pass|x-oauth-basic|\$\{?\w+\}?|<.*|\*+|x+)$/i.test(secret) : /^(?=.*[0-9])[\w~.-]{20,}$/.test(secret);
      if (isSecret) spans.push({ start: at + 3 + colon + 1, end: at + 3 + userEnd });
    }
    return spans;
  },
};
