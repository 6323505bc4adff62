// Passwords that are words of a command: `curl -u name:password`, `sshpass -p password`, `mysql -ppassword`.
import type { Recogniser, Span } from "../recogniser.ts";
import { isPlaceholder } from "./placeholders.ts";
import { TRAIT } from "../text-traits.ts";

const USER = /(?<=^|\s)(?:-u|-U|--user|--proxy-user)[ =]{0,2}["']?[^\s:"'/]{1,64}:([^\s"']{3,256})/g;
const NEXT = /\bsshpass\s{1,4}-p\s{0,4}["']?([^\s"']{3,256})/g;
const JOINED = /\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)\b[^\n|;&]{0,200}?\s-p["']?([^\s"'-][^\s"']{2,256})/g;

const PROGRAMS = /redis-cli|login|config|-pass|openssl|ldap|htpasswd|chpasswd|mongo|sqlcmd|bcp|zip|7z|smbclient|net(?:\.exe)? {1,4}use|cookie|curl|from-literal/i;
/** What the patterns name that need no option. */
const WITHOUT_OPTION = /vault|config|chpasswd|net(?:\.exe)? {1,4}use/i;
/** The value is the last group of each. */
const OTHERS: readonly RegExp[] = [
  /\bredis-cli\b[^\n|;&]{0,200}?\s-a\s{1,4}["']?([^\s"']{3,256})/g,
  /\blogin\b[^\n|;&]{0,200}?\s-p[ =]{0,2}["']?([^\s"'=-][^\s"']{2,255})/g,
  /\bvault\s{1,4}login\s{1,4}["']?([^\s"'=-][^\s"'=]{7,255})/g,
  /\bconfig(?:ure)?\s{1,4}set\s{1,4}["']?[^\s"'=]{0,128}(?:token|passw(?:or)?d|secret|_auth)[\w-]{0,32}["']?[\s=]{1,4}["']?([^\s"']{6,512})/gi,
  /\s-pass(?:in|out)?\s{1,4}["']?pass:([^\s"']{3,256})/g,
  /\bopenssl\b[^\n|;&]{0,200}?\s-k\s{1,4}["']?([^\s"'-][^\s"']{2,255})/g,
  /\bldap[a-z]{3,12}\b[^\n|;&]{0,200}?\s-w\s{0,4}["']?([^\s"'-][^\s"']{2,255})/g,
  /\bhtpasswd\s{1,4}-[A-Za-z]{0,8}b[A-Za-z]{0,8}\s{1,4}[^\s|;&]{1,200}\s{1,4}[^\s|;&]{1,64}\s{1,4}["']?([^\s"']{3,256})/g,
  /\bmongo[a-z]{0,12}\b[^\n|;&]{0,200}?\s-p[ =]{0,2}["']?([^\s"'-][^\s"']{2,255})/g,
  /\b(?:sqlcmd|bcp|zip|unzip)\b[^\n|;&]{0,200}?\s-P\s{0,4}["']?([^\s"'-][^\s"']{2,255})/g,
  /\b7z[ar]?\b[^\n|;&]{0,200}?\s-p["']?([^\s"'-][^\s"']{2,255})/g,
  /\bsmbclient\b[^\n|;&]{0,200}?\s-U\s{0,4}["']?[^\s"'%]{1,64}%([^\s"']{3,256})/g,
  /\bnet(?:\.exe)?\s{1,4}use\s{1,4}(?:[A-Za-z*]:?\s{1,4})?\\\\[^\s]{1,200}\s{1,4}["']?([^\s"'/*][^\s"']{2,255})/gi,
  /\becho\s{1,4}["']?[^\s:"'|]{1,64}:([^\s"'|]{3,256})(?=["']?\s{0,4}\|\s{0,4}(?:sudo\s{1,4})?chpasswd\b)/g,
  /(?<=\s)(?:-b|--cookie)[ =]{0,2}["']?[^\s=;"'/]{1,64}=([^\s"']{6,1024})/g,
  /--from-literal[ =]["']?[^\s=]{1,64}=([^\s"']{3,256})/g,
];

export const commandPassword: Recogniser = {
  name: "command-password",
  label: "secret",
  needs: TRAIT.space,
  find(text) {
    const spans: Span[] = [];
    const hasOption = mayHoldOption(text);
    if (hasOption) {
      if (/-[uU]|-user/.test(text)) add(text, USER, spans);
      if (text.includes("sshpass")) add(text, NEXT, spans);
      if (text.includes("mysql") || text.includes("mariadb")) add(text, JOINED, spans);
    }
    if ((hasOption || WITHOUT_OPTION.test(text)) && PROGRAMS.test(text)) for (const pattern of OTHERS) add(text, pattern, spans);
    return spans;
  },
};

/** INVARIANT: every pattern but those that need one of `WITHOUT_OPTION` needs a dash at the beginning, behind white space or before another dash. */
function mayHoldOption(text: string): boolean {
  for (let at = text.indexOf("-"); at >= 0; at = text.indexOf("-", at + 1)) {
    const before = at === 0 ? 0 : text.charCodeAt(at - 1);
    if (before <= 0x20 || before > 0x7f || text.charCodeAt(at + 1) === 0x2d) return true;
  }
  return false;
}

function add(text: string, pattern: RegExp, spans: Span[]): void {
  for (const match of text.matchAll(pattern)) {
    const value = match[1] ?? "";
    const end = match.index + match[0].length;
    if (!isPlaceholder(value)) spans.push({ start: end - value.length, end });
  }
}
