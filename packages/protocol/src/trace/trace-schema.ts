// Checks one parsed line of a trace file. Unknown keys are left out: recorders may note more than is judged.
import { z } from "zod";
import type { ToolDescription } from "@kaizen/core";
import type { TraceEvent, TraceSession } from "./trace-session.ts";
import { TRACE_KINDS } from "./trace-session.ts";
import { parseTime } from "./parse-time.ts";

const name: z.ZodType<string> = z.string().min(1).max(512);
const time = z.unknown().transform((value, context): number => {
  const at = parseTime(value);
  if (at !== undefined) return at;
  context.addIssue({ code: "custom", message: "expected a time as RFC 3339 or in milliseconds since 1970" });
  return z.NEVER;
});
const metadata = z.custom<Readonly<Record<string, unknown>>>(isMapping, "expected a mapping");
const error = z.unknown().transform((value) => (typeof value === "string" ? value : value !== false && value !== null));
const tools: z.ZodType<readonly ToolDescription[]> = z.array(
  z.preprocess(withoutNulls, z.object({ name: z.string(), description: z.string().exactOptional(), schema: z.unknown().exactOptional(), server: z.string().exactOptional(), annotations: metadata.exactOptional() })),
);

const event: z.ZodType<TraceEvent> = z
  .object({
    i: z.int().min(0),
    kind: z.enum(TRACE_KINDS),
    role: z.enum(["user", "assistant", "tool"]).exactOptional(),
    tool: z.string().exactOptional(),
    args: z.unknown().exactOptional(),
    content: z.unknown().exactOptional(),
    target: z.string().exactOptional(),
    call_id: z.string().exactOptional(),
    error: error.exactOptional(),
    exit_code: z.int().exactOptional(),
    at: time.exactOptional(),
    feed: z.enum(["sdk", "adapter", "hook", "mcp", "egress", "sandbox"]).exactOptional(),
    publisher: z.string().exactOptional(),
    hash: z.string().exactOptional(),
    metadata: metadata.exactOptional(),
    tools: tools.exactOptional(),
  })
  .superRefine((value, context) => {
    if (value.kind === "message" && value.role === undefined) context.addIssue({ code: "custom", path: ["role"], message: "expected a message to say its role (user, assistant or tool)" });
    if (value.kind === "tools" && value.tools === undefined) context.addIssue({ code: "custom", path: ["tools"], message: "expected an event of kind tools to list them" });
  });

const session: z.ZodType<TraceSession> = z
  .object({
    id: name,
    agent: name,
    role: name.exactOptional(),
    parent: name.exactOptional(),
    user: name.exactOptional(),
    started_at: time.exactOptional(),
    instructions: z.string().exactOptional(),
    tools: tools.exactOptional(),
    events: z.array(z.preprocess(withoutNulls, event)),
  })
  .superRefine((session, context) => {
    const wrong = session.events.findIndex((one, index) => one.i <= (session.events[index - 1]?.i ?? -1));
    if (wrong >= 0) context.addIssue({ code: "custom", path: ["events", wrong, "i"], message: "expected `i` to rise from event to event" });
  });

export const traceSessionSchema: z.ZodType<TraceSession> = z.preprocess(withoutNulls, session);

/** Many recorders write `null` for what they do not have. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  return entries.some(([, one]) => one === null) ? Object.fromEntries(entries.filter(([, one]) => one !== null)) : value;
}

function isMapping(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
