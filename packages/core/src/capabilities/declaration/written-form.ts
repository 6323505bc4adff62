// A declaration as a file writes it: the form in which it is shown to people and handed to the observer.
import type { ArgumentLimit, DataFlow, Declaration, Rate, Schedule, Stated, ToolDeclaration, Volumes } from "../../words/declaration.ts";
import type { DestinationEntry, ToolEntry } from "./entries-of.ts";

/** Plain data with the keys of the file; what is not stated is left out. */
export type WrittenDeclaration = Readonly<Record<string, unknown>>;

export function writtenDeclaration(declaration: Declaration): WrittenDeclaration {
  const { agent, purpose, tags, tools, destinations, data, volumes, schedule, subAgents } = declaration;
  return {
    agent,
    ...(purpose === undefined ? {} : { purpose }),
    ...(tags === undefined ? {} : { tags }),
    ...stated("tools", tools, writtenTool),
    ...stated("destinations", destinations, (entry: DestinationEntry) => entry),
    ...stated("data", data, (flow: DataFlow) => flow),
    ...(volumes === undefined ? {} : { volumes: writtenVolumes(volumes) }),
    ...(schedule === undefined ? {} : { schedule: writtenSchedule(schedule) }),
    ...(subAgents === undefined ? {} : stated("sub_agents", subAgents, (name: string) => name)),
  };
}

function stated<T>(key: string, value: Stated<T>, write: (item: T) => unknown): WrittenDeclaration {
  if (value.kind === "not-stated") return {};
  return { [key]: value.kind === "none" ? "none" : value.items.map(write) };
}

function writtenTool(tool: ToolEntry): unknown {
  if (typeof tool === "string") return tool;
  const { arguments: given, noOtherArguments, maxAmount, calls, readOnly, ...rest } = tool satisfies ToolDeclaration;
  return {
    ...rest,
    ...(given === undefined ? {} : { arguments: Object.fromEntries(Object.entries(given).map(([key, limit]) => [key, writtenLimit(limit)])) }),
    ...(noOtherArguments === true ? { other_arguments: "none" } : {}),
    ...(maxAmount === undefined ? {} : { max_amount: maxAmount }),
    ...(calls === undefined ? {} : { calls: writtenRate(calls) }),
    ...(readOnly === true ? { read_only: true } : {}),
  };
}

function writtenLimit({ forbidden, maxSize, ...rest }: ArgumentLimit): unknown {
  if (forbidden === true) return "none";
  return { ...rest, ...(maxSize === undefined ? {} : { max_size: maxSize }) };
}

function writtenRate({ perMinute, perSession }: Rate): unknown {
  return { ...(perMinute === undefined ? {} : { per_minute: perMinute }), ...(perSession === undefined ? {} : { per_session: perSession }) };
}

function writtenVolumes({ callsPerMinute, callsPerSession, bytesPerSession, bytesPerCall }: Volumes): unknown {
  return {
    ...(callsPerMinute === undefined ? {} : { calls_per_minute: callsPerMinute }),
    ...(callsPerSession === undefined ? {} : { calls_per_session: callsPerSession }),
    ...(bytesPerSession === undefined ? {} : { bytes_per_session: bytesPerSession }),
    ...(bytesPerCall === undefined ? {} : { bytes_per_call: bytesPerCall }),
  };
}

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

function writtenSchedule({ days, from, to, offset }: Schedule): unknown {
  return { days: days.map((day) => DAYS[day]), from: time(from), to: time(to), offset: `${offset < 0 ? "-" : "+"}${time(Math.abs(offset))}` };
}

function time(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
