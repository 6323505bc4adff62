// What one session did, counted as it goes: the lesson it would teach and the memory for agents without a baseline.
import { BASELINE_DIMENSIONS } from "../../words/baseline.ts";
import { isAddressed } from "../addressed.ts";
import { boundedProfile, eachDimension } from "./merge.ts";
import { BASELINE_WEIGHTS } from "./weights.ts";
import type { Baseline, BaselineDimension } from "../../words/baseline.ts";
import type { ActionFacts } from "../../words/facts.ts";

interface DimensionCount {
  total: number;
  /** Keys that came when the dimension was full, each time they came. */
  dropped: number;
  /** Keys seen in exactly one event. */
  once: number;
  readonly events: Map<string, number>;
}

/** Counts of one session. Changed only by `learn`. */
export interface SessionProfile {
  agent: string;
  actions: number;
  readonly dimensions: Readonly<Record<BaselineDimension, DimensionCount>>;
}

export function startProfile(): SessionProfile {
  return { agent: "", actions: 0, dimensions: eachDimension(() => ({ total: 0, dropped: 0, once: 0, events: new Map() })) };
}

/** Counts one action. */
export function learn(profile: SessionProfile, facts: ActionFacts): void {
  profile.agent = facts.identity.agent;
  profile.actions += 1;
  for (const name of BASELINE_DIMENSIONS) count(profile.dimensions[name], keysOf(name, facts));
}

/** The profile of one session as a baseline that `mergeBaseline` can add. */
export function lessonOf(profile: SessionProfile): Baseline {
  return {
    v: 1,
    agent: profile.agent,
    sessions: profile.actions === 0 ? 0 : 1,
    actions: profile.actions,
    dimensions: eachDimension((name) => {
      const { total, dropped, events } = profile.dimensions[name];
      return boundedProfile(total, [...events].map(([key, times]) => [key, times, 1] as const), dropped);
    }),
  };
}

/** The different keys that an action has in a dimension. */
export function keysOf(name: BaselineDimension, facts: ActionFacts): readonly string[] {
  switch (name) {
    case "kind":
      return [facts.kind];
    case "tool":
      return facts.tool === undefined ? [] : [facts.tool.exact];
    case "destination":
      return hostsOf(facts);
    case "tool-destination":
      return facts.tool === undefined ? [] : hostsOf(facts).map((host) => `${facts.tool?.exact ?? ""} ${host}`);
    case "shape":
      return facts.tool === undefined ? [] : [`${facts.tool.exact} ${facts.shape}`];
    default:
      return name satisfies never;
  }
}

function hostsOf(facts: ActionFacts): readonly string[] {
  if (facts.destinations.length === 0) return [];
  return [...new Set(facts.destinations.filter(isAddressed).map((destination) => destination.host))];
}

function count(dimension: DimensionCount, keys: readonly string[]): void {
  if (keys.length === 0) return;
  dimension.total += 1;
  for (const key of keys) {
    const times = dimension.events.get(key);
    if (times === undefined && dimension.events.size >= BASELINE_WEIGHTS.keys) {
      dimension.dropped += 1;
      continue;
    }
    dimension.events.set(key, (times ?? 0) + 1);
    if (times === undefined) dimension.once += 1;
    else if (times === 1) dimension.once -= 1;
  }
}

/** Plain JSON, from which `loadProfile` makes an equal profile. */
export function saveProfile(profile: SessionProfile): unknown {
  const dimensions = BASELINE_DIMENSIONS.map((name) => {
    const { total, dropped, events } = profile.dimensions[name];
    return [name, total, dropped, [...events]];
  });
  return { agent: profile.agent, actions: profile.actions, dimensions };
}

export function loadProfile(saved: unknown): SessionProfile {
  const { agent, actions, dimensions } = saved as { agent: string; actions: number; dimensions: [BaselineDimension, number, number, [string, number][]][] };
  const profile = startProfile();
  profile.agent = agent;
  profile.actions = actions;
  for (const [name, total, dropped, events] of dimensions) {
    const dimension = profile.dimensions[name];
    dimension.total = total;
    dimension.dropped = dropped;
    for (const [key, times] of events) {
      dimension.events.set(key, times);
      if (times === 1) dimension.once += 1;
    }
  }
  return profile;
}
