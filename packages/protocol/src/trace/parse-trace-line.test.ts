// Lines of a trace file: well formed, malformed and hostile.
import { describe, expect, it } from "vitest";
import { parseTraceLine } from "./parse-trace-line.ts";

const line = (session: unknown): string => JSON.stringify(session);
const message = (session: unknown): string => {
  const parsed = parseTraceLine(typeof session === "string" ? session : line(session));
  return parsed.ok ? "no problem" : parsed.error.message;
};
const minimal = { id: "s", agent: "a", events: [] as unknown[] };
const withEvent = (event: unknown): unknown => ({ ...minimal, events: [event] });

describe("a line of a trace file", () => {
  it("is a session with its events", () => {
    expect(parseTraceLine(line({ ...minimal, role: "desk", started_at: "2026-01-02T03:04:05.678Z", events: [{ i: 3, kind: "connect", target: "mail.example:25", at: 1_700_000_000_000.9, feed: "egress" }] }))).toEqual({
      ok: true,
      value: { id: "s", agent: "a", role: "desk", started_at: 1_767_323_045_678, events: [{ i: 3, kind: "connect", target: "mail.example:25", at: 1_700_000_000_000, feed: "egress" }] },
    });
  });

  it("may have keys that are not judged, and null for what a recorder does not have", () => {
    expect(parseTraceLine(line({ ...minimal, user: null, model: "m", events: [{ i: 0, kind: "tool_call", tool: "t", target: null, span: 7 }] }))).toEqual({ ok: true, value: { id: "s", agent: "a", events: [{ i: 0, kind: "tool_call", tool: "t" }] } });
  });

  it.each([
    ["text that is no JSON", "{", "expected one session as a JSON object on the line, got text that is not JSON"],
    ["a list", [], "expected the whole to be a mapping, got a list"],
    ["a session without an agent", { id: "s", events: [] }, "expected `agent` to be a string, but it is missing"],
    ["a number as id", { ...minimal, id: 7 }, "expected `id` to be a string, got 7"],
    ["an unknown kind", withEvent({ i: 0, kind: "tool_cal" }), 'expected `events[0].kind` to be one of message, tool_call, tool_result, tools, connect, file, exec, skill_load, got "tool_cal"; did you mean "tool_call"?'],
    ["a message without a speaker", withEvent({ i: 0, kind: "message", content: "x" }), "events[0].role: expected a message to say its role (user, assistant or tool)"],
    ["a catalogue without tools", withEvent({ i: 0, kind: "tools" }), "events[0].tools: expected an event of kind tools to list them"],
    ["a time in words", withEvent({ i: 0, kind: "exec", at: "yesterday" }), "events[0].at: expected a time as RFC 3339 or in milliseconds since 1970"],
    ["indexes that do not rise", { ...minimal, events: [{ i: 1, kind: "exec" }, { i: 1, kind: "exec" }] }, "events[1].i: expected `i` to rise from event to event"],
  ])("is refused for %s", (_what, session, expected) => {
    expect(message(session)).toBe(expected);
  });

  it("survives deep nesting, prototype keys and control characters", () => {
    expect(message(`{"id":"s","agent":"a","events":[{"i":0,"kind":"tool_call","args":${"[".repeat(200_000)}${"]".repeat(200_000)}}]}`)).toBe("no problem");
    const parsed = parseTraceLine('{"id":"s","agent":"a","__proto__":{"polluted":1},"events":[{"i":0,"kind":"tool_call","metadata":{"__proto__":{"polluted":1}},"args":{"__proto__":1}}]}');
    expect(parsed.ok).toBe(true);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(message(withEvent({ i: 0, kind: "a\u001b[2Jb" }))).not.toContain("\u001b");
  });
});
