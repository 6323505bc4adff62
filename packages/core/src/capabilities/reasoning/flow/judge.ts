// What flows where: values that tools returned, followed to the actions that let them out.
import { subjectOf } from "../../../engine/subject.ts";
import { finding } from "../../capability.ts";
import { isAddressed } from "../../addressed.ts";
import { FLOW_CODES } from "./codes.ts";
import { inCredentialSlots, isKnownGround, isToUsersRecipients, mayFlow } from "./lawful.ts";
import { rememberCall, rememberObservation } from "./remember.ts";
import { isSink } from "./sink.ts";
import { FLOW_WEIGHTS } from "./weights.ts";
import type { EventId } from "../../../words/event.ts";
import type { ActionFacts, Facts, Fingerprint } from "../../../words/facts.ts";
import type { Degradation, Finding } from "../../../words/verdict.ts";
import type { JudgeContext, Judgement } from "../../capability.ts";
import type { FlowMemory, Source } from "./memory.ts";

/** Takes the event in as well. Call it once for every event, in order. */
export function judgeFlow(facts: Facts, context: JudgeContext, memory: FlowMemory): Judgement {
  const findings = facts.event === "action" ? judgeAction(facts, context, memory) : [];
  if (facts.event === "action") rememberCall(memory, facts);
  else rememberObservation(memory, facts);
  const degraded: Degradation[] = memory.hasForgotten ? ["session-truncated"] : [];
  if (memory.hasUnread) degraded.push("unread-input");
  return { findings, degraded };
}

function judgeAction(facts: ActionFacts, context: JudgeContext, memory: FlowMemory): readonly Finding[] {
  if ((memory.secrets.size === 0 && memory.personal.size === 0) || !isSink(facts)) return [];
  return [judgeSecrets(facts, context, memory), judgePersonal(facts, context, memory)].filter((each) => each !== undefined);
}

function judgeSecrets(facts: ActionFacts, context: JudgeContext, memory: FlowMemory): Finding | undefined {
  const carried = [...meeting(facts.content.fingerprints, "secrets", memory), ...meeting(labelledValues(facts), "secrets", memory)];
  if (carried.length === 0 || mayFlow("secret", facts, context)) return undefined;
  const inSlots = isKnownGround(facts, context) ? inCredentialSlots(facts) : NONE;
  const stray = carried.filter(({ fingerprint }) => !inSlots.has(fingerprint));
  if (stray.length === 0) return undefined;
  const what = `${subjectOf(facts)} carries a secret value that a tool returned earlier${whereTo(facts)}`;
  // What a user has sent to somebody whom he names may be unwise, but nobody else asked for it.
  const severity = isToUsersRecipients(facts, context, memory.trusted) ? "medium" : "high";
  return finding(FLOW_CODES.egress, { capability: "reasoning", severity, confidence: 0.95, what, cites: citesOf(stray, facts) });
}

function judgePersonal(facts: ActionFacts, context: JudgeContext, memory: FlowMemory): Finding | undefined {
  if (memory.personal.size < FLOW_WEIGHTS.bulk) return undefined;
  const values = facts.content.labelled.filter(({ label }) => label === "personal");
  const carried = meeting([...new Set(values.map(({ fingerprint }) => fingerprint))], "personal", memory);
  if (carried.length < FLOW_WEIGHTS.bulk || mayFlow("personal", facts, context)) return undefined;
  const severity = isKnownGround(facts, context) ? "medium" : "high";
  const what = `${subjectOf(facts)} carries ${carried.length} different personal values that tools returned earlier${whereTo(facts)}`;
  return finding(FLOW_CODES.bulk, { capability: "reasoning", severity, confidence: 0.8, what, cites: citesOf(carried, facts) });
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

function whereTo(facts: ActionFacts): string {
  const host = facts.destinations.find(isAddressed)?.host;
  return host === undefined || host === subjectOf(facts) ? "" : ` to ${host}`;
}

/** The reads and results that the values came from, and the action last. */
function citesOf(carried: readonly Carried[], facts: ActionFacts): readonly EventId[] {
  const sources = [...new Set(carried.map(({ source }) => source))].slice(0, FLOW_WEIGHTS.cited);
  const events = sources.flatMap(({ read, result }) => (read === null ? [result] : [read, result]));
  return [...new Set([...events, facts.id])];
}
