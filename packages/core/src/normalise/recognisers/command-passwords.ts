// Passwords that are words of a command: `curl -u name:password`, `sshpass -p password`, `mysql -ppassword`.
import type { Recogniser, Span } from "../recogniser.ts";
import { isPlaceholder } from "./placeholders.ts";
import { TRAIT } from "../text-traits.ts";

const USER = /(?<=^|\s)(?:-u|-U|--user|--proxy-user)[ =]{0,2}["']?[^\s:"'/]{1,64}:([^\s"']{3,256})/g;
const NEXT = /\bsshpass\s{1,4}-p\s{0,4}["']?([^\s"']{3,256})/g;
const JOINED = /\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)\b[^\n|;&]{0,200}?\s-p["']?([^\s"'-][^\s"']{2,256})/g;

export const commandPassword: Recogniser = {
  name: "command-password",
  label: "secret",
  needs: TRAIT.dash,
  find(text) {
    const spans: Span[] = [];
    if (/-[uU]|-user/.test(text)) add(text, USER, spans);
    if (text.includes("sshpass")) add(text, NEXT, spans);
    if (text.includes("mysql") || text.includes("mariadb")) add(text, JOINED, spans);
    return spans;
  },
};

function add(text: string, pattern: RegExp, spans: Span[]): void {
  for (const match of text.matchAll(pattern)) {
    const value = match[1] ?? "";
    const end = match.index + match[0].length;
    if (!isPlaceholder(value)) spans.push({ start: end - value.length, end });
  }
}
