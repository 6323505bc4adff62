// When a labelled value may leave: its owner said so, or it is a credential on its way to a known service.
import { isAddressed } from "../../addressed.ts";
import { holdsDestination } from "../../declaration/compile.ts";
import { isCredentialSlot } from "./sink.ts";
import type { ActionFacts, DestinationFacts, Fingerprint, Label } from "../../../words/facts.ts";
import type { JudgeContext } from "../../capability.ts";

/** SECURITY: a host inside another URL counts as well: a redirect is a way out. */
function goals({ destinations }: ActionFacts): readonly DestinationFacts[] {
  return destinations.filter((destination) => isAddressed(destination) || destination.place === "nested");
}

/** Whether the declaration lets the label go everywhere the action goes. An action that names no place is not covered by any. */
export function mayFlow(label: Label, facts: ActionFacts, { declaration }: JudgeContext): boolean {
  const list = declaration?.flows.get(label);
  const places = goals(facts);
  return list !== undefined && places.length > 0 && places.every((destination) => holdsDestination(list, destination));
}

/** Whether every place the action goes to was declared or is in the baseline, and there is at least one. */
export function isKnownGround(facts: ActionFacts, { declaration, baseline }: JudgeContext): boolean {
  const stated = declaration?.destinations;
  const declared = stated?.kind === "only" ? stated.list : undefined;
  const learned = baseline?.dimensions.destination.keys;
  const places = goals(facts);
  return places.length > 0 && places.every((destination) => (declared !== undefined && holdsDestination(declared, destination)) || learned?.has(destination.host) === true);
}

/** Whether the user himself named everybody who receives it and every place it goes to, but for places that are known. */
export function isToUsersRecipients(facts: ActionFacts, context: JudgeContext, trusted: ReadonlyMap<Fingerprint, true>): boolean {
  const isNamed = (destination: DestinationFacts): boolean =>
    destination.place === "recipient" ? destination.account !== undefined && trusted.has(destination.account) : isUsersLink(destination.at, facts, trusted);
  const isForm = facts.destinations.some((destination) => destination.place === "argument" && isNamed(destination));
  // What is typed into a form that the user named is what it is sent with, not whom it is sent to.
  const strangers = facts.destinations.filter((destination) => !isNamed(destination) && !(isForm && destination.place === "recipient" && !RECEIVES.test(destination.at)));
  if (strangers.length === facts.destinations.length || strangers.some(({ place }) => place === "recipient")) return false;
  return goals({ ...facts, destinations: strangers }).length === 0 || isKnownGround({ ...facts, destinations: strangers }, context);
}

const RECEIVES = /\/(?:to|cc|bcc|recipients?|receivers?|participants?|invitees?|attendees?|members?|e?mail_?to)(?:\/|$)/i;

/** Whether the link in this argument is one that the user gave. */
function isUsersLink(at: string, facts: ActionFacts, trusted: ReadonlyMap<Fingerprint, true>): boolean {
  return facts.arguments.some((argument) => argument.at === at && (argument.values ?? []).some((value) => trusted.has(value)));
}

/** The secrets that stand only where a credential belongs. */
export function inCredentialSlots({ content }: ActionFacts): ReadonlySet<Fingerprint> {
  const secrets = content.labelled.filter(({ label }) => label === "secret");
  const elsewhere = new Set(secrets.filter(({ at }) => !isCredentialSlot(at)).map(({ fingerprint }) => fingerprint));
  return new Set(secrets.map(({ fingerprint }) => fingerprint).filter((fingerprint) => !elsewhere.has(fingerprint)));
}
