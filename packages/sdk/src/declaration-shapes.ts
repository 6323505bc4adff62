// Whether parts of a declaration that came in code or over the wire have the shapes that they claim; what they say is checked later.
import type { ArgumentLimit, DestinationDeclaration, Label, Schedule, ToolDeclaration, Volumes } from "@kaizen/core";
import { isTextList } from "./join-policies.ts";

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === "string";
const isNumber: Test = (value) => typeof value === "number" && !Number.isNaN(value);
const isTrue: Test = (value) => value === true;

/** Only these keys, each absent or as its test says. */
function hasShape<T extends object>(value: unknown, tests: Readonly<Record<keyof Required<T>, Test>>, required: readonly (keyof T)[]): value is T {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const known = new Map<string, Test>(Object.entries(tests));
  return required.every((key) => Object.hasOwn(value, key)) && Object.entries(value).every(([key, part]) => part === undefined || known.get(key)?.(part) === true);
}

function isMapping(isPart: Test): Test {
  return (value) => typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every(isPart);
}

const LIMIT: Readonly<Record<keyof Required<ArgumentLimit>, Test>> = {
  forbidden: isTrue,
  required: isTrue,
  enum: isTextList,
  pattern: isText,
  min: isNumber,
  max: isNumber,
  maxSize: isNumber,
  destinations: isTextList,
  recipients: isTextList,
  paths: isTextList,
};

const RATE = { perMinute: isNumber, perSession: isNumber } as const;

export function isTool(value: unknown): value is ToolDeclaration {
  return hasShape<ToolDeclaration>(
    value,
    {
      name: isText,
      arguments: isMapping((limit) => hasShape<ArgumentLimit>(limit, LIMIT, [])),
      noOtherArguments: isTrue,
      destinations: isTextList,
      commands: isTextList,
      paths: isTextList,
      recipients: isTextList,
      tenants: isTextList,
      maxAmount: isMapping(isNumber),
      calls: (calls) => hasShape<NonNullable<ToolDeclaration["calls"]>>(calls, RATE, []),
      readOnly: isTrue,
    },
    ["name"],
  );
}

const LABELS: ReadonlySet<unknown> = new Set<Label>(["secret", "personal", "internal", "untrusted"]);

export function isDestination(value: unknown): value is DestinationDeclaration {
  const isLabels: Test = (data) => Array.isArray(data) && data.every((label) => LABELS.has(label));
  return hasShape<DestinationDeclaration>(value, { host: isText, methods: isTextList, data: isLabels }, ["host"]);
}

export function isVolumes(value: unknown): value is Volumes {
  return hasShape<Volumes>(value, { callsPerMinute: isNumber, callsPerSession: isNumber, bytesPerSession: isNumber, bytesPerCall: isNumber }, []);
}

export function isSchedule(value: unknown): value is Schedule {
  const isDays: Test = (days) => Array.isArray(days) && days.every((day) => Number.isInteger(day) && day >= 0 && day <= 6);
  return hasShape<Schedule>(value, { days: isDays, from: isNumber, to: isNumber, offset: isNumber }, ["days", "from", "to", "offset"]);
}
