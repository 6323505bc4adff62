// A promoted baseline made ready for judging: look-ups instead of lists, and the counts that novelty is weighed by.
import { isOpenKey, slotOfKey } from "./closed-slots.ts";
import { eachDimension } from "./merge.ts";
import { BASELINE_WEIGHTS } from "./weights.ts";
import { BASELINE_DIMENSIONS } from "../../words/baseline.ts";
import { soleTask, taskCount } from "./task.ts";
import type { Baseline, BaselineDimension, SeenKey } from "../../words/baseline.ts";

/** What Good-Turing needs to know of some keys. */
export interface Counts {
  readonly total: number;
  /** Keys seen in exactly one event, of each session only as many as it may count for. */
  readonly onceInEvents: number;
  /** Sessions that had a key which no other session had. */
  readonly sessionsWithOwn: number;
  /** Sessions that could have had one. */
  readonly sessions: number;
  /** The same two of tasks: sessions of one task are one draw. */
  readonly tasksWithOwn: number;
  readonly tasks: number;
}

export interface CompiledDimension extends Counts {
  readonly keys: ReadonlySet<string>;
  readonly dropped: number;
}

export interface CompiledBaseline {
  readonly sessions: number;
  readonly actions: number;
  /** Some dimension had more keys than it holds, so it calls nothing new. */
  readonly isIncomplete: boolean;
  readonly dimensions: Readonly<Record<BaselineDimension, CompiledDimension>>;
  /** Arguments that take few values, each with the counts of its own values. */
  readonly closed: ReadonlyMap<string, Counts>;
  /** Tool -> the arguments that every one of its calls had, as keys of the dimension, each with the types that it had. */
  readonly always: ReadonlyMap<string, readonly UsualArgument[]>;
  /** Tasks that taught it. */
  readonly tasks: ReadonlySet<string>;
  /** Tools that stood in the catalogue of enough sessions to be no news; undefined where no catalogue told of all tools in use. */
  readonly offered: ReadonlySet<string> | undefined;
}

export interface UsualArgument {
  readonly key: string;
  readonly types: ReadonlySet<string>;
}

export function compileBaseline(baseline: Baseline): CompiledBaseline {
  const { sessions, actions, dimensions } = baseline;
  const tasks = taskCount(baseline);
  return {
    sessions,
    actions,
    isIncomplete: BASELINE_DIMENSIONS.some((name) => dimensions[name].dropped > 0),
    dimensions: eachDimension((name) => {
      const { total, seen, dropped } = dimensions[name];
      return { keys: new Set(seen.map(([key]) => key)), dropped, ...countsOf(seen, { total, sessions, tasks }) };
    }),
    closed: closedSlots(baseline),
    always: alwaysGiven(baseline),
    tasks: new Set(baseline.tasks?.map(([task]) => task)),
    offered: offeredTools(baseline),
  };
}

/** SECURITY: a catalogue that lacks a tool in regular use is not all that the agent can do, and excuses nothing. */
function offeredTools({ offered = [], dimensions }: Baseline): ReadonlySet<string> | undefined {
  const known = new Set(offered.filter(([, sessions]) => sessions >= BASELINE_WEIGHTS.offeredSessions).map(([tool]) => tool));
  const isWhole = dimensions.tool.seen.every(([tool, , sessions]) => sessions < BASELINE_WEIGHTS.offeredSessions || known.has(tool));
  return known.size > 0 && isWhole ? known : undefined;
}

function countsOf(seen: readonly SeenKey[], draws: Pick<Counts, "total" | "sessions" | "tasks">): Counts {
  const bySession = new Map<string, { keys: number; once: number }>();
  for (const [, events, inSessions, by] of seen) {
    if (inSessions !== 1) continue;
    const own = bySession.get(by) ?? { keys: 0, once: 0 };
    own.keys += 1;
    if (events === 1) own.once += 1;
    bySession.set(by, own);
  }
  // SECURITY: were each of its keys counted, one session full of new things would make everything new unremarkable.
  const onceInEvents = [...bySession.values()].reduce((sum, { once }) => sum + Math.min(once, BASELINE_WEIGHTS.onceOfSession), 0);
  const tasksWithOwn = new Set(seen.flatMap((each) => soleTask(each) ?? [])).size;
  return { ...draws, onceInEvents, sessionsWithOwn: bySession.size, tasksWithOwn };
}

function alwaysGiven({ dimensions }: Baseline): ReadonlyMap<string, readonly UsualArgument[]> {
  const calls = new Map(dimensions.tool.seen.map(([tool, events]) => [tool, events]));
  const always = new Map<string, UsualArgument[]>();
  for (const [key, events] of dimensions.argument.seen) {
    const tool = key.slice(0, key.lastIndexOf(" "));
    if (events < BASELINE_WEIGHTS.alwaysCalls || events !== calls.get(tool)) continue;
    always.set(tool, [...(always.get(tool) ?? []), { key, types: typesOf(key, tool, dimensions.shape.seen) }]);
  }
  return always;
}

/** A shape is `tool pointer:type,pointer:type`. */
function typesOf(key: string, tool: string, shapes: readonly SeenKey[]): ReadonlySet<string> {
  const pointer = `${key.slice(tool.length + 1)}:`;
  const pairs = shapes.filter(([shape]) => shape.startsWith(`${tool} `)).flatMap(([shape]) => shape.slice(tool.length + 1).split(","));
  return new Set(pairs.filter((pair) => pair.startsWith(pointer)).map((pair) => pair.slice(pointer.length)));
}

function closedSlots(baseline: Baseline): ReadonlyMap<string, Counts> {
  const { dimensions } = baseline;
  const allTasks = taskCount(baseline);
  const inSessions = new Map(dimensions.argument.seen.map(([key, , sessions]) => [key, sessions]));
  const slots = new Map<string, SeenKey[]>();
  for (const each of dimensions.value.seen) {
    if (isOpenKey(each[0])) continue;
    const slot = slotOfKey(each[0]);
    slots.set(slot, [...(slots.get(slot) ?? []), each]);
  }
  return new Map([...slots].map(([slot, seen]) => {
    const total = seen.reduce((sum, [, events]) => sum + events, 0);
    const sessions = inSessions.get(slot) ?? 0;
    return [slot, countsOf(seen, { total, sessions, tasks: Math.min(sessions, allTasks) })];
  }));
}
