// What a session leaves of values and files: what it followed itself, never what it took over.
import { NOTHING_CARRIED } from "../carried/merge.ts";
import { pathMark } from "../carried/marks.ts";
import { CARRIED_LIMITS, type CarriedLabels, type CarriedPlace, type CarriedValue } from "../../../words/carried.ts";
import type { SessionIdentity } from "../../../words/event.ts";
import type { FollowedValue } from "./followed.ts";
import type { FlowMemory, Source } from "./memory.ts";
import { isEntry, type Place } from "./places.ts";

const SIZE = 7;

/** A value that the user gave himself is no secret of somebody else's; one of fewer than eight letters and digits has no windows and stays. */
export function carryFlow(memory: FlowMemory, { agent, session }: SessionIdentity): CarriedLabels {
  const from = { agent, session };
  const values = [...memory.followed.values].flatMap((value) => (isLeft(value, memory) ? [carriedValue(value, from)] : []));
  const places = [...memory.places].flatMap(([path, place]) => (place.how === "origin" || place.isCarried === true || isEntry(path) ? [] : [carriedPlace(path, place, place.how, from)]));
  const cleared = [...memory.cleared].map(([path, at]): CarriedPlace => ({ mark: pathMark(path, agent), label: "none", how: "written", at, events: [], ...from }));
  return { ...NOTHING_CARRIED, values, places: [...places, ...cleared] };
}

function isLeft({ label, of, source }: FollowedValue, { trusted }: FlowMemory): boolean {
  return source.from === undefined && !trusted.has(of) && (label !== "personal" || source.isMarked === true);
}

function carriedValue({ label, of, source, isHidden, oneIn, windows }: FollowedValue, from: { readonly agent: string; readonly session: string }): CarriedValue {
  const more = { ...(isHidden ? { isHidden } : {}), ...(source.isMarked === true ? { isMarked: source.isMarked } : {}) };
  return { label, of, oneIn, windows: middleOf(windows), sites: source.sites ?? [], at: source.at, events: eventsOf(source), ...from, ...more };
}

/** What keys of a kind have in common stands at their ends. */
function middleOf(windows: string): string {
  const surplus = windows.length / SIZE - CARRIED_LIMITS.windows;
  if (surplus <= 0) return windows;
  const first = (surplus >> 1) * SIZE;
  return windows.slice(first, first + CARRIED_LIMITS.windows * SIZE);
}

function carriedPlace(path: string, { label, source, at }: Place, how: "copy" | "written", { agent, session }: { readonly agent: string; readonly session: string }): CarriedPlace {
  return { mark: pathMark(path, agent), label, how, at, events: eventsOf(source), agent, session };
}

function eventsOf({ read, result }: Source): readonly string[] {
  return read === null ? [result] : [read, result];
}
