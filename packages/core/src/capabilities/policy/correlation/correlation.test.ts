// Laws of correlations: exact against looking at every choice of events, causal, bounded, and the same after being put away.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createNormaliser } from "../../../normalise/normaliser.ts";
import { restoreSession, startSession } from "../../../engine/session.ts";
import { loadMemory, startMemory, tick } from "./memory.ts";
import type { EngineSettings } from "../../../engine/session.ts";
import type { Facts } from "../../../words/facts.ts";
import type { CorrelationRule, PolicyRule } from "../../../words/policy.ts";
import type { Verdict } from "../../../words/verdict.ts";
import type { Feed } from "../../../words/event.ts";

const SETTINGS: EngineSettings = { onFailure: "closed", enforcement: "enforce", capabilities: ["policy"] };
const NORMALISER = createNormaliser({ key: new Uint8Array(32).fill(7) });

interface Call {
  readonly tool: string;
  readonly host: string;
  /** Milliseconds since the event before. */
  readonly later: number;
}

function factsOf(calls: readonly Call[]): readonly Facts[] {
  let at = 1_700_000_000_000;
  return calls.map(({ tool, host, later }, seq) => {
    at += later;
    return NORMALISER.facts({ identity: { agent: "a", session: "s" }, position: { feed: "sdk", seq, at }, body: { event: "action", action: { kind: "tool_call", tool, target: host } } });
  });
}

function correlation(part: Partial<CorrelationRule>): CorrelationRule {
  return { rule: "correlation", name: "c", mode: "enforce", steps: [{ tools: ["a"] }], ...part };
}

function judge(rules: readonly PolicyRule[], facts: readonly Facts[]): readonly Verdict[] {
  const session = startSession(SETTINGS, { policy: { rules } });
  return facts.map((each) => session.judge(each));
}

const call = fc.record({ tool: fc.constantFrom("a", "b", "c", "ab"), host: fc.constantFrom("x.example", "y.example", "z.example"), later: fc.constantFrom(0, 1, 5, 10) });
const tools = fc.constantFrom(["a"], ["b"], ["c"], ["a*"], ["*"]);
const rule = fc
  .record({
    steps: fc.array(tools, { minLength: 1, maxLength: 3 }),
    count: fc.constantFrom(undefined, 1, 2, 3),
    distinct: fc.constantFrom(undefined, "destination" as const, "tool" as const),
    withinMs: fc.constantFrom(undefined, 5, 20),
    withinEvents: fc.constantFrom(undefined, 3, 6),
  })
  .map(({ steps, ...rest }) => correlation({ steps: steps.map((names) => ({ tools: names })), ...(Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Partial<CorrelationRule>) }));

/** Whether event `last` completes the rule, by trying every choice of events. */
function completes({ steps, count = 1, distinct, withinMs = Infinity, withinEvents = Infinity }: CorrelationRule, calls: readonly Call[], last: number): boolean {
  const times = calls.map((_, event) => calls.slice(0, event + 1).reduce((sum, { later }) => sum + later, 0));
  const fits = (event: number, step: number): boolean => (steps[step]?.tools ?? []).some((tool) => (tool.endsWith("*") ? (calls[event]?.tool ?? "").startsWith(tool.slice(0, -1)) : calls[event]?.tool === tool));
  const isIn = (first: number): boolean => (times[last] ?? 0) - (times[first] ?? 0) <= withinMs && last - first < withinEvents;
  const final = steps.length - 1;
  if (!fits(last, final)) return false;
  const isEnough = (after: number, first: number | undefined): boolean => {
    const counted = calls.map((_, event) => event).filter((event) => event > after && event <= last && fits(event, final) && (first === undefined ? isIn(event) : isIn(first)));
    return (distinct === undefined ? counted.length : new Set(counted.map((event) => (distinct === "tool" ? calls[event]?.tool : calls[event]?.host))).size) >= count;
  };
  const search = (step: number, after: number, first: number | undefined): boolean => {
    if (step === final) return isEnough(after, first);
    for (let event = after + 1; event < last; event++) if (fits(event, step) && search(step + 1, event, first ?? event)) return true;
    return false;
  };
  return search(0, -1, undefined);
}

describe("a correlation", () => {
  test("completes on exactly the events on which some choice of events completes it", () => {
    fc.assert(
      fc.property(rule, fc.array(call, { maxLength: 14 }), (each, calls) => {
        const found = judge([each], factsOf(calls)).map(({ evidence }) => evidence.length > 0);
        expect(found).toEqual(calls.map((_, last) => completes(each, calls, last)));
      }),
      { numRuns: 1_000 },
    );
  });

  test("cites the events of its steps, the judged one last, and no later one", () => {
    const calls = ["a", "b", "c", "c"].map((tool) => ({ tool, host: "x.example", later: 1 }));
    const verdicts = judge([correlation({ steps: [{ tools: ["a"] }, { tools: ["b"] }, { tools: ["c"] }], count: 2 })], factsOf(calls));
    expect(verdicts.map(({ evidence }) => evidence.map(({ cites }) => cites))).toEqual([[], [], [], [["s/sdk/0", "s/sdk/1", "s/sdk/2", "s/sdk/3"]]]);
    expect(verdicts[3]).toMatchObject({ decision: "block", action: "refuse", attention: "flag" });
  });

  test("gives equal verdicts when the session is put away and restored at any event", () => {
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 3 }), fc.array(call, { maxLength: 14 }), fc.nat(14), (rules, calls, cut) => {
        const facts = factsOf(calls);
        const named = rules.map((each, at) => ({ ...each, name: `c${at}` }));
        const session = startSession(SETTINGS, { policy: { rules: named } });
        const before = facts.slice(0, cut).map((each) => session.judge(each));
        const restored = restoreSession(session.serialise(), SETTINGS, { policy: { rules: named } });
        expect([...before, ...facts.slice(cut).map((each) => restored.judge(each))]).toEqual(judge(named, facts));
        return undefined;
      }),
      { numRuns: 300 },
    );
  });

  test("two rules that say the same count by themselves, and a renamed rule goes on where it was", () => {
    const twice = correlation({ count: 2 });
    const facts = factsOf(["a", "a"].map((tool) => ({ tool, host: "x.example", later: 1 })));
    expect(judge([twice, { ...twice, name: "d" }], facts).map(({ evidence }) => evidence.length)).toEqual([0, 2]);
    const session = startSession(SETTINGS, { policy: { rules: [twice] } });
    const [first, second] = facts;
    if (first === undefined || second === undefined) throw new Error("no facts");
    session.judge(first);
    session.update({ policy: { rules: [correlation({ steps: [{ tools: ["x"] }] }), { ...twice, name: "renamed", mode: "ask" }] } });
    expect(session.judge(second)).toMatchObject({ action: "hold", evidence: [{ code: "sequence-completed" }] });
  });

  test("that is no longer in the policy is forgotten", () => {
    const session = startSession(SETTINGS, { policy: { rules: [correlation({ count: 2 })] } });
    const facts = factsOf(["a", "b", "a"].map((tool) => ({ tool, host: "x.example", later: 1 })));
    if (facts[0] !== undefined) session.judge(facts[0]);
    session.update({ policy: { rules: [] } });
    if (facts[1] !== undefined) session.judge(facts[1]);
    expect(session.serialise()).not.toContain("waiting");
  });

  test("keeps its memory bounded, and says when it waits with more beginnings than it keeps", () => {
    const rules = [correlation({ steps: [{ tools: ["a"] }, { tools: ["b"] }], count: 60, distinct: "destination", withinMs: 1_000_000 })];
    const session = startSession(SETTINGS, { policy: { rules } });
    const sizes: number[] = [];
    let last: Verdict | undefined;
    for (let round = 0; round < 6; round++) {
      const calls = Array.from({ length: 300 }, (_, at) => ({ tool: at % 2 === 0 ? "a" : "b", host: `h${round * 300 + at}.example`, later: 1 }));
      for (const facts of factsOf(calls)) if (facts.event === "action") last = session.judge({ ...facts, id: `${facts.id}${round}` });
      sizes.push(session.serialise().length);
    }
    expect(last?.evidence[0]?.cites).toHaveLength(61);
    expect((sizes.at(-1) ?? 0) / (sizes.at(2) ?? 1)).toBeLessThan(1.2);
    expect(judge(rules, factsOf(Array.from({ length: 70 }, () => ({ tool: "a", host: "x.example", later: 1 })))).at(-1)?.degraded).toContain("session-truncated");
  });

  test("counts different recipients and paths, and not the events that show none", () => {
    const facts = factsOf(["a", "a", "a", "a"].map((tool) => ({ tool, host: "x.example", later: 1 })));
    const shown = [["ann@corp.example"], ["bob@corp.example", "ann@corp.example"], [], ["eve@partner.example"]];
    const withRecipients = facts.map((each, at): Facts => (each.event === "action" ? { ...each, recipients: (shown[at] ?? []).map((form) => ({ kind: "mail", form, at: "/to" })) } : each));
    expect(judge([correlation({ count: 3, distinct: "recipient" })], withRecipients).map(({ evidence }) => evidence.length)).toEqual([0, 0, 0, 1]);
    const withPaths = facts.map((each, at): Facts => (each.event === "action" ? { ...each, paths: (shown[at] ?? []).map((path) => ({ path, place: "argument", at: "/path" })) } : each));
    expect(judge([correlation({ count: 2, distinct: "path" })], withPaths).map(({ evidence }) => evidence.length)).toEqual([0, 1, 0, 1]);
  });

  test("has no finding on a result, only on the action after it", () => {
    const rules = [correlation({ steps: [{ event: "result" }] })];
    const result = NORMALISER.facts({ identity: { agent: "a", session: "s" }, position: { feed: "sdk", seq: 0, at: 1 }, body: { event: "observation", observation: { kind: "result", content: "x" } } });
    const [action] = factsOf([{ tool: "a", host: "x.example", later: 1 }]);
    if (action === undefined) throw new Error("no facts");
    expect(judge(rules, [result, { ...action, id: "s/sdk/1" }]).map(({ evidence }) => evidence.map(({ cites }) => cites))).toEqual([[], [["s/sdk/0", "s/sdk/1"]]]);
  });

  test("that is undecided in a step counts it where the direction is closed, and says so", () => {
    const rules = [correlation({ steps: [{ when: 'args.x == "y"' }, { tools: ["b"] }] })];
    const facts = factsOf(["a", "b"].map((tool) => ({ tool, host: "x.example", later: 1 })));
    expect(judge(rules, facts).map(({ decision, degraded = [] }) => [decision, degraded.includes("check-failed")])).toEqual([["allow", true], ["block", true]]);
    const open = startSession({ ...SETTINGS, onFailure: "open" }, { policy: { rules } });
    expect(facts.map((each) => open.judge(each).decision)).toEqual(["allow", "allow"]);
  });
});

describe("the session's clock", () => {
  const now = (positions: readonly (readonly [Feed, number])[]): readonly number[] => {
    const memory = startMemory();
    return positions.map(([feed, at], seq) => tick(memory, { feed, seq, at }).at);
  };

  test("never goes back, and goes on at once when a feed is set back", () => {
    expect(now([["sdk", 1_000], ["sdk", 100], ["sdk", 150], ["sdk", 140], ["sdk", 160]])).toEqual([1_000, 1_000, 1_050, 1_050, 1_070]);
  });

  test("is not driven by two feeds whose clocks differ", () => {
    expect(now([["sdk", 1_000], ["egress", 900], ["sdk", 1_010], ["egress", 910], ["sdk", 1_020]])).toEqual([1_000, 1_000, 1_010, 1_010, 1_020]);
  });

  test("starts anew from what a session saved before there were correlations", () => {
    expect(loadMemory(null)).toEqual(startMemory());
  });
});
