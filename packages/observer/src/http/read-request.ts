// Reads what a request says in its query and body, or refuses it with what was expected.
import { parseTime, zodProblems } from "@kaizen/protocol";
import { ObserverError } from "../observer-error.ts";

interface SafeParse<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false; readonly error: Parameters<typeof zodProblems>[0] };
}

/** Checks a body with a wire schema; a refusal says where and what. */
export function readBody<T>(schema: SafeParse<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [problem] = zodProblems(parsed.error, body, []);
  const where = problem === undefined || problem.path.length === 0 ? "body" : `body.${problem.path.join(".")}`;
  throw new ObserverError("bad-request", `${where.slice(0, 200)}: ${problem?.message ?? "malformed"}`);
}

export type Query = Readonly<Record<string, unknown>>;

export function queryText(query: Query, name: string, longest = 512): string | undefined {
  const value = query[name];
  if (value === undefined || value === "") return undefined;
  if (typeof value === "string" && value.length <= longest) return value;
  throw new ObserverError("bad-request", `expected ${name} once, as text of at most ${longest} characters`);
}

export function queryNumber(query: Query, name: string, range: { readonly least: number; readonly most: number; readonly otherwise: number }): number {
  const text = queryText(query, name, 16);
  if (text === undefined) return range.otherwise;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < range.least) throw new ObserverError("bad-request", `expected ${name} as an integer of at least ${range.least}, got "${text}"`);
  return Math.min(value, range.most);
}

export function queryChoice<T extends string>(query: Query, name: string, choices: readonly T[]): T | undefined {
  const text = queryText(query, name, 64);
  if (text === undefined || text === "all") return undefined;
  const choice = choices.find((one) => one === text);
  if (choice === undefined) throw new ObserverError("bad-request", `expected ${name} to be one of ${choices.join(", ")}, all; got "${text}"`);
  return choice;
}

/** RFC 3339 or milliseconds since 1970. */
export function queryTime(query: Query, name: string): number | undefined {
  const text = queryText(query, name, 64);
  if (text === undefined) return undefined;
  const at = parseTime(/^\d{1,15}$/.test(text) ? Number(text) : text);
  if (at === undefined) throw new ObserverError("bad-request", `expected ${name} as RFC 3339 or milliseconds since 1970, got "${text}"`);
  return at;
}
