// Takes in what a session's events bring: which values are secret or personal, and which the user gave himself.
import { isAddressed } from "../../addressed.ts";
import { follow, windowsOf } from "./followed.ts";
import { putBounded, rememberValue } from "./memory.ts";
import { isSink } from "./sink.ts";
import { FLOW_WEIGHTS } from "./weights.ts";
import type { ActionFacts, ObservationFacts, PieceFacts } from "../../../words/facts.ts";
import type { Call, FlowMemory, Source } from "./memory.ts";

/** Notes an action, so that its result is known as the result of it. */
export function rememberCall(memory: FlowMemory, facts: ActionFacts): void {
  const copies = facts.paths.map(({ path }) => memory.places.get(path)).filter((place) => place?.how === "copy");
  const isSensitive = copies.length > 0 || facts.paths.some(({ sensitive }) => sensitive === true);
  const filledBy = copies.find((place) => place?.isCarried === true)?.source.from;
  const call: Call = { id: facts.id, isSensitive, files: filesOf(facts), sites: sitesOf(facts), echoed: isSensitive ? facts.content.fingerprints.slice(0, FLOW_WEIGHTS.echoed) : [], ...(filledBy === undefined ? {} : { filledBy }) };
  // Old calls are no loss: a result comes soon after its call or not at all.
  if (facts.callId !== undefined) putBounded(memory.calls, facts.callId, call, FLOW_WEIGHTS.calls);
  putBounded(memory.last, facts.tool?.exact ?? "", call, FLOW_WEIGHTS.calls);
  memory.last.set("", call);
}

const NONE: readonly string[] = [];

/** The files that an action reads to see what they hold. */
function filesOf(facts: ActionFacts): readonly string[] {
  if (facts.paths.length === 0 || isSink(facts)) return NONE;
  return facts.paths.filter(({ access }) => access === undefined || access === "read").map(({ path }) => path).slice(0, FLOW_WEIGHTS.places);
}

export function rememberObservation(memory: FlowMemory, facts: ObservationFacts): void {
  switch (facts.kind) {
    case "request":
    case "instructions":
      for (const fingerprint of [...facts.content.fingerprints, ...facts.content.labelled.map((value) => value.fingerprint), ...(facts.content.passages ?? []).flatMap(({ values }) => values)])
        putBounded(memory.trusted, fingerprint, true, FLOW_WEIGHTS.trusted);
      for (const piece of facts.content.pieces ?? []) for (const { key } of windowsOf(piece)) putBounded(memory.given, key, true, FLOW_WEIGHTS.trustedWindows);
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
  const pieces = facts.content.pieces ?? [];
  const isMarked = pieces.some(({ label }) => label === "internal");
  const source: Source = { read: call?.id ?? null, result: facts.id, at: facts.position.at, sites: call?.sites ?? [], ...(isMarked ? { isMarked } : {}), ...(call?.filledBy === undefined ? {} : { filledBy: call.filledBy }) };
  for (const { label, fingerprint } of facts.content.labelled) {
    if (label === "secret") rememberValue(memory, "secrets", fingerprint, source);
    else if (label === "personal") rememberValue(memory, "personal", fingerprint, source);
  }
  // What a failed read returns is its error, in words that the agent may well report.
  const isSensitive = call?.isSensitive === true && facts.failed !== true;
  followPieces(memory, pieces, isSensitive, source);
  if (call === undefined || facts.failed === true) return;
  rememberOrigin(memory, call, facts, isMarked, source);
  if (!isSensitive) return;
  const echoed = new Set(call.echoed);
  for (const fingerprint of facts.content.fingerprints) if (!echoed.has(fingerprint)) rememberValue(memory, "secrets", fingerprint, source);
}

/** What has no label counts where the file that held it is one for credentials. */
function followPieces(memory: FlowMemory, pieces: readonly PieceFacts[], isSensitive: boolean, source: Source): void {
  for (const piece of pieces) {
    const label = piece.label ?? (isSensitive ? "secret" : undefined);
    if (label === undefined || label === "untrusted") continue;
    if (!follow(memory.followed, label, piece, source) && label === "secret") memory.hasForgotten = true;
  }
}

/** The files that held a secret, or a text marked as confidential. */
function rememberOrigin(memory: FlowMemory, call: Call, facts: ObservationFacts, isMarked: boolean, source: Source): void {
  const label = facts.content.labelled.some((value) => value.label === "secret") ? "secret" : isMarked ? "internal" : undefined;
  if (label === undefined) return;
  for (const path of call.files) if (!memory.places.has(path)) putBounded(memory.places, path, { label, how: "origin", source, at: facts.position.at }, FLOW_WEIGHTS.places);
}

/** The organisations that an action goes to. */
export function sitesOf({ destinations }: ActionFacts): readonly string[] {
  if (destinations.length === 0) return NONE;
  return [...new Set(destinations.filter(isAddressed).map(({ site, host }) => site ?? host))].slice(0, FLOW_WEIGHTS.cited);
}

function callOf(memory: FlowMemory, { callId, tool }: ObservationFacts): Call | undefined {
  const byId = callId === undefined ? undefined : memory.calls.get(callId);
  return byId ?? memory.last.get(tool?.exact ?? "");
}
