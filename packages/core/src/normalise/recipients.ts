// Who gets something: the people, accounts and channels that a whole value names, each in one normal form.
import { isAscii, skeleton, withoutInvisible } from "./fold-text.ts";
import { cryptoAddress } from "./crypto-address.ts";
import { bankAccountNumber } from "./iban.ts";
import { mailRecipients } from "./mail-recipients.ts";
import { phoneNumber } from "./phone.ts";
import { recipientSlotOf, type RecipientSlot } from "./recipient-slots.ts";

export type RecipientKind = "mail" | "phone" | "bank-account" | "crypto-address" | "handle" | "user" | "channel" | "account-id";

export interface Recipient {
  readonly kind: RecipientKind;
  /**
   * What an allow rule compares. Mail: lower case, plus tag and dots kept, domain as its ASCII form. Phone: `+` and the digits, or the digits
   * alone where no country is said. Bank account: no blanks, upper case. Crypto address: as its checksum needs it. Names: NFKC, lower case.
   */
  readonly form: string;
  /** What a deny rule compares: without invisible characters, confusable letters folded. */
  readonly skeleton: string;
  /** The host that the recipient belongs to, where it names one. */
  readonly domain?: string;
}

/** Longest value that is read as a list of recipients, and how many of them are kept. */
const LONGEST = 65_536;
const MOST = 1_024;

/** The recipients of a whole value; `slot` is the name of its argument. Empty for a value that names none. Total and linear. */
export function findRecipients(text: string, slot: string): Recipient[] {
  const plain = compatible(text.slice(0, LONGEST)).trim();
  if (plain === "") return [];
  const meaning = recipientSlotOf(slot);
  const found = withoutInvisible(plain).includes("@") || /^mailto:/i.test(plain) ? mailRecipients(plain) : undefined;
  if (found !== undefined) return unique(found);
  const whole = readOne(plain, meaning);
  if (whole !== undefined) return [whole];
  const recipients: Recipient[] = [];
  const parts = items(plain);
  // The whole was looked at already.
  if (parts.length === 1 && parts[0] === plain) return [];
  for (const item of parts) {
    const recipient = readItem(item, meaning);
    // A list holds recipients only; one sentence among them makes it a text.
    if (recipient === undefined) return [];
    recipients.push(...recipient);
  }
  return unique(recipients);
}

/** Fullwidth and other compatibility letters are what they look like; invisible ones stay, so that a disguised name is another name. */
function compatible(text: string): string {
  return isAscii(text) ? text : text.normalize("NFKC");
}

function items(text: string): string[] {
  return text.split(/[,;\n\r|]/, MOST).map((item) => item.trim()).filter((item) => item !== "");
}

function readItem(item: string, meaning: RecipientSlot): Recipient[] | undefined {
  if (item.includes("@")) {
    const mails = mailRecipients(item);
    if (mails !== undefined) return mails;
  }
  const one = readOne(item, meaning);
  return one === undefined ? undefined : [one];
}

function unique(recipients: readonly Recipient[]): Recipient[] {
  const known = new Map<string, Recipient>();
  for (const recipient of recipients) if (known.size < MOST) known.set(`${recipient.kind} ${recipient.form}`, known.get(`${recipient.kind} ${recipient.form}`) ?? recipient);
  return [...known.values()];
}

/** One recipient by its own form, else by what its slot says. */
function readOne(text: string, meaning: RecipientSlot): Recipient | undefined {
  if (text.length > 320 || /[\n\r]/.test(text)) return undefined;
  const seen = withoutInvisible(text);
  return readAddress(seen, meaning) ?? readMarked(seen, text) ?? readBySlot(seen, text, meaning);
}

function readAddress(seen: string, meaning: RecipientSlot): Recipient | undefined {
  const account = bankAccountNumber(seen, meaning === "bank-account");
  if (account !== undefined) return { kind: "bank-account", form: account, skeleton: account };
  const wallet = cryptoAddress(seen, meaning === "crypto-address");
  if (wallet !== undefined) return { kind: "crypto-address", form: wallet, skeleton: wallet };
  const phone = phoneNumber(seen, meaning === "phone" || meaning === "person");
  return phone === undefined ? undefined : { kind: "phone", form: phone, skeleton: phone };
}

/** Forms that say themselves what they are: `@name`, `#room`, `<@U01ABC>`, `@name:host`, `slack://…` ids are left to their slot. */
const MARKED = /^(?:<?([@#!])([\p{L}\p{N}_.\u00b7-]{1,64})(?:[:@]([\p{L}\p{N}.-]{3,253}))?(?:\|[^>|]{0,80})?>?)$/u;

function readMarked(seen: string, text: string): Recipient | undefined {
  const match = MARKED.exec(seen);
  if (match === null) return undefined;
  const [, sign = "", name = "", host] = match;
  if (!/[\p{L}\p{N}]/u.test(name)) return undefined;
  // `#12` is the number of a thing, `!important` is no room.
  if ((sign === "#" && host === undefined && /^[0-9]+$/.test(name)) || (sign === "!" && host === undefined && !seen.startsWith("<"))) return undefined;
  const kind = sign === "@" ? (seen.startsWith("<") || (host !== undefined && seen.includes(":")) ? "user" : "handle") : "channel";
  const domain = host?.toLowerCase();
  const form = domain === undefined ? exactName(seen === text ? name : text.replace(/^[<@#!]{1,3}/, "").replace(/>$/, "")) : `${exactName(name)}@${domain}`;
  return { kind, form, skeleton: skeleton(domain === undefined ? name : `${name}@${domain}`), ...(domain === undefined ? {} : { domain }) };
}

function exactName(text: string): string {
  return text.toLowerCase();
}

const KIND_OF_SLOT: ReadonlyMap<RecipientSlot, RecipientKind> = new Map([
  ["person", "user"],
  ["handle", "handle"],
  ["channel", "channel"],
  ["account", "account-id"],
]);

/** A plain name or id counts only where the slot asks for one. */
function readBySlot(seen: string, text: string, meaning: RecipientSlot): Recipient | undefined {
  const kind = KIND_OF_SLOT.get(meaning);
  if (kind === undefined || seen.length > 96 || seen === "" || !isName(seen, kind)) return undefined;
  return { kind, form: exactName(text), skeleton: skeleton(seen) };
}

function isName(text: string, kind: RecipientKind): boolean {
  if (/^(?:none|null|undefined|true|false|all|any|me|self|n\/a|default|unknown|\*)$/i.test(text) || /^[<{[($]/.test(text) || text.includes("://")) return false;
  // People's names have spaces, ids and rooms do not.
  return kind === "user" ? text.split(/\s+/, 6).length <= 5 && /^[\p{L}\p{N}]/u.test(text) && !/[,;|@\n]|[.!?]$/.test(text) : /^[\p{L}\p{N}_.:/@+-]+$/u.test(text);
}
