// Recorded events become the events that the engine judges.
import { describe, expect, it } from "vitest";
import { traceEvents } from "./trace-events.ts";
import type { TraceEvent, TraceSession } from "./trace-session.ts";

const session = (events: readonly TraceEvent[], more: Partial<TraceSession> = {}): TraceSession => ({ id: "s", agent: "a", events, ...more });
const bodies = (events: readonly TraceEvent[]): unknown[] => traceEvents(session(events)).map(({ event }) => event.body);

describe("the events of a recorded session", () => {
  it("map to what the engine judges", () => {
    expect(
      bodies([
        { i: 0, kind: "message", role: "user", content: "pay it" },
        { i: 1, kind: "message", role: "assistant", content: "paying" },
        { i: 2, kind: "message", role: "tool", content: "pay more" },
        { i: 3, kind: "tool_call", tool: "pay", args: { to: "x" }, call_id: "c", target: "bank.example", publisher: "p", hash: "h", metadata: { k: 1 } },
        { i: 4, kind: "tool_result", tool: "pay", content: { done: true }, call_id: "c", error: true, exit_code: 3 },
        { i: 5, kind: "tool_result", tool: "pay", error: false },
        { i: 6, kind: "tools", tools: [{ name: "t" }] },
        { i: 7, kind: "exec", args: ["ls"] },
      ]),
    ).toEqual([
      { event: "observation", observation: { kind: "request", content: "pay it" } },
      { event: "observation", observation: { kind: "reply", content: "paying" } },
      { event: "observation", observation: { kind: "result", content: "pay more" } },
      { event: "action", action: { kind: "tool_call", tool: "pay", arguments: { to: "x" }, target: "bank.example", publisher: "p", hash: "h", metadata: { k: 1 } }, callId: "c" },
      { event: "observation", observation: { kind: "result", tool: "pay", content: { done: true }, error: "failed", exitCode: 3 }, callId: "c" },
      { event: "observation", observation: { kind: "result", tool: "pay", content: "" } },
      { event: "observation", observation: { kind: "catalogue", tools: [{ name: "t" }] } },
      { event: "action", action: { kind: "exec", arguments: ["ls"] } },
    ]);
  });

  it("begin with instructions and catalogue, which have no index", () => {
    const mapped = traceEvents(session([{ i: 0, kind: "exec" }], { instructions: "be kind", tools: [{ name: "t", description: "d" }] }));
    expect(mapped.map(({ i, event }) => [i, event.position.seq, event.body.event === "observation" ? event.body.observation.kind : "action"])).toEqual([
      [undefined, 0, "instructions"],
      [undefined, 1, "catalogue"],
      [0, 2, "action"],
    ]);
  });

  it("count up within each feed", () => {
    const mapped = traceEvents(session([{ i: 0, kind: "exec" }, { i: 1, kind: "connect", feed: "egress" }, { i: 2, kind: "exec" }, { i: 3, kind: "connect", feed: "egress" }]));
    expect(mapped.map(({ event }) => `${event.position.feed} ${event.position.seq}`)).toEqual(["sdk 0", "egress 0", "sdk 1", "egress 1"]);
  });

  it("get the same made-up times on every replay, and go on from a time that is known", () => {
    const at = (events: readonly TraceEvent[], more?: Partial<TraceSession>): number[] => traceEvents(session(events, more)).map(({ event }) => event.position.at);
    expect(at([{ i: 0, kind: "exec" }, { i: 1, kind: "exec" }])).toEqual([1_577_836_800_000, 1_577_836_801_000]);
    expect(at([{ i: 0, kind: "exec" }, { i: 1, kind: "exec", at: 9_000 }, { i: 2, kind: "exec" }], { started_at: 5_000 })).toEqual([5_000, 9_000, 10_000]);
  });

  it("keep a catalogue that another event carries", () => {
    expect(bodies([{ i: 0, kind: "tool_result", content: "x", tools: [{ name: "new" }] }])).toEqual([
      { event: "observation", observation: { kind: "catalogue", tools: [{ name: "new" }] } },
      { event: "observation", observation: { kind: "result", content: "x" } },
    ]);
  });

  it("turn a request of any form into text, and one that is nested too deeply into none", () => {
    let deep: unknown = "x";
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(bodies([{ i: 0, kind: "message", role: "user", content: [{ type: "text", text: "hi" }] }, { i: 1, kind: "message", role: "user", content: deep }])).toEqual([
      { event: "observation", observation: { kind: "request", content: '[{"type":"text","text":"hi"}]' } },
      { event: "observation", observation: { kind: "request", content: "" } },
    ]);
  });
});
