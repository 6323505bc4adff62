// Who receives in a call, against the recipients that its tool may send to: recognised ones and whatever stands in a place for one.
import { isIndex } from "./argument-key.ts";
import { plainSegmentsOf } from "./argument-names.ts";
import { isGiven } from "./is-given.ts";
import { LIMIT_CODES } from "./limit-codes.ts";
import { hasRoute, isOneRecipient, takesInRecipient } from "./recipient-pattern.ts";
import { normaliseName } from "../../normalise/name.ts";
import { recipientSlotOf } from "../../normalise/recipient-slots.ts";
import { remember } from "../../normalise/remember.ts";
import type { ActionFacts, ArgumentFacts } from "../../words/facts.ts";
import type { Note } from "./call-report.ts";
import type { RecipientPattern } from "./recipient-pattern.ts";

export function judgeRecipients(facts: ActionFacts, patterns: readonly RecipientPattern[], note: Note): void {
  for (const recipient of facts.recipients) {
    if (!takesInRecipient(patterns, recipient)) note(LIMIT_CODES.recipient, `sends to ${recipient.domain === undefined ? `a ${recipient.kind}` : `an address at ${recipient.domain}`}, which is not declared for this tool`);
  }
  for (const { place, at, host } of facts.destinations) {
    if (place !== "recipient" || facts.recipients.some((recipient) => recipient.at === at)) continue;
    const given = facts.arguments.find((argument) => argument.at === at);
    if (given?.whole !== true) note(LIMIT_CODES.undecided, `sends to an address at ${host} that is not known in full`);
    else if (!isOneRecipient(given.text) || !takesInRecipient(patterns, { form: given.text })) note(LIMIT_CODES.recipient, `sends to an address at ${host}, which is not declared for this tool`);
  }
  for (const argument of facts.arguments) judgeSlot(facts, argument, patterns, note);
}

/** SECURITY: what stands in a place for recipients is one, also where no recipient was recognised in it. */
function judgeSlot(facts: ActionFacts, argument: ArgumentFacts, patterns: readonly RecipientPattern[], note: Note): void {
  const { slot, key } = slotAt(argument.at);
  if (slot === "none") return;
  if (key !== undefined) return judgeText(key, argument.at.length < 128 && !key.includes("["), patterns, note);
  if (!isGiven(argument) || argument.type === "empty" || argument.type === "boolean") return;
  const found = facts.recipients.filter(({ at }) => at === argument.at);
  if (found.length > 0) {
    if (found.some(({ kind }) => kind === "mail") && hasRoute(argument.text)) note(LIMIT_CODES.undecided, "sends by way of a host that the address itself names");
    return;
  }
  if (slot === "sure") judgeText(argument.text, argument.whole, patterns, note);
  else if (!isNobody(argument.text) && !(argument.whole && isOneRecipient(argument.text) && takesInRecipient(patterns, { form: argument.text }))) note(LIMIT_CODES.undecided, "names somebody whom no reading makes out");
}

function judgeText(text: string, whole: boolean, patterns: readonly RecipientPattern[], note: Note): void {
  if (!whole) note(LIMIT_CODES.undecided, "sends to a recipient that is not known in full");
  else if (!isOneRecipient(text) || !takesInRecipient(patterns, { form: text })) note(LIMIT_CODES.recipient, "sends to what was not recognised as a recipient, which is not declared for this tool");
}

function isNobody(text: string): boolean {
  return /^(?:none|null|undefined|true|false|me|self|n\/a|default|unknown|\*|-?[0-9]{1,3})$/i.test(text.trim());
}

interface SlotAt {
  /** `sure`: the name says nothing but who receives. */
  readonly slot: "sure" | "perhaps" | "none";
  /** A key that stands where a recipient does. */
  readonly key?: string;
}

const SURE = /^(?:to|cc|bcc|recipients?|receivers?|(?:to|recipient|receiver)(?:e?mails?|address|addresses)|sendto|mailto)$/;
const PART = /^(?:address|addr|e?mail|mailaddress|emailaddress|id|value|handle|number)$/;

const slotAt = remember(2_048, (pointer: string): SlotAt => {
  const names = plainSegmentsOf(pointer).filter((segment) => !isIndex(segment));
  const words = names.map((name) => normaliseName(name).skeleton.replace(/[^a-z]/g, ""));
  const last = words.at(-1) ?? "";
  const above = words.at(-2) ?? "";
  if (SURE.test(last) || (PART.test(last) && SURE.test(above))) return { slot: "sure" };
  if (SURE.test(above) && (names.at(-1) ?? "").includes("@")) return { slot: "sure", key: names.at(-1) ?? "" };
  const meaning = recipientSlotOf(names.at(-1) ?? "");
  return { slot: meaning === "none" || meaning === "account" || meaning === "handle" ? "none" : "perhaps" };
});
