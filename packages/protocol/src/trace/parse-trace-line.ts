// Reads one line of a trace file.
import type { Result } from "../result.ts";
import type { Problem } from "../problem.ts";
import { formatPath } from "../problem.ts";
import { zodProblems } from "../zod-problems.ts";
import type { TraceSession } from "./trace-session.ts";
import { traceSessionSchema } from "./trace-schema.ts";

/** `message` is complete by itself: it names the place within the line. */
export interface TraceProblem {
  readonly code: string;
  readonly message: string;
}

/** Reads a whole line without its end. Total: any text gives a session or a problem. */
export function parseTraceLine(text: string): Result<TraceSession, TraceProblem> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, error: { code: "bad-json", message: "expected one session as a JSON object on the line, got text that is not JSON" } };
  }
  const parsed = traceSessionSchema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [first, ...rest] = zodProblems(parsed.error, value, []);
  const more = rest.length === 0 ? "" : ` (and ${rest.length} more)`;
  return { ok: false, error: { code: first?.code ?? "bad-value", message: `${first === undefined ? "not a session" : placed(first)}${more}` } };
}

function placed(problem: Problem): string {
  const place = formatPath(problem.path);
  return place === "" || problem.message.includes(place) ? problem.message : `${place}: ${problem.message}`;
}
