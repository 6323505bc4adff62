// What the name of an argument says about who gets something: a person, a phone, an account, a channel.

export type RecipientSlot = "none" | "person" | "phone" | "bank-account" | "crypto-address" | "handle" | "channel" | "account";

/** Read in order: the first that fits is meant. Words are compared without case and separators. */
const SLOTS: readonly (readonly [RecipientSlot, RegExp])[] = [
  ["phone", /(?:phone|phones|phonenumber|phonenumbers|mobile|msisdn|sms|whatsapp|fax|tel|telephone|cell|callto)$|^(?:tonumber|callee)$/],
  ["crypto-address", /wallet|(?:crypto|btc|eth|bitcoin|ethereum|payout|deposit|withdrawal|token|onchain)address$/],
  ["bank-account", /iban|bankaccount|accountnumber|(?:beneficiary|payee|creditor|recipient|target|destination)account|^bban$/],
  ["account", /(?:account|accountid|accountids|tenant|tenantid|organization|organizationid|orgid|workspace|workspaceid|subscriptionid|projectid|customerid|merchantid|principalid|rolearn)$/],
  ["channel", /(?:channel|channels|channelid|channelname|room|roomid|chatid|conversationid|threadid|mailinglist|distributionlist)$/],
  ["handle", /(?:handle|username|screenname|login|mention|mentions)$/],
  ["person", /(?:recipient|recipients|receiver|receivers|payee|beneficiary|assignee|assignees|invitee|invitees|attendee|attendees|participant|participants|member|members|reviewer|reviewers|collaborator|collaborators|grantee|sharewith|sendto|user|userid|userids|users|person|contact|contacts)$/],
];

const known = new Map<string, RecipientSlot>();

export function recipientSlotOf(name: string): RecipientSlot {
  if (name === "" || name.length > 48) return "none";
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const word = name.toLowerCase().replace(/[^a-z]/g, "");
  const slot = SLOTS.find(([, pattern]) => pattern.test(word))?.[0] ?? "none";
  if (known.size < 4096) known.set(name, slot);
  return slot;
}
