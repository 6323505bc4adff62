// What is wrong in the limits of one declared tool: what cannot be read, and what contradicts itself or the rest.
import { currencyOfMark } from "../../normalise/currencies.ts";
import { parsePathPattern } from "../path-glob.ts";
import { parseArgumentKey } from "./argument-key.ts";
import { checkList, checkTexts, DESTINATION, problem, quote, TOOL } from "./check-list.ts";
import { parseCommandPattern } from "./command-pattern.ts";
import { compileValuePattern, MAX_VALUE_PATTERN } from "./compile-arguments.ts";
import { toolNameOf } from "./entries-of.ts";
import { parseRecipientPattern } from "./recipient-pattern.ts";
import { MOST_PER_MINUTE } from "./usage.ts";
import type { ArgumentLimit, Rate, ToolDeclaration } from "../../words/declaration.ts";
import type { DeclarationProblem, DeclarationProblemCode, Path } from "./check-list.ts";
import type { Entries } from "./entries.ts";
import type { ToolEntry } from "./entries-of.ts";

/** Tools with limits in one declaration, and arguments with limits in one tool. */
const MOST_LIMITED_TOOLS = 1_000;
const MOST_ARGUMENTS = 256;

/** `declared`: the declaration's destinations, where it states some. */
export function checkTools(items: readonly ToolEntry[], declared: Entries | undefined): readonly DeclarationProblem[] {
  const limited = items.filter((item) => typeof item !== "string").length;
  const tooMany = limited > MOST_LIMITED_TOOLS ? [problem(["tools"], "too-many-entries", `expected at most ${MOST_LIMITED_TOOLS} tools with limits, found ${limited}`)] : [];
  // An entry with limits says more than its name, also where another one takes the name in: but two of one name are too many.
  const isNeedless = (outer: number, inner: number): boolean => typeof items[inner] === "string" && typeof items[outer] === "string";
  const names = checkList(items.map(toolNameOf), ["tools"], TOOL, isNeedless);
  return [...tooMany, ...names, ...checkTwice(items), ...items.flatMap((item, at) => (typeof item === "string" ? [] : checkTool(item, ["tools", at], declared)))];
}

/** All entries that fit a tool hold for it: of two with one name a reader would take the later for the valid one. */
function checkTwice(items: readonly ToolEntry[]): readonly DeclarationProblem[] {
  const seen = new Map<string, ToolEntry>();
  return items.flatMap((item, at) => {
    const name = toolNameOf(item).trim().toLowerCase();
    const before = seen.get(name);
    seen.set(name, item);
    if (before === undefined || (typeof before === "string" && typeof item === "string")) return [];
    return [problem(["tools", at], "duplicate", `expected one entry for a tool with limits, found ${quote(toolNameOf(item))} again`)];
  });
}

const PATHS = { code: "bad-path", expected: "a path without `..`, in which `*` is one segment and `**` any", isGood: (item: string) => parsePathPattern(item) !== undefined } as const;
const RECIPIENTS = { code: "bad-recipient", expected: "`*@host`, a mail address, an account or a channel", isGood: (item: string) => parseRecipientPattern(item) !== undefined } as const;
const COMMANDS = { code: "bad-command", expected: "an executable and at most three leading words, `*` only as the last", isGood: (item: string) => parseCommandPattern(item) !== undefined } as const;
const TENANTS = { code: "bad-tool", expected: "a name of 1 to 256 characters", isGood: TOOL.isGood } as const;

function checkTool(tool: ToolDeclaration, path: Path, declared: Entries | undefined): readonly DeclarationProblem[] {
  const given = Object.entries(tool.arguments ?? {});
  const tooMany = given.length > MOST_ARGUMENTS ? [problem([...path, "arguments"], "too-many-entries", `expected at most ${MOST_ARGUMENTS} arguments with limits, found ${given.length}`)] : [];
  return [
    ...tooMany,
    ...given.flatMap(([key, limit]) => checkArgument(key, limit, [...path, "arguments", key], declared)),
    ...checkPlaces(tool.destinations, [...path, "destinations"], declared),
    ...checkTexts(tool.commands, [...path, "commands"], COMMANDS),
    ...checkTexts(tool.paths, [...path, "paths"], PATHS),
    ...checkTexts(tool.recipients, [...path, "recipients"], RECIPIENTS),
    ...checkTexts(tool.tenants, [...path, "tenants"], TENANTS),
    ...checkAmounts(tool.maxAmount, [...path, "maxAmount"]),
    ...checkRate(tool.calls, [...path, "calls"]),
  ];
}

/** A place that the declaration as a whole does not take in can never be reached. */
function checkPlaces(items: readonly string[] | undefined, path: Path, declared: Entries | undefined): readonly DeclarationProblem[] {
  if (items === undefined) return [];
  const beyond = items.flatMap((item, at) => {
    if (declared === undefined || !DESTINATION.isGood(item) || declared.covering(item) !== undefined) return [];
    return [problem([...path, at], "contradiction", `expected a declared destination, found ${quote(item)}, which \`destinations\` does not take in`)];
  });
  return [...checkList(items, path, DESTINATION), ...beyond];
}

function checkArgument(key: string, limit: ArgumentLimit, path: Path, declared: Entries | undefined): readonly DeclarationProblem[] {
  const parts = Object.keys(limit).filter((part) => part !== "forbidden");
  const { min, max, pattern, maxSize } = limit;
  const says = (code: DeclarationProblemCode, when: boolean, message: string): readonly DeclarationProblem[] => (when ? [problem(path, code, message)] : []);
  return [
    ...says("bad-argument", parseArgumentKey(key) === undefined, `expected an argument's name or a JSON pointer, found ${quote(key)}`),
    ...says("contradiction", limit.forbidden === true && parts.length > 0, `expected no other limit on an argument that may not be given, found ${parts.join(", ")}`),
    ...says("contradiction", limit.forbidden !== true && parts.length === 0, "expected at least one limit, found none"),
    ...says("contradiction", min !== undefined && max !== undefined && min > max, `expected min to be at most max, found ${String(min)} and ${String(max)}`),
    ...says("bad-number", [min, max, maxSize].some((value) => value !== undefined && !Number.isFinite(value)), "expected a finite number"),
    ...says("bad-pattern", pattern !== undefined && compileValuePattern(pattern) === undefined, `expected an RE2 pattern of 1 to ${MAX_VALUE_PATTERN} characters, found ${quote(pattern ?? "")}`),
    ...checkTexts(limit.enum, [...path, "enum"], { code: "bad-argument", expected: "a value of at most 512 characters", isGood: (item) => item.length <= 512 }),
    ...checkValues(limit, path),
    ...checkPlaces(limit.destinations, [...path, "destinations"], declared),
    ...checkTexts(limit.recipients, [...path, "recipients"], RECIPIENTS),
    ...checkTexts(limit.paths, [...path, "paths"], PATHS),
  ];
}

/** A value of `enum` that another limit on the same argument excludes can never be given. */
function checkValues({ enum: values = [], pattern, min = -Infinity, max = Infinity }: ArgumentLimit, path: Path): readonly DeclarationProblem[] {
  const fits = pattern === undefined ? undefined : compileValuePattern(pattern);
  return values.flatMap((value, at) => {
    const isNumber = value.trim() !== "" && !Number.isNaN(Number(value));
    const isDead = (fits !== undefined && !fits(value)) || (isNumber && (Number(value) < min || Number(value) > max));
    return isDead ? [problem([...path, "enum", at], "dead-entry", `expected a value that the other limits permit, found ${quote(value)}`)] : [];
  });
}

function checkAmounts(amounts: Readonly<Record<string, number>> | undefined, path: Path): readonly DeclarationProblem[] {
  if (amounts === undefined) return [];
  const entries = Object.entries(amounts);
  if (entries.length === 0) return [problem(path, "empty-list", "expected at least one currency, found none: leave it out to state nothing")];
  return entries.flatMap(([currency, limit]) => {
    if (currency !== "*" && currencyOfMark(currency) !== currency) return [problem([...path, currency], "bad-currency", `expected an ISO 4217 code or \`*\`, found ${quote(currency)}`)];
    return Number.isFinite(limit) && limit >= 0 ? [] : [problem([...path, currency], "bad-number", `expected an amount of at least 0, found ${String(limit)}`)];
  });
}

/** `perMinute` is counted one by one, so it has an upper bound. */
export function checkRate(rate: Rate | undefined, path: Path): readonly DeclarationProblem[] {
  if (rate === undefined) return [];
  const { perMinute, perSession } = rate;
  const isWhole = (value: number | undefined): boolean => value === undefined || (Number.isInteger(value) && value >= 1);
  if (perMinute === undefined && perSession === undefined) return [problem(path, "empty-list", "expected a number of calls in a minute or in the session, found neither")];
  if (!isWhole(perMinute) || !isWhole(perSession)) return [problem(path, "bad-number", "expected whole numbers of at least 1")];
  if (perMinute !== undefined && perMinute > MOST_PER_MINUTE) return [problem(path, "bad-number", `expected at most ${MOST_PER_MINUTE} calls in a minute, found ${perMinute}`)];
  if (perMinute !== undefined && perSession !== undefined && perMinute > perSession) return [problem(path, "dead-entry", `expected fewer calls in a minute than in the session, found ${perMinute} and ${perSession}`)];
  return [];
}
