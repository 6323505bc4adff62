// What is wrong in a declaration that is well formed: it would permit less than its author thinks, or say nothing.
import { AGENT, checkList, checkTexts, DESTINATION, problem, quote } from "./check-list.ts";
import { checkRate, checkTools } from "./check-tools.ts";
import { destinationsNarrow } from "./compare-destinations.ts";
import { readDestinations } from "./entries.ts";
import { hostOf } from "./entries-of.ts";
import type { Declaration, Schedule, Volumes } from "../../words/declaration.ts";
import type { DeclarationProblem } from "./check-list.ts";
import type { Entries } from "./entries.ts";
import type { DestinationEntry } from "./entries-of.ts";

/** Every problem, in the order of the declaration; empty when there is none. */
export function checkDeclaration(declaration: Declaration): readonly DeclarationProblem[] {
  const { agent, tools, destinations, data, tags, volumes, schedule, subAgents } = declaration;
  const declared = destinations.kind === "not-stated" ? undefined : readDestinations(destinations.kind === "only" ? destinations.items.map(hostOf) : []);
  return [
    ...(agent.trim() === "" ? [problem(["agent"], "bad-agent", "expected the agent's name, found an empty text")] : []),
    ...checkTexts(tags, ["tags"], { code: "bad-agent", expected: "a tag of 1 to 256 characters", isGood: AGENT.isGood }),
    ...(tools.kind === "only" ? checkTools(tools.items, declared) : []),
    ...(destinations.kind === "only" ? checkDestinations(destinations.items) : []),
    ...checkData(data, declared),
    ...checkVolumes(volumes),
    ...checkSchedule(schedule),
    ...(subAgents?.kind === "only" ? checkList(subAgents.items, ["subAgents"], AGENT) : []),
  ];
}

function checkDestinations(items: readonly DestinationEntry[]): readonly DeclarationProblem[] {
  const takesIn = (outer: number, inner: number): boolean => {
    const [one, other] = [items[outer], items[inner]];
    return one !== undefined && other !== undefined && destinationsNarrow([other], [one]);
  };
  const empty = items.flatMap((item, at) => {
    if (typeof item === "string") return [];
    if (item.methods?.length === 0) return [problem(["destinations", at, "methods"], "empty-list", "expected at least one method, found none: leave it out for any")];
    return checkTexts(item.methods, ["destinations", at, "methods"], { code: "bad-destination", expected: "an HTTP method in upper case", isGood: (method) => /^[A-Z]{1,16}$/.test(method) });
  });
  return [...checkList(items.map(hostOf), ["destinations"], DESTINATION, takesIn), ...empty];
}

function checkData(data: Declaration["data"], declared: Entries | undefined): readonly DeclarationProblem[] {
  if (data.kind !== "only") return [];
  return data.items.flatMap(({ label, destinations: items }, index) => {
    const path = ["data", index, "destinations"];
    const beyond = items.flatMap((item, at) => {
      if (declared === undefined || !DESTINATION.isGood(item) || declared.covering(item) !== undefined) return [];
      return [problem([...path, at], "contradiction", `expected a declared destination for ${label} data, found ${quote(item)}`)];
    });
    return [...checkList(items, path, DESTINATION), ...beyond];
  });
}

function checkVolumes(volumes: Volumes | undefined): readonly DeclarationProblem[] {
  if (volumes === undefined) return [];
  const { callsPerMinute, callsPerSession, bytesPerCall, bytesPerSession } = volumes;
  const path = ["volumes"];
  if (Object.keys(volumes).length === 0) return [problem(path, "empty-list", "expected at least one volume, found none: leave it out to state nothing")];
  const rate = { ...(callsPerMinute === undefined ? {} : { perMinute: callsPerMinute }), ...(callsPerSession === undefined ? {} : { perSession: callsPerSession }) };
  const isBad = [bytesPerCall, bytesPerSession].some((bytes) => bytes !== undefined && !(Number.isInteger(bytes) && bytes >= 0));
  return [
    ...(Object.keys(rate).length === 0 ? [] : checkRate(rate, path)),
    ...(isBad ? [problem(path, "bad-number", "expected whole numbers of bytes of at least 0")] : []),
    ...(bytesPerCall !== undefined && bytesPerSession !== undefined && bytesPerCall > bytesPerSession ? [problem(path, "dead-entry", `expected fewer bytes in a call than in the session, found ${bytesPerCall} and ${bytesPerSession}`)] : []),
  ];
}

function checkSchedule(schedule: Schedule | undefined): readonly DeclarationProblem[] {
  if (schedule === undefined) return [];
  const { days, from, to } = schedule;
  if (days.length === 0) return [problem(["schedule"], "empty-list", "expected at least one day, found none")];
  if (new Set(days).size < days.length) return [problem(["schedule", "days"], "duplicate", "expected every day once")];
  return from === to || from >= 1_440 ? [problem(["schedule"], "bad-schedule", "expected two different times of day; leave both out for the whole day")] : [];
}
