// Moves one correlation on by one event. Exact within its bounds: for every event the best way to each step is kept.
import { isAddressed } from "../../addressed.ts";
import { POLICY_WEIGHTS } from "../weights.ts";
import type { EventId } from "../../../words/event.ts";
import type { Facts } from "../../../words/facts.ts";
import type { CorrelationRule } from "../../../words/policy.ts";
import type { Beginning, Moment, Occurrence, RuleMemory } from "./memory.ts";

/** The parts of a rule that decide when it is complete. */
export interface Sequence extends Pick<CorrelationRule, "distinct" | "withinMs" | "withinEvents"> {
  /** Number of steps. */
  readonly length: number;
  readonly count: number;
}

export interface Advanced {
  /** The events of the steps, this one last; absent when the rule is not complete. */
  readonly cites?: readonly EventId[];
  /** More beginnings wait than are kept. */
  readonly hasForgotten?: true;
}

const NOTHING: Advanced = {};
const { partial, remembered } = POLICY_WEIGHTS.correlation;

/** `steps`: which steps the event fits. One event is at most one step of one way. */
export function advance(sequence: Sequence, memory: RuleMemory, facts: Facts, moment: Moment, steps: ReadonlySet<number>): Advanced {
  const isIn = ({ event, at }: Moment): boolean => isWithin(sequence, { event, at }, moment);
  memory.waiting = memory.waiting.filter(({ start }) => isIn(start));
  memory.seen = memory.seen.filter(({ moment: then }) => isIn(then));
  const last = sequence.length - 1;
  // From the last step to the first, or one event would carry a way over two steps.
  const complete = steps.has(last) ? finish(sequence, memory, facts, moment) : NOTHING;
  let hasForgotten = false;
  for (let step = last - 1; step >= 0; step--) {
    if (!steps.has(step)) continue;
    const before = step === 0 ? undefined : memory.begun[step - 1];
    if (step > 0 && (before === undefined || before === null || !isIn(before.start))) continue;
    const begun: Beginning = { start: before?.start ?? moment, done: moment, cites: [...(before?.cites ?? []), facts.id] };
    memory.begun[step] = begun;
    if (step === last - 1) hasForgotten = wait(sequence, memory, begun);
  }
  return hasForgotten ? { ...complete, hasForgotten } : complete;
}

function isWithin({ withinMs, withinEvents }: Sequence, from: Moment, to: Moment): boolean {
  return (withinMs === undefined || to.at - from.at <= withinMs) && (withinEvents === undefined || to.event - from.event < withinEvents);
}

/** INVARIANT: of two ways within the window the one that was done first has seen all that the other has: only the first one counts. */
function finish({ length, distinct, count }: Sequence, memory: RuleMemory, facts: Facts, moment: Moment): Advanced {
  const [way] = memory.waiting;
  if (length > 1 && way === undefined) return NOTHING;
  for (const value of valuesOf(distinct, facts)) {
    // A value that comes again is as new as its latest time.
    if (distinct !== undefined) memory.seen = memory.seen.filter((earlier) => earlier.value !== value);
    memory.seen.push({ moment, id: facts.id, value });
  }
  memory.seen = memory.seen.slice(-remembered);
  const counted = memory.seen.filter((each) => way === undefined || each.moment.event > way.done.event);
  if (counted.length < count || counted.at(-1)?.id !== facts.id) return NOTHING;
  return { cites: citesOf(way, counted.slice(-count), facts.id) };
}

function citesOf(way: Beginning | undefined, counted: readonly Occurrence[], id: EventId): readonly EventId[] {
  const before = [...(way?.cites ?? []), ...counted.map((each) => each.id)].filter((cited) => cited !== id);
  return [...new Set(before), id];
}

/** True when one had to go. Without a window the first way is as good as all. */
function wait({ withinMs, withinEvents }: Sequence, memory: RuleMemory, begun: Beginning): boolean {
  if (withinMs === undefined && withinEvents === undefined && memory.waiting.length > 0) return false;
  const latest = memory.waiting.at(-1);
  // A way with the same start that is done later has seen less.
  if (latest !== undefined && latest.start.event === begun.start.event) return false;
  const isFull = memory.waiting.length >= partial;
  if (isFull) memory.waiting.pop();
  memory.waiting.push(begun);
  return isFull;
}

/** What an event shows of the values that are counted; an event that has none is not counted. */
function valuesOf(distinct: CorrelationRule["distinct"], facts: Facts): readonly string[] {
  switch (distinct) {
    case undefined:
      return [facts.id];
    case "tool":
      return facts.tool === undefined ? [] : [facts.tool.exact];
    case "destination":
      return facts.event === "action" ? unique(facts.destinations.filter(isAddressed).map(({ host }) => host)) : [];
    case "path":
      return facts.event === "action" ? unique(facts.paths.map(({ path }) => path)) : [];
    case "recipient":
      return facts.event === "action" ? unique(facts.recipients.map(({ form }) => form)) : [];
    default:
      return distinct satisfies never;
  }
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)].slice(0, remembered);
}
