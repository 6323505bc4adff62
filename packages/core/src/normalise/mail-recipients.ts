// Reads a value that is nothing but mail addresses, in every notation that mail programs take, and gives each in its normal form.
import { type HostFacts, parseHost } from "./host.ts";
import { skeleton, withoutInvisible } from "./fold-text.ts";
import { percentDecode } from "./percent.ts";
import { characterTable } from "./recognisers/long-runs.ts";
import type { Recipient } from "./recipients.ts";

const MOST = 1_024;

/** Undefined when any part of the text is no address: then it is a text that mentions one. The caller bounds the length. */
export function mailRecipients(text: string): Recipient[] | undefined {
  const isLink = /^\s*mailto:/i.test(text);
  const found: Recipient[] = [];
  let isList = true;
  eachEntry(isLink ? linkRecipients(text.trim().slice(7)) : text, (entry) => {
    const recipient = readEntry(entry);
    isList = recipient !== undefined;
    if (recipient !== undefined) found.push(recipient);
    return isList && found.length < MOST;
  });
  return isList && found.length > 0 ? found : undefined;
}

/** `mailto:a@x.test,b@y.test?subject=…&cc=c@z.test`: all that receive, joined by commas. */
function linkRecipients(rest: string): string {
  const cut = rest.indexOf("?");
  const parts = [cut < 0 ? rest : rest.slice(0, cut)];
  if (cut >= 0) {
    for (const pair of rest.slice(cut + 1).split("&", 64)) {
      const equal = pair.indexOf("=");
      if (/^(?:to|cc|bcc)$/i.test(percentDecode(pair.slice(0, Math.max(0, equal))))) parts.push(pair.slice(equal + 1));
    }
  }
  return parts.filter((part) => part !== "").map(percentDecode).join(",");
}

/** What may part entries or hold them together; all else is taken over in runs. */
const MARKS: Uint8Array = characterTable('",;:@()\\\n\r');

/** The entries of a list, until `take` answers false. Quotes, comments and angle brackets hold separators together: `"Doe, Ann" <ann@x.test>`. */
function eachEntry(text: string, take: (entry: string) => boolean): void {
  let entry = "";
  let from = 0;
  let quoted = false;
  let hasAt = false;
  let comment = 0;
  const end = (at: number): boolean => {
    const whole = (entry + text.slice(from, at)).trim();
    entry = "";
    from = at + 1;
    hasAt = false;
    return whole === "" || take(whole);
  };
  for (let i = 0; i < text.length; i++) {
    if (MARKS[text.charCodeAt(i)] !== 1) continue;
    const character = text.charAt(i);
    if (quoted && character === "\\") i++;
    else if (character === '"' && comment === 0) quoted = !quoted;
    else if (quoted) hasAt ||= character === "@";
    else if (character === "(") {
      if (comment++ === 0) entry += text.slice(from, i);
    } else if (character === ")" && comment > 0) {
      if (--comment === 0) from = i + 1;
    } else if (comment > 0) continue;
    else if (character === "@") hasAt = true;
    else if (character === ":") {
      // The name of a group: `Team: ann@x.test, bob@x.test;`
      if (hasAt || text.charAt(i + 1) === "/" || /(?:^|[<\s])(?:mailto|smtp)$/i.test((entry + text.slice(from, i)).slice(-8))) continue;
      entry = "";
      from = i + 1;
    } else if (character !== ")" && character !== "\\" && !end(i)) return;
  }
  end(comment > 0 ? from : text.length);
}

function readEntry(entry: string): Recipient | undefined {
  const open = entry.lastIndexOf("<");
  const inner = open >= 0 && entry.endsWith(">") ? entry.slice(open + 1, -1) : entry;
  return mailRecipient(inner.trim().replace(/^(?:mailto|smtp):/i, ""));
}

/** One bare address. What counts is the last `@` outside quotes: what stands before it is the mailbox. */
function mailRecipient(address: string): Recipient | undefined {
  const at = address.lastIndexOf("@");
  if (at <= 0 || at > 320 || address.length > 600) return undefined;
  const host = parseHost(address.slice(at + 1).trim().replace(/^\[(?:IPv6:)?([^\]]{1,64})\]$/i, "$1"));
  if (host === undefined || !receivesMail(host, address.slice(at + 1))) return undefined;
  const local = localPart(address.slice(0, at));
  if (local === undefined) return undefined;
  // SECURITY: an invisible letter makes another mailbox; it stays in the form and is folded in the skeleton only.
  return { kind: "mail", form: `${local.toLowerCase()}@${host.host}`, skeleton: `${skeleton(withoutInvisible(local))}@${host.skeleton}`, domain: host.host };
}

/** Addresses stand in brackets or in full: `package@1.2.3` is a version. A single name is the machine itself or nothing. */
function receivesMail({ kind, host }: HostFacts, text: string): boolean {
  return kind === "ip" ? text.includes("[") || text.trim() === host : host.includes(".") || host === "localhost";
}

/** A quoted mailbox is the same as the plain one wherever the quotes were not needed. */
function localPart(text: string): string | undefined {
  const local = text.trim();
  if (!local.startsWith('"')) return local.length <= 128 && /^[^\s<>()[\]",;:@\\/]+$/.test(local) && !/^\.|\.$/.test(local) ? local : undefined;
  if (local.length < 3 || !local.endsWith('"')) return undefined;
  const inner = local.slice(1, -1).replace(/\\(.)/g, "$1");
  return /^[^\s<>()[\]",;:@\\]+$/.test(inner) ? inner : `"${inner.replace(/(["\\])/g, "\\$1")}"`;
}
