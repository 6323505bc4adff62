// Takes in what a session's events bring: which values are secret or personal, and which the user gave himself.
import { putBounded, rememberValue } from "./memory.ts";
import { FLOW_WEIGHTS } from "./weights.ts";
import type { ActionFacts, ObservationFacts } from "../../../words/facts.ts";
import type { Call, FlowMemory, Source } from "./memory.ts";

/** Notes an action, so that its result is known as the result of it. */
export function rememberCall(memory: FlowMemory, facts: ActionFacts): void {
  const isSensitive = facts.paths.some(({ sensitive }) => sensitive === true);
  const call: Call = { id: facts.id, isSensitive, echoed: isSensitive ? facts.content.fingerprints.slice(0, FLOW_WEIGHTS.echoed) : [] };
  // Old calls are no loss: a result comes soon after its call or not at all.
  if (facts.callId !== undefined) putBounded(memory.calls, facts.callId, call, FLOW_WEIGHTS.calls);
  putBounded(memory.last, facts.tool?.exact ?? "", call, FLOW_WEIGHTS.calls);
  memory.last.set("", call);
}

export function rememberObservation(memory: FlowMemory, facts: ObservationFacts): void {
  switch (facts.kind) {
    case "request":
    case "instructions":
      for (const fingerprint of [...facts.content.fingerprints, ...facts.content.labelled.map((value) => value.fingerprint)])
        putBounded(memory.trusted, fingerprint, true, FLOW_WEIGHTS.trusted);
      return;
    case "result":
      rememberResult(memory, facts);
      return;
    case "reply":
    case "catalogue":
      return;
    default:
      return facts.kind satisfies never;
  }
}

function rememberResult(memory: FlowMemory, facts: ObservationFacts): void {
  if (facts.unread.length > 0) memory.hasUnread = true;
  const call = callOf(memory, facts);
  const source: Source = { read: call?.id ?? null, result: facts.id };
  for (const { label, fingerprint } of facts.content.labelled) {
    if (label === "secret") rememberValue(memory, "secrets", fingerprint, source);
    else if (label === "personal") rememberValue(memory, "personal", fingerprint, source);
  }
  // What a failed read returns is its error, in words that the agent may well report.
  if (call?.isSensitive !== true || facts.failed === true) return;
  const echoed = new Set(call.echoed);
  for (const fingerprint of facts.content.fingerprints) if (!echoed.has(fingerprint)) rememberValue(memory, "secrets", fingerprint, source);
}

function callOf(memory: FlowMemory, { callId, tool }: ObservationFacts): Call | undefined {
  const byId = callId === undefined ? undefined : memory.calls.get(callId);
  return byId ?? memory.last.get(tool?.exact ?? "");
}
