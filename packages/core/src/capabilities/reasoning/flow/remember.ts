// Takes in what a session's events bring: which values are secret or personal, and which the user gave himself.
import { callOf } from "../call-of.ts";
import { isAddressed } from "../../addressed.ts";
import { follow, windowsOf } from "./followed.ts";
import { putBounded, rememberValue } from "./memory.ts";
import { isSink } from "./sink.ts";
import { isRecordId } from "../../../normalise/record-of.ts";
import { broughtTo, nameEntry, type Place } from "./places.ts";
import { readBy, sendingOrders } from "./told.ts";
import { FLOW_WEIGHTS } from "./weights.ts";
import type { ActionFacts, ObservationFacts, PieceFacts } from "../../../words/facts.ts";
import type { Call, FlowMemory, Source } from "./memory.ts";

/** Notes an action, so that its result is known as the result of it. */
export function rememberCall(memory: FlowMemory, facts: ActionFacts, wrote?: Place): void {
  const copies = facts.paths.map(({ path }) => memory.places.get(path)).filter((place) => place?.how === "copy");
  const isSensitive = copies.length > 0 || facts.paths.some(({ sensitive }) => sensitive === true);
  const filledBy = copies.find((place) => place?.isCarried === true)?.source.from;
  rememberOpened(memory, facts);
  const via = broughtTo(memory, facts);
  const by = readBy(facts, memory.orders);
  const call: Call = { id: facts.id, ...(facts.tool === undefined ? {} : { tool: facts.tool.shown.slice(0, 64) }), isSensitive, ...(via === undefined ? {} : { via }), ...(wrote === undefined ? {} : { wrote }), ...(filledBy === undefined ? {} : { filledBy }), files: filesOf(facts), ...(by.length === 0 ? {} : { readBy: by }), sites: sitesOf(facts), echoed: isSensitive ? facts.content.fingerprints.slice(0, FLOW_WEIGHTS.echoed) : [] };
  // Old calls are no loss: a result comes soon after its call or not at all.
  if (facts.callId !== undefined) putBounded(memory.calls, facts.callId, call, FLOW_WEIGHTS.calls);
  putBounded(memory.last, facts.tool?.exact ?? "", call, FLOW_WEIGHTS.calls);
  memory.last.set("", call);
}

/** What an action names whole, as an argument or at the end of its address, it means. */
function rememberOpened({ opened }: FlowMemory, { arguments: given, destinations }: ActionFacts): void {
  for (const { text } of given) if (isRecordId(text)) putBounded(opened, text, true, FLOW_WEIGHTS.opened);
  for (const { path = "" } of destinations) for (const segment of path.split("/", 12)) if (isRecordId(segment)) putBounded(opened, segment, true, FLOW_WEIGHTS.opened);
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
      rememberOrders(memory, facts);
      for (const fingerprint of [...facts.content.fingerprints, ...facts.content.labelled.map((value) => value.fingerprint), ...(facts.content.passages ?? []).flatMap(({ values }) => values)])
        putBounded(memory.trusted, fingerprint, true, FLOW_WEIGHTS.trusted);
      for (const piece of facts.content.pieces ?? []) for (const { key } of windowsOf(piece)) putBounded(memory.given, key, true, FLOW_WEIGHTS.trustedWindows);
      return;
    case "result":
      rememberResult(memory, facts);
      return;
    case "catalogue":
      // SECURITY: a claim makes a tool a way out, never less of one.
      for (const { name, openWorld } of facts.catalogue ?? []) if (openWorld === true) putBounded(memory.open, name.exact, true, FLOW_WEIGHTS.calls);
      return;
    case "reply":
      return;
    default:
      return facts.kind satisfies never;
  }
}

/** SECURITY: the owner's instructions say what may happen in general; only a user's own words stand for one sending. */
function rememberOrders(memory: FlowMemory, facts: ObservationFacts): void {
  if (facts.kind !== "request") return;
  memory.orders.push(...sendingOrders(facts));
  memory.orders.splice(0, memory.orders.length - FLOW_WEIGHTS.orders);
}

function rememberResult(memory: FlowMemory, facts: ObservationFacts): void {
  if (facts.unread.length > 0) memory.hasUnread = true;
  const call = callOf(memory, facts);
  const pieces = facts.content.pieces ?? [];
  const isMarked = pieces.some(({ label }) => label === "internal");
  const tool = (facts.tool?.shown ?? call?.tool)?.slice(0, 64);
  const source: Source = { read: call?.id ?? null, result: facts.id, at: facts.position.at, sites: call?.sites ?? [], ...(isMarked ? { isMarked } : {}), ...(call?.readBy === undefined ? {} : { readBy: call.readBy }), ...(tool === undefined ? {} : { tool }), ...(call?.files[0] === undefined ? {} : { file: call.files[0].slice(0, 96) }), ...(call?.via === undefined ? {} : { via: call.via }), ...(call?.filledBy === undefined ? {} : { filledBy: call.filledBy }) };
  for (const { label, fingerprint, record } of facts.content.labelled) {
    if (record !== undefined) putBounded(memory.records, fingerprint, (memory.records.get(fingerprint) ?? record) === record ? record : "", FLOW_WEIGHTS.remembered);
    if (label === "secret") rememberValue(memory, "secrets", fingerprint, source);
    else if (label === "personal") rememberValue(memory, "personal", fingerprint, source);
  }
  // What a failed read returns is its error, in words that the agent may well report.
  const isSensitive = call?.isSensitive === true && facts.failed !== true;
  followPieces(memory, pieces, isSensitive, source);
  if (call === undefined || facts.failed === true) return;
  if (call.wrote !== undefined) nameEntry(memory, call.wrote, facts.content.fields ?? []);
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
  for (const path of call.files) if (!memory.places.has(path)) putBounded(memory.places, path, { label, how: "origin", source, at: facts.position.at, via: [] }, FLOW_WEIGHTS.places);
}

/** The organisations that an action goes to. */
export function sitesOf({ destinations }: ActionFacts): readonly string[] {
  if (destinations.length === 0) return NONE;
  return [...new Set(destinations.filter(isAddressed).map(({ site, host }) => site ?? host))].slice(0, FLOW_WEIGHTS.cited);
}
