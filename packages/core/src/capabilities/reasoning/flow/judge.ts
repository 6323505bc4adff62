// Judges where data flows: what tools returned earlier, in the action that would let it out.
import { subjectOf } from "../../../engine/subject.ts";
import { areAlike } from "../../../normalise/record-of.ts";
import { finding } from "../../capability.ts";
import { adoptCarried } from "./adopt.ts";
import { byTelling, chainOf, citesOf, type Flown, storyOf, whereTo } from "./chain.ts";
import { FLOW_CODES } from "./codes.ts";
import { judgeCommand, judgeForeignKey } from "./judge-credentials.ts";
import { continuedIn, disguisedIn, isReturned, type Matches, matchesIn, partsOfSecrets, rememberChannels, rememberSent } from "./judge-parts.ts";
import { inCredentialSlots, isKnownGround, isToUsersRecipients, mayFlow } from "./lawful.ts";
import { placesIn, rememberEntry, rememberPlaces, usesCredentialFiles } from "./places.ts";
import { rememberCall, rememberObservation, sitesOf } from "./remember.ts";
import { sinkOf } from "./sink.ts";
import { isTold } from "./told.ts";
import { FLOW_WEIGHTS } from "./weights.ts";
import type { ActionFacts, Facts, Fingerprint } from "../../../words/facts.ts";
import type { Degradation, Finding, Severity } from "../../../words/verdict.ts";
import type { FindingCode, JudgeContext, Judgement } from "../../capability.ts";
import type { Authors } from "../attribution/standing.ts";
import type { FlowMemory, Source } from "./memory.ts";

/** Takes the event in as well. Call it once for every event, in order. */
export function judgeFlow(facts: Facts, context: JudgeContext, memory: FlowMemory, authors: Authors): Judgement {
  const findings = facts.event === "action" ? judgeAction(facts, context, memory, authors) : [];
  if (facts.event === "observation") rememberObservation(memory, facts);
  const degraded: Degradation[] = memory.hasForgotten ? ["session-truncated"] : [];
  if (memory.hasUnread) degraded.push("unread-input");
  return { findings, degraded };
}

function judgeAction(facts: ActionFacts, context: JudgeContext, memory: FlowMemory, authors: Authors): readonly Finding[] {
  if (context.carried !== undefined) adoptCarried(memory, facts, context.carried);
  const hasSource = memory.secrets.size > 0 || memory.personal.size > 0 || memory.followed.values.size > 0 || memory.places.size > 0;
  const sink = hasSource ? sinkOf(facts, memory.open) : undefined;
  const isRead = sink !== undefined || (hasSource && facts.paths.length > 0);
  const matches: Matches = isRead ? matchesIn(facts, context, memory) : NO_MATCHES;
  const carried = isRead ? secretsIn(facts, context, memory, matches) : [];
  const parts = carried.length === 0 ? partsOfSecrets(matches) : [];
  const judges = [judgeForeignKey(facts, context, memory, sink, authors)];
  if (sink === "outbound") judges.push(judgeSecrets(facts, context, memory, carried, parts), judgeFiles(facts, context, memory), judgePersonal(facts, context, memory), judgeDisguised(facts, context, memory, matches), judgeConfidential(facts, context, memory), judgeRecords(facts, context, memory));
  else if (sink === "execution") judges.push(judgeCommand(facts, carried, matches));
  const first = carried[0] ?? parts[0];
  rememberPlaces(memory, facts, first);
  const wrote = sink === "persistence" ? rememberEntry(memory, facts, first) : undefined;
  if (sink === "outbound") rememberSent(matches, facts);
  rememberCall(memory, facts, wrote);
  return judges.filter((each) => each !== undefined);
}

const NO_MATCHES: Matches = new Map();

/** Secrets that the action holds as a whole, without those that stand where a credential belongs. */
function secretsIn(facts: ActionFacts, context: JudgeContext, memory: FlowMemory, matches: Matches): readonly CarriedSecret[] {
  const carried = [...meeting(facts.content.fingerprints, "secrets", memory), ...meeting(labelledValues(facts), "secrets", memory)];
  const inSlots = carried.length > 0 && isKnownGround(facts, context) ? inCredentialSlots(facts) : NONE;
  return carried.filter(({ fingerprint }) => !inSlots.has(fingerprint)).map(({ fingerprint, source }) => ({ fingerprint, source, how: isDisguised(fingerprint, matches) ? "decoded" as const : "copied" as const })).toSorted(byTelling);
}

type CarriedSecret = Flown & { readonly fingerprint: Fingerprint };

function isDisguised(fingerprint: Fingerprint, matches: Matches): boolean {
  for (const [{ of }, { disguised }] of matches) if (of === fingerprint && disguised.size > 0) return true;
  return false;
}

function judgeSecrets(facts: ActionFacts, context: JudgeContext, memory: FlowMemory, carried: readonly Flown[], parts: readonly Flown[]): Finding | undefined {
  if ((carried.length === 0 && parts.length === 0) || mayFlow("secret", facts, context)) return undefined;
  // What a user has sent to somebody whom he names may be unwise, but nobody else asked for it.
  const flown = carried.length > 0 ? carried : parts;
  const asked = isTold(facts, flown.map(({ source }) => source), memory.orders) ? "low" : "medium";
  const severity = isToUsersRecipients(facts, context, memory.trusted) ? asked : "high";
  return found(facts, FLOW_CODES.egress, severity, 0.95, carried.length > 0 ? "a secret value" : "a part of a secret", flown);
}

/** A file that holds a secret leaves by its name. */
function judgeFiles(facts: ActionFacts, context: JudgeContext, memory: FlowMemory): Finding | undefined {
  const places = placesIn(memory, facts).filter(({ label, source }) => !mayFlow(label, facts, context) && !(label === "internal" && isReturned(source, sitesOf(facts))));
  const [worst] = places.toSorted((a, b) => Number(a.how === "origin") - Number(b.how === "origin"));
  if (worst === undefined) return undefined;
  // The agent may have been told to send the very file that it read; one that was filled from another hides what it is.
  const isOpen = worst.how === "origin" && isKnownGround(facts, context) && context.declaration?.statesFlows !== true;
  const isAsked = isOpen || usesCredentialFiles(facts) || isToUsersRecipients(facts, context, memory.trusted);
  const what = worst.label === "secret" ? "a file that holds a secret" : "a file that holds a text marked as confidential";
  return found(facts, worst.label === "secret" ? FLOW_CODES.egress : FLOW_CODES.confidential, isAsked ? "medium" : "high", 0.9, what, [worst, ...places.filter((each) => each !== worst)].map(({ source, via }) => ({ source, via, how: "copied" })));
}

function judgePersonal(facts: ActionFacts, context: JudgeContext, memory: FlowMemory): Finding | undefined {
  if (memory.personal.size < FLOW_WEIGHTS.bulk) return undefined;
  const carried = meeting(personalValues(facts), "personal", memory);
  if (carried.length < FLOW_WEIGHTS.bulk || mayFlow("personal", facts, context)) return undefined;
  const severity = isKnownGround(facts, context) ? "medium" : "high";
  return found(facts, FLOW_CODES.bulk, severity, 0.8, `${carried.length} different personal values`, plainly(carried));
}

function judgeDisguised(facts: ActionFacts, context: JudgeContext, memory: FlowMemory, matches: Matches): Finding | undefined {
  const seen = disguisedIn(matches, facts, context);
  const isAsked = isToUsersRecipients(facts, context, memory.trusted);
  const disguised = seen.length > 0 || isAsked ? seen : continuedIn(facts, context, memory);
  if (disguised.length === 0) return undefined;
  const isOpen = disguised.every(({ isInDocument }) => isInDocument) && isKnownGround(facts, context) && context.declaration?.statesFlows !== true;
  const severity = isOpen || isAsked ? "medium" : "high";
  if (severity === "high") rememberChannels(memory, facts, disguised);
  const kind = disguised.some(({ label }) => label === "personal") ? "a personal value" : "a text marked as confidential";
  return found(facts, FLOW_CODES.disguised, severity, 0.85, seen.length > 0 ? kind : `more text in another writing, where a piece of ${kind} went before,`, disguised.map(({ flown }) => flown));
}

/** A personal value of a marked document in running text. */
function judgeConfidential(facts: ActionFacts, context: JudgeContext, memory: FlowMemory): Finding | undefined {
  if (memory.personal.size === 0) return undefined;
  const sites = sitesOf(facts);
  const carried = meeting(inRunningText(facts), "personal", memory).filter(({ source }) => source.isMarked === true && source.sites !== undefined && source.sites.length > 0 && !isReturned(source, sites));
  if (sites.length === 0 || carried.length === 0 || mayFlow("personal", facts, context) || mayFlow("internal", facts, context)) return undefined;
  const severity = isToUsersRecipients(facts, context, memory.trusted) ? "medium" : "high";
  return found(facts, FLOW_CODES.confidential, severity, 0.85, "a personal value of a document marked as confidential", plainly(carried));
}

/** A personal value in running text, of a record like those that the session opened, but none of them. */
function judgeRecords(facts: ActionFacts, context: JudgeContext, memory: FlowMemory): Finding | undefined {
  if (memory.records.size === 0 || memory.opened.size === 0) return undefined;
  const sites = sitesOf(facts);
  const carried = meeting(inRunningText(facts), "personal", memory).filter(({ fingerprint, source }) => isOfOther(memory.records.get(fingerprint) ?? "", memory) && !isReturned(source, sites));
  if (carried.length === 0 || mayFlow("personal", facts, context)) return undefined;
  const severity = isToUsersRecipients(facts, context, memory.trusted) ? "medium" : "high";
  return found(facts, FLOW_CODES.record, severity, 0.75, "a personal value of a record that was not asked about,", plainly(carried));
}

function isOfOther(record: string, { opened }: FlowMemory): boolean {
  return record !== "" && !opened.has(record) && [...opened.keys()].some((id) => areAlike(id, record));
}

/** Where a value is all of an argument, that is the place for it. */
function inRunningText(facts: ActionFacts): readonly Fingerprint[] {
  const own = new Set(facts.arguments.filter(({ text }) => text === "[personal]").map(({ at }) => at));
  return [...new Set(facts.content.labelled.filter(({ label, at }) => label === "personal" && !own.has(at)).map(({ fingerprint }) => fingerprint))];
}

function plainly(carried: readonly Carried[]): readonly Flown[] {
  return carried.map(({ source }) => ({ source, how: "copied" as const })).toSorted(byTelling);
}

function found(facts: ActionFacts, code: FindingCode, severity: Severity, confidence: number, kind: string, flown: readonly Flown[]): Finding {
  const [first] = flown;
  const what = `${subjectOf(facts)} carries ${kind}${first === undefined ? "" : storyOf(first)}${whereTo(facts)}`;
  return finding(code, { capability: "reasoning", severity, confidence, what, cites: citesOf(flown, facts), ...(first === undefined ? {} : { chain: chainOf(first, facts) }) });
}

const NONE: ReadonlySet<Fingerprint> = new Set();

interface Carried {
  readonly fingerprint: Fingerprint;
  readonly source: Source;
}

/** The values that came from tools and that the user never gave himself. */
function meeting(fingerprints: readonly Fingerprint[], label: "secrets" | "personal", memory: FlowMemory): readonly Carried[] {
  const met: Carried[] = [];
  for (const fingerprint of fingerprints) {
    const source = memory[label].get(fingerprint);
    if (source !== undefined && !memory.trusted.has(fingerprint)) met.push({ fingerprint, source });
  }
  return met;
}

function labelledValues({ content }: ActionFacts): readonly Fingerprint[] {
  return content.labelled.map(({ fingerprint }) => fingerprint);
}

function personalValues({ content }: ActionFacts): readonly Fingerprint[] {
  return [...new Set(content.labelled.filter(({ label }) => label === "personal").map(({ fingerprint }) => fingerprint))];
}
