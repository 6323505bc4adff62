// Which job a session does, told from what was asked of it: sessions of one job are no independent observations.
import type { ObservationFacts } from "../../words/facts.ts";
import type { Baseline, SeenKey } from "../../words/baseline.ts";

/** Of a session that nobody asked for anything, as far as it was seen. */
export const NO_TASK = "";

/** A short name of a text, or of a text after another one: FNV-1a, 32 bits. */
export function tagOf(text: string, before: string = NO_TASK): string {
  let hash = before === NO_TASK ? 0x811c9dc5 : Number.parseInt(before, 36);
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** The task after one more request. Numbers do not count: the same job with another ticket or day is the same job. */
export function taskAfter(task: string, { content }: ObservationFacts): string {
  const said = content.passages?.map(({ excerpt }) => excerpt).join(" ") ?? content.excerpt;
  const words = said.toLowerCase().replaceAll(/[^\p{L}]+/gu, " ").trim();
  return words === "" ? task : tagOf(`${words}\n`, task);
}

/** Names the only session that had a key, and its task. */
export function soleSession(task: string, session: string): string {
  return task === NO_TASK ? session : `${task}.${session}`;
}

/** The only task that had a key, where there was one; a session whose task is not known is its own. */
export function soleTask([, , sessions, by]: SeenKey): string | undefined {
  if (by === "") return undefined;
  const dot = by.indexOf(".");
  return dot === -1 || sessions > 1 ? by : by.slice(0, dot);
}

/** What names who had a key, of the sum of two that each had it. Associative: one task stays until another one comes. */
export function soleOfBoth(a: Omission, b: Omission): string {
  const task = taskIn(a);
  return task !== NO_TASK && task === taskIn(b) ? task : "";
}

type Omission = readonly [events: number, sessions: number, by: string];

function taskIn([, sessions, by]: Omission): string {
  if (sessions > 1) return by;
  const dot = by.indexOf(".");
  return dot === -1 ? NO_TASK : by.slice(0, dot);
}

/** How many different tasks taught: those that are known, and each session of which the task is not. */
export function taskCount({ sessions, tasks = [] }: Baseline): number {
  return tasks.length + Math.max(0, sessions - tasks.reduce((sum, [, times]) => sum + times, 0));
}
