// Judges where data flows: what tools returned earlier, in the action that would let it out.
import { subjectOf } from "../../../engine/subject.ts";
import { finding } from "../../capability.ts";
import { isAddressed } from "../../addressed.ts";
import { adoptCarried } from "./adopt.ts";
import { FLOW_CODES } from "./codes.ts";
import { disguisedIn, isReturned, type Matches, matchesIn, partsOfSecrets, rememberSent } from "./judge-parts.ts";
import { inCredentialSlots, isKnownGround, isToUsersRecipients, mayFlow } from "./lawful.ts";
import { placesIn, rememberPlaces, usesCredentialFiles } from "./places.ts";
import { rememberCall, rememberObservation, sitesOf } from "./remember.ts";
import { isSink } from "./sink.ts";
import { FLOW_WEIGHTS } from "./weights.ts";
import type { EventId } from "../../../words/event.ts";
import type { ActionFacts, Facts, Fingerprint } from "../../../words/facts.ts";
import type { Degradation, Finding, Severity } from "../../../words/verdict.ts";
import type { FindingCode, JudgeContext, Judgement } from "../../capability.ts";
import type { FlowMemory, Source } from "./memory.ts";

/** Takes the event in as well. Call it once for every event, in order. */
export function judgeFlow(facts: Facts, context: JudgeContext, memory: FlowMemory): Judgement {
  const findings = facts.event === "action" ? judgeAction(facts, context, memory) : [];
  if (facts.event === "observation") rememberObservation(memory, facts);
  const degraded: Degradation[] = memory.hasForgotten ? ["session-truncated"] : [];
  if (memory.hasUnread) degraded.push("unread-input");
  return { findings, degraded };
}

function judgeAction(facts: ActionFacts, context: JudgeContext, memory: FlowMemory): readonly Finding[] {
  if (context.carried !== undefined) adoptCarried(memory, facts, context.carried);
  const hasSource = memory.secrets.size > 0 || memory.personal.size > 0 || memory.followed.values.size > 0 || memory.places.size > 0;
  const isOut = hasSource && isSink(facts);
  const mayKeep = hasSource && facts.paths.length > 0;
  const matches: Matches = isOut || mayKeep ? matchesIn(facts, context, memory) : NO_MATCHES;
  const carried = isOut || mayKeep ? secretsIn(facts, context, memory) : [];
  const parts = partsOfSecrets(matches);
  const judges = isOut ? [judgeSecrets(facts, context, memory, carried, parts), judgeFiles(facts, context, memory), judgePersonal(facts, context, memory), judgeDisguised(facts, context, memory, matches), judgeConfidential(facts, context, memory)] : [];
  rememberPlaces(memory, facts, carried[0]?.source ?? parts[0]);
  if (isOut) rememberSent(matches);
  rememberCall(memory, facts);
  return judges.filter((each) => each !== undefined);
}

const NO_MATCHES: Matches = new Map();

/** Secrets that the action holds as a whole, without those that stand where a credential belongs. */
function secretsIn(facts: ActionFacts, context: JudgeContext, memory: FlowMemory): readonly Carried[] {
  const carried = [...meeting(facts.content.fingerprints, "secrets", memory), ...meeting(labelledValues(facts), "secrets", memory)];
  const inSlots = carried.length > 0 && isKnownGround(facts, context) ? inCredentialSlots(facts) : NONE;
  return carried.filter(({ fingerprint }) => !inSlots.has(fingerprint));
}

function judgeSecrets(facts: ActionFacts, context: JudgeContext, memory: FlowMemory, carried: readonly Carried[], parts: readonly Source[]): Finding | undefined {
  if ((carried.length === 0 && parts.length === 0) || mayFlow("secret", facts, context)) return undefined;
  const what = carried.length > 0 ? "a secret value that a tool returned earlier" : "a part of a secret that a tool returned earlier";
  // What a user has sent to somebody whom he names may be unwise, but nobody else asked for it.
  const severity = isToUsersRecipients(facts, context, memory.trusted) ? "medium" : "high";
  return found(facts, FLOW_CODES.egress, severity, 0.95, what, carried.length > 0 ? carried.map(({ source }) => source) : parts);
}

/** A file that holds a secret leaves by its name. */
function judgeFiles(facts: ActionFacts, context: JudgeContext, memory: FlowMemory): Finding | undefined {
  const places = placesIn(memory, facts).filter(({ label, source }) => !mayFlow(label, facts, context) && !(label === "internal" && isReturned(source, sitesOf(facts))));
  const [worst] = places.toSorted((a, b) => Number(a.how === "origin") - Number(b.how === "origin"));
  if (worst === undefined) return undefined;
  // The agent may have been told to send the very file that it read; one that was filled from another hides what it is.
  const isOpen = worst.how === "origin" && isKnownGround(facts, context) && context.declaration?.statesFlows !== true;
  const isAsked = isOpen || usesCredentialFiles(facts) || isToUsersRecipients(facts, context, memory.trusted);
  const what = worst.label === "secret" ? "a file that holds a secret" : "a file that is marked as confidential";
  return found(facts, worst.label === "secret" ? FLOW_CODES.egress : FLOW_CODES.confidential, isAsked ? "medium" : "high", 0.9, what, places.map(({ source }) => source));
}

function judgePersonal(facts: ActionFacts, context: JudgeContext, memory: FlowMemory): Finding | undefined {
  if (memory.personal.size < FLOW_WEIGHTS.bulk) return undefined;
  const carried = meeting(personalValues(facts), "personal", memory);
  if (carried.length < FLOW_WEIGHTS.bulk || mayFlow("personal", facts, context)) return undefined;
  const severity = isKnownGround(facts, context) ? "medium" : "high";
  return found(facts, FLOW_CODES.bulk, severity, 0.8, `${carried.length} different personal values that tools returned earlier`, carried.map(({ source }) => source));
}

function judgeDisguised(facts: ActionFacts, context: JudgeContext, memory: FlowMemory, matches: Matches): Finding | undefined {
  const disguised = disguisedIn(matches, facts, context);
  if (disguised.length === 0) return undefined;
  const isOpen = disguised.every(({ isInDocument }) => isInDocument) && isKnownGround(facts, context) && context.declaration?.statesFlows !== true;
  const severity = isOpen || isToUsersRecipients(facts, context, memory.trusted) ? "medium" : "high";
  const what = disguised.some(({ label }) => label === "personal") ? "a personal value that a tool returned plainly, in another writing" : "a text that is marked as confidential, in another writing";
  return found(facts, FLOW_CODES.disguised, severity, 0.85, what, disguised.map(({ source }) => source));
}

/** A personal value of a marked document in running text; where it is all of an argument, that is the place for it. */
function judgeConfidential(facts: ActionFacts, context: JudgeContext, memory: FlowMemory): Finding | undefined {
  if (memory.personal.size === 0) return undefined;
  const sites = sitesOf(facts);
  const own = new Set(facts.arguments.filter(({ text }) => text === "[personal]").map(({ at }) => at));
  const inText = facts.content.labelled.filter(({ label, at }) => label === "personal" && !own.has(at)).map(({ fingerprint }) => fingerprint);
  const carried = meeting([...new Set(inText)], "personal", memory).filter(({ source }) => source.isMarked === true && source.sites !== undefined && source.sites.length > 0 && !isReturned(source, sites));
  if (sites.length === 0 || carried.length === 0 || mayFlow("personal", facts, context) || mayFlow("internal", facts, context)) return undefined;
  const severity = isToUsersRecipients(facts, context, memory.trusted) ? "medium" : "high";
  return found(facts, FLOW_CODES.confidential, severity, 0.85, "a personal value of a document that is marked as confidential", carried.map(({ source }) => source));
}

function found(facts: ActionFacts, code: FindingCode, severity: Severity, confidence: number, what: string, sources: readonly Source[]): Finding {
  return finding(code, { capability: "reasoning", severity, confidence, what: `${subjectOf(facts)} carries ${what}${fromWhere(sources)}${whereTo(facts)}`, cites: citesOf(sources, facts) });
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

function fromWhere(sources: readonly Source[]): string {
  const from = sources.map((source) => source.from ?? source.filledBy).find((each) => each !== undefined);
  return from === undefined ? "" : `, in session ${from.session} of ${from.agent},`;
}

function whereTo(facts: ActionFacts): string {
  const host = facts.destinations.find(isAddressed)?.host;
  return host === undefined || host === subjectOf(facts) ? "" : ` to ${host}`;
}

/** The reads and results that the values came from, and the action last. */
function citesOf(sources: readonly Source[], facts: ActionFacts): readonly EventId[] {
  const events = [...new Set(sources)].slice(0, FLOW_WEIGHTS.cited).flatMap(({ read, result, filledBy }) => [...(filledBy?.events ?? []), ...(read === null ? [result] : [read, result])]);
  return [...new Set([...events, facts.id])];
}
