// What one session did, counted as it goes: the lesson it would teach and the memory for agents without a baseline.
import { BASELINE_DIMENSIONS } from "../../words/baseline.ts";
import { OPEN, slotOfKey, valueKey } from "./closed-slots.ts";
import { keysOf } from "./keys.ts";
import { boundedProfile, circumstances, eachDimension, sumSessions } from "./merge.ts";
import { NO_TASK, soleSession, tagOf, taskAfter } from "./task.ts";
import { BASELINE_WEIGHTS } from "./weights.ts";
import type { Baseline, BaselineDimension } from "../../words/baseline.ts";
import type { ActionFacts, ObservationFacts } from "../../words/facts.ts";

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
  session: string;
  actions: number;
  /** Names what was asked for before the first action. */
  task: string;
  /** Tools that a catalogue offered, by exact name. */
  readonly offered: Set<string>;
  readonly dimensions: Readonly<Record<BaselineDimension, DimensionCount>>;
}

export function startProfile(): SessionProfile {
  return { agent: "", session: "", actions: 0, task: NO_TASK, offered: new Set(), dimensions: eachDimension(() => ({ total: 0, dropped: 0, once: 0, events: new Map() })) };
}

/** Takes in what was asked for and which tools there are. */
export function attend(profile: SessionProfile, facts: ObservationFacts): void {
  if (facts.kind === "request" && profile.actions === 0) profile.task = taskAfter(profile.task, facts);
  for (const { name } of facts.catalogue ?? []) if (profile.offered.size < BASELINE_WEIGHTS.keys) profile.offered.add(name.exact);
}

/** Counts one action. */
export function learn(profile: SessionProfile, facts: ActionFacts): void {
  profile.agent = facts.identity.agent;
  profile.session = facts.identity.session;
  profile.actions += 1;
  const keys = keysOf(facts);
  for (const name of BASELINE_DIMENSIONS) count(name, profile.dimensions[name], keys[name]);
}

/** The profile of one session as a baseline that `mergeBaseline` can add. */
export function lessonOf(profile: SessionProfile): Baseline {
  const by = soleSession(profile.task, tagOf(profile.session));
  const isLesson = profile.actions > 0;
  return {
    v: 2,
    agent: profile.agent,
    sessions: isLesson ? 1 : 0,
    actions: profile.actions,
    dimensions: eachDimension((name) => {
      const { total, dropped, events } = profile.dimensions[name];
      return boundedProfile(total, [...events].map(([key, times]) => [key, times, 1, by] as const), dropped);
    }),
    ...(isLesson ? circumstances(profile.task === NO_TASK ? [] : [[profile.task, 1]], sumSessions([...profile.offered].map((tool) => [tool, 1] as const))) : {}),
  };
}

/** What tells most of an agent; a few sessions full of it would fill a profile. */
const TELLING: readonly BaselineDimension[] = ["kind", "tool", "destination", "tool-destination", "command"];

/** More different things in one session than one may teach: it waits for a person. */
export function hasOverflowed(profile: Readonly<SessionProfile>): boolean {
  return BASELINE_DIMENSIONS.some((name) => profile.dimensions[name].dropped > 0) || TELLING.some((name) => profile.dimensions[name].events.size > BASELINE_WEIGHTS.taught);
}

function count(name: BaselineDimension, dimension: DimensionCount, keys: readonly string[]): void {
  if (keys.length === 0) return;
  dimension.total += 1;
  for (const key of keys) {
    if (name === "value") countValue(dimension, key);
    else if (!dimension.events.has(key) && dimension.events.size >= BASELINE_WEIGHTS.keys) dimension.dropped += 1;
    else countKey(dimension, key);
  }
}

function countKey(dimension: DimensionCount, key: string): void {
  const times = dimension.events.get(key);
  dimension.events.set(key, (times ?? 0) + 1);
  if (times === undefined) dimension.once += 1;
  else if (times === 1) dimension.once -= 1;
}

/** Values of an argument that has too many are joined at once. Where there is no room, an argument that is new is left out whole. */
function countValue(dimension: DimensionCount, key: string): void {
  const slot = slotOfKey(key);
  const open = valueKey(slot, OPEN);
  if (dimension.events.has(open)) return countKey(dimension, open);
  if (dimension.events.has(key)) return countKey(dimension, key);
  const own = valuesIn(dimension, slot);
  const isFull = dimension.events.size >= BASELINE_WEIGHTS.keys;
  if (isFull && own.length === 0) return;
  if (!isFull && own.length < BASELINE_WEIGHTS.slotValues) return countKey(dimension, key);
  for (const [each] of own) dimension.events.delete(each);
  dimension.events.set(open, own.reduce((sum, [, times]) => sum + times, 1));
  dimension.once = [...dimension.events.values()].filter((times) => times === 1).length;
}

function valuesIn({ events }: DimensionCount, slot: string): readonly (readonly [string, number])[] {
  const start = valueKey(slot, "");
  const own: (readonly [string, number])[] = [];
  for (const each of events) if (each[0].startsWith(start)) own.push(each);
  return own;
}

/** Plain JSON, from which `loadProfile` makes an equal profile. */
export function saveProfile(profile: SessionProfile): unknown {
  const dimensions = BASELINE_DIMENSIONS.map((name) => {
    const { total, dropped, events } = profile.dimensions[name];
    return [name, total, dropped, [...events]];
  });
  return { agent: profile.agent, session: profile.session, actions: profile.actions, task: profile.task, offered: [...profile.offered], dimensions };
}

export function loadProfile(saved: unknown): SessionProfile {
  const { agent, session, actions, task = NO_TASK, offered = [], dimensions } = saved as { agent: string; session: string; actions: number; task?: string; offered?: string[]; dimensions: [BaselineDimension, number, number, [string, number][]][] };
  const profile = startProfile();
  profile.agent = agent;
  profile.session = session;
  profile.actions = actions;
  profile.task = task;
  for (const tool of offered) profile.offered.add(tool);
  for (const [name, total, dropped, events] of dimensions) {
    // SECURITY: names come from outside; `__proto__` must not reach the record.
    if (!BASELINE_DIMENSIONS.includes(name)) throw new Error(`expected a dimension of the baseline, found ${JSON.stringify(name)}`);
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
