// Rates, volumes and working hours: what is only too much when it is added up or comes at the wrong time.
import { isAddressed } from "../addressed.ts";
import { LIMIT_CODES } from "./limit-codes.ts";
import { count, counterOf, tick } from "./usage.ts";
import type { Rate, Schedule, Volumes } from "../../words/declaration.ts";
import type { ActionFacts } from "../../words/facts.ts";
import type { Note } from "./call-report.ts";
import type { CompiledDeclaration } from "./compile.ts";
import type { CompiledTool } from "./compile-tool.ts";
import type { Counter, Usage } from "./usage.ts";

/** Counts every action, also one that is refused: otherwise trying would cost nothing. */
export function judgeUsage(facts: ActionFacts, { volumes, schedule }: CompiledDeclaration, tools: readonly CompiledTool[], usage: Usage, note: Note): void {
  tick(usage, facts.position.at);
  if (schedule !== undefined && !isWithin(schedule, facts.position.at)) note(LIMIT_CODES.schedule, "is used outside the hours that the agent was declared to work in");
  if (tools.some(({ calls }) => calls !== undefined)) judgeTool(facts, tools, usage, note);
  const lately = count(usage.all, usage.now);
  if (volumes !== undefined) judgeRate(usage.all, lately, { perMinute: volumes.callsPerMinute, perSession: volumes.callsPerSession }, "is one of all actions, which come", note);
  judgeBytes(facts, volumes, usage, note);
}

function judgeBytes(facts: ActionFacts, { bytesPerCall, bytesPerSession }: Volumes = {}, usage: Usage, note: Note): void {
  const { bytes } = facts.content;
  if (bytesPerCall !== undefined && bytes > bytesPerCall) note(LIMIT_CODES.volume, `carries ${bytes} bytes, and the declaration permits ${bytesPerCall} a call`);
  if (!facts.destinations.some((destination) => isAddressed(destination) || destination.place === "nested")) return;
  usage.bytes += bytes;
  if (bytesPerSession !== undefined && usage.bytes > bytesPerSession) note(LIMIT_CODES.volume, `brings what was sent in the session to ${usage.bytes} bytes, and the declaration permits ${bytesPerSession}`);
}

/** Each tool is counted by its own name, also where one pattern limits several. */
function judgeTool({ tool }: ActionFacts, tools: readonly CompiledTool[], usage: Usage, note: Note): void {
  const counter = counterOf(usage, tool?.exact ?? "");
  if (counter === undefined) return note(LIMIT_CODES.undecided, "is one of too many tools to count the calls of");
  const lately = count(counter, usage.now);
  for (const { calls } of tools) if (calls !== undefined) judgeRate(counter, lately, calls, "is called", note);
}

function judgeRate(counter: Counter, lately: number, { perMinute, perSession }: { readonly [K in keyof Rate]: Rate[K] | undefined }, what: string, note: Note): void {
  if (perMinute !== undefined && lately > perMinute) note(LIMIT_CODES.rate, `${what} ${lately} times within a minute, and the declaration permits ${perMinute}`);
  if (perSession !== undefined && counter.calls > perSession) note(LIMIT_CODES.rate, `${what} ${counter.calls} times in the session, and the declaration permits ${perSession}`);
}

const DAY_MINUTES = 1_440;

/** A span that goes over midnight belongs to the day on which it begins. */
export function isWithin({ days, from, to, offset }: Schedule, at: number): boolean {
  const local = Math.floor(at / 60_000) + offset;
  const minute = ((local % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  // 1970 began on a Thursday.
  const day = (((Math.floor(local / DAY_MINUTES) + 4) % 7) + 7) % 7;
  if (from < to) return minute >= from && minute < to && days.includes(day);
  if (minute >= from) return days.includes(day);
  return minute < to && days.includes((day + 6) % 7);
}
