// Maps a recorded session to the events that the engine judges.
import type { Action, AgentEvent, EventBody, Feed, Observation, SessionIdentity } from "@kaizen/core";
import type { TraceEvent, TraceSession } from "./trace-session.ts";

/** `i` is absent for what the file states about the session as a whole: instructions and the first catalogue. */
export interface IndexedEvent {
  readonly event: AgentEvent;
  readonly i: number | undefined;
}

/** 2020-01-01T00:00:00Z: where sessions without a time begin, so that they replay alike everywhere. */
const WITHOUT_TIME = 1_577_836_800_000;
const BETWEEN_EVENTS_MS = 1_000;

/** In file order; `seq` counts up per feed; events without `at` follow one second after the one before. */
export function traceEvents(session: TraceSession): IndexedEvent[] {
  const identity = sessionIdentity(session);
  const nextSeq = new Map<Feed, number>();
  const events: IndexedEvent[] = [];
  let at = session.started_at ?? session.events.find((event) => event.at !== undefined)?.at ?? WITHOUT_TIME;
  const add = (body: EventBody, feed: Feed, i: number | undefined): void => {
    const seq = nextSeq.get(feed) ?? 0;
    nextSeq.set(feed, seq + 1);
    events.push({ event: { identity, position: { feed, seq, at }, body }, i });
  };
  const first = session.events[0]?.feed ?? "sdk";
  if (session.instructions !== undefined) add(observed({ kind: "instructions", content: session.instructions }), first, undefined);
  if (session.tools !== undefined) add(observed({ kind: "catalogue", tools: session.tools }), first, undefined);
  for (const [index, event] of session.events.entries()) {
    if (event.at !== undefined) at = event.at;
    else if (index > 0) at += BETWEEN_EVENTS_MS;
    const feed = event.feed ?? "sdk";
    if (event.tools !== undefined && event.kind !== "tools") add(observed({ kind: "catalogue", tools: event.tools }), feed, undefined);
    add(eventBody(event), feed, event.i);
  }
  return events;
}

function sessionIdentity(session: TraceSession): SessionIdentity {
  return {
    agent: session.agent,
    session: session.id,
    ...(session.role === undefined ? {} : { role: session.role }),
    ...(session.parent === undefined ? {} : { parent: session.parent }),
    ...(session.user === undefined ? {} : { user: session.user }),
  };
}

function eventBody(event: TraceEvent): EventBody {
  switch (event.kind) {
    case "message":
      return observed(messageObservation(event), event.call_id);
    case "tool_result":
      return observed(resultObservation(event), event.call_id);
    case "tools":
      return observed({ kind: "catalogue", tools: event.tools ?? [] }, event.call_id);
    case "tool_call":
    case "connect":
    case "file":
    case "exec":
    case "skill_load":
      return { event: "action", action: traceAction(event, event.kind), ...(event.call_id === undefined ? {} : { callId: event.call_id }) };
    default:
      return event.kind satisfies never;
  }
}

function observed(observation: Observation, callId?: string): EventBody {
  return { event: "observation", observation, ...(callId === undefined ? {} : { callId }) };
}

function messageObservation(event: TraceEvent): Observation {
  // SECURITY: only the user's own words are trusted; a message without a known speaker counts as returned by a tool.
  if (event.role === "user") return { kind: "request", content: contentText(event.content) };
  if (event.role === "assistant") return { kind: "reply", content: contentText(event.content) };
  return resultObservation(event);
}

function resultObservation(event: TraceEvent): Observation {
  const error = event.error === true ? "failed" : event.error === false ? undefined : event.error;
  return {
    kind: "result",
    content: event.content ?? "",
    ...(event.tool === undefined ? {} : { tool: event.tool }),
    ...(error === undefined ? {} : { error }),
    ...(event.exit_code === undefined ? {} : { exitCode: event.exit_code }),
  };
}

function contentText(content: unknown): string {
  if (typeof content === "string") return content;
  try {
    return JSON.stringify(content ?? "");
  } catch {
    return ""; // Nested too deeply to be text; a request that cannot be read asks for nothing.
  }
}

function traceAction(event: TraceEvent, kind: Action["kind"]): Action {
  return {
    kind,
    ...(event.tool === undefined ? {} : { tool: event.tool }),
    ...(event.target === undefined ? {} : { target: event.target }),
    ...(event.args === undefined ? {} : { arguments: event.args }),
    ...(event.publisher === undefined ? {} : { publisher: event.publisher }),
    ...(event.hash === undefined ? {} : { hash: event.hash }),
    ...(event.metadata === undefined ? {} : { metadata: event.metadata }),
  };
}
