// Takes over what earlier sessions left, at the moment when an action meets it: from then on it is as if this session had met it.
import { follow, windowsOf } from "./followed.ts";
import { putBounded, rememberValue, type FlowMemory, type Source } from "./memory.ts";
import { sinkOf } from "./sink.ts";
import { FLOW_WEIGHTS } from "./weights.ts";
import { pathMark } from "../carried/marks.ts";
import type { ActionFacts } from "../../../words/facts.ts";
import type { CarriedFrom, CarriedValue } from "../../../words/carried.ts";
import type { CompiledCarried } from "../carried/compile.ts";

export function adoptCarried(memory: FlowMemory, facts: ActionFacts, carried: CompiledCarried): void {
  if (facts.paths.length > 0 && carried.places.size > 0) adoptPlaces(memory, facts, carried);
  if (carried.values.size + carried.windows.size === 0 || (facts.paths.length === 0 && sinkOf(facts, memory.open) === undefined)) return;
  const met = new Set<CarriedValue>();
  const meet = (value: CarriedValue | null | undefined): void => void (value && met.add(value));
  for (const fingerprint of facts.content.fingerprints) meet(carried.values.get(fingerprint));
  for (const { fingerprint } of facts.content.labelled) meet(carried.values.get(fingerprint));
  for (const piece of facts.content.pieces ?? []) for (const { key } of windowsOf(piece)) meet(carried.windows.get(key));
  for (const value of met) if (!isOwn(value, facts)) adoptValue(memory, value);
}

/** It came back by way of other sessions. */
function isOwn({ agent, session }: CarriedFrom, { identity }: ActionFacts): boolean {
  return session === identity.session && agent === identity.agent;
}

/** What this session met itself, or made anew, stays as it is. */
function adoptPlaces(memory: FlowMemory, facts: ActionFacts, carried: CompiledCarried): void {
  for (const { path } of facts.paths) {
    if (memory.places.has(path) || memory.cleared.has(path)) continue;
    const place = carried.places.get(pathMark(path, facts.identity.agent));
    if (place === undefined || place.label === "none" || isOwn(place, facts)) continue;
    const { label, how, at } = place;
    if (!putBounded(memory.places, path, { label, how, at, source: sourceOf(place), via: [], isCarried: true }, FLOW_WEIGHTS.places)) memory.hasForgotten = true;
  }
}

function adoptValue(memory: FlowMemory, value: CarriedValue): void {
  const { label, of, isHidden, oneIn, windows } = value;
  const source: Source = { ...sourceOf(value), sites: value.sites, ...(value.isMarked === undefined ? {} : { isMarked: value.isMarked }) };
  if (of !== "" && label !== "internal") rememberValue(memory, label === "secret" ? "secrets" : "personal", of, source);
  const piece = { label, of, oneIn, windows, at: "", ...(isHidden === undefined ? {} : { isHidden }) };
  if (!follow(memory.followed, label, piece, source) && label === "secret") memory.hasForgotten = true;
}

function sourceOf({ agent, session, at, events }: CarriedFrom): Source {
  const [first = "", second] = events;
  return { read: second === undefined ? null : first, result: second ?? first, at, from: { agent, session, events } };
}
