// What correlations remember of a session: how far each rule has come. All of it bounded and plain data.
import { POLICY_WEIGHTS } from "../weights.ts";
import type { EventId, EventPosition, Feed } from "../../../words/event.ts";
import type { Facts, NameFacts } from "../../../words/facts.ts";

/** A moment of the session: which event it is, counted from 1, and when by the session's own clock. */
export interface Moment {
  readonly event: number;
  readonly at: number;
}

/** The first steps of a rule, seen in their order. */
export interface Beginning {
  /** Of the first step: windows are measured from here. */
  readonly start: Moment;
  /** Of the latest step. */
  readonly done: Moment;
  readonly cites: readonly EventId[];
}

/** The last step, seen. */
export interface Occurrence {
  readonly moment: Moment;
  readonly id: EventId;
  /** For rules that count different values. */
  readonly value: string;
}

export interface RuleMemory {
  /** For each step but the last: the way there that started latest; null where there is none. */
  readonly begun: (Beginning | null)[];
  /** Ways to the last step but one, in the order of their starts. */
  waiting: Beginning[];
  seen: Occurrence[];
  /** A result completed the rule: the next action bears the finding. */
  due: readonly EventId[] | null;
}

export interface PolicyMemory {
  events: number;
  actions: number;
  /** Milliseconds since 1970 by the session's own clock. */
  now: number;
  /** By feed: its last time, and how much it has been set back. */
  readonly clocks: Map<Feed, { readonly last: number; readonly offset: number }>;
  /** Tools of calls whose result may still come, by call id. */
  readonly calls: Map<string, NameFacts>;
  readonly rules: Map<string, RuleMemory>;
}

export function startMemory(): PolicyMemory {
  return { events: 0, actions: 0, now: 0, clocks: new Map(), calls: new Map(), rules: new Map() };
}

export function saveMemory({ clocks, calls, rules, ...counts }: PolicyMemory): unknown {
  return { ...counts, clocks: [...clocks], calls: [...calls], rules: [...rules] };
}

interface SavedMemory extends Pick<PolicyMemory, "events" | "actions" | "now"> {
  readonly clocks: readonly [Feed, { readonly last: number; readonly offset: number }][];
  readonly calls: readonly [string, NameFacts][];
  readonly rules: readonly [string, RuleMemory][];
}

/** `null` is what the capability saved when it had no memory. */
export function loadMemory(saved: unknown): PolicyMemory {
  if (saved === null || saved === undefined) return startMemory();
  const { clocks, calls, rules, ...counts } = saved as SavedMemory;
  return { ...counts, clocks: new Map(clocks), calls: new Map(calls), rules: new Map(rules.map(([key, rule]) => [key, { ...rule, begun: [...rule.begun] }])) };
}

export function memoryOf(memory: PolicyMemory, key: string): RuleMemory {
  const known = memory.rules.get(key);
  if (known !== undefined) return known;
  const made: RuleMemory = { begun: [], waiting: [], seen: [], due: null };
  memory.rules.set(key, made);
  return made;
}

/**
 * Moves the session's clock to an event. SECURITY: a feed whose clock is set back goes on from where it was. Were it
 * believed, everything would seem to lie within every window until it had caught up.
 */
export function tick(memory: PolicyMemory, { feed, at }: EventPosition): Moment {
  const { last, offset } = memory.clocks.get(feed) ?? { last: at, offset: 0 };
  const moved = offset + Math.max(0, last - at);
  memory.clocks.set(feed, { last: at, offset: moved });
  memory.now = Math.max(memory.now, at + moved);
  return { event: memory.events, at: memory.now };
}

/** The tool that an event is about; a result that does not name it has that of its call. */
export function toolOf(memory: PolicyMemory, facts: Facts): NameFacts | undefined {
  const { calls } = memory;
  if (facts.event === "observation") return facts.tool ?? (facts.callId === undefined ? undefined : calls.get(facts.callId));
  if (facts.tool !== undefined && facts.callId !== undefined) {
    const oldest = calls.size >= POLICY_WEIGHTS.correlation.calls ? calls.keys().next() : undefined;
    if (oldest?.done === false) calls.delete(oldest.value);
    calls.set(facts.callId, facts.tool);
  }
  return facts.tool;
}
