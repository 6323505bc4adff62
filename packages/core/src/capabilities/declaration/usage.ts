// What the agent has used so far in the session: calls and bytes, all and by tool, bounded.

/** Milliseconds in which calls a minute are counted. */
const WINDOW_MS = 60_000;
/** Times remembered of one counter, and so the largest number of calls a minute that can be declared. */
export const MOST_PER_MINUTE = 1_000;
/** Tools whose calls are counted. */
const MOST_COUNTERS = 1_024;

export interface Counter {
  calls: number;
  /** Times of the latest calls, the oldest first. */
  readonly times: number[];
}

export interface Usage {
  /** The latest time that any event told. */
  now: number;
  bytes: number;
  readonly all: Counter;
  /** Exact name of a tool whose calls are limited -> its calls. */
  readonly byTool: Map<string, Counter>;
}

export interface SavedUsage {
  readonly now: number;
  readonly bytes: number;
  readonly all: Counter;
  readonly byTool: readonly (readonly [string, Counter])[];
}

export function startUsage(): Usage {
  return { now: Number.MIN_SAFE_INTEGER, bytes: 0, all: { calls: 0, times: [] }, byTool: new Map() };
}

export function saveUsage({ now, bytes, all, byTool }: Usage): SavedUsage {
  return { now, bytes, all, byTool: [...byTool] };
}

export function loadUsage({ now, bytes, all, byTool }: SavedUsage): Usage {
  return { now, bytes, all, byTool: new Map(byTool) };
}

/** SECURITY: a clock that goes backwards stands still here, so that it cannot empty the window. */
export function tick(usage: Usage, at: number): void {
  if (at > usage.now) usage.now = at;
}

export function counterOf(usage: Usage, tool: string): Counter | undefined {
  const known = usage.byTool.get(tool);
  if (known !== undefined) return known;
  if (usage.byTool.size >= MOST_COUNTERS) return undefined;
  const made: Counter = { calls: 0, times: [] };
  usage.byTool.set(tool, made);
  return made;
}

/** Counts one call now; gives how many there were within the last minute, it included. */
export function count(counter: Counter, now: number): number {
  counter.calls += 1;
  counter.times.push(now);
  while (counter.times.length > MOST_PER_MINUTE + 1 || (counter.times[0] ?? now) <= now - WINDOW_MS) counter.times.shift();
  return counter.times.length;
}
