// Laws of learning: sums are exact and in whatever order, and a bound that was hit is said.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BASELINE_DIMENSIONS } from "../../words/baseline.ts";
import { createNormaliser } from "../../normalise/normaliser.ts";
import { startSession } from "../../engine/session.ts";
import { valueKey } from "./closed-slots.ts";
import { compileBaseline } from "./compile.ts";
import { circumstances, eachDimension, emptyBaseline, mergeBaseline } from "./merge.ts";
import { eventChance, noveltyAgainstBaseline, noveltyOfValue, sessionChance, taskChanceAtMost } from "./novelty.ts";
import { learn, lessonOf, loadProfile, saveProfile, startProfile } from "./profile.ts";
import type { Baseline, DimensionProfile, SessionCount } from "../../words/baseline.ts";
import type { ActionFacts } from "../../words/facts.ts";

const NORMALISER = createNormaliser({ key: new Uint8Array(32) });
const key = fc.constantFrom("a", "b", "constructor", "__proto__", "read_file host.example", ...["1", "2", "3", "4", "5", "6", "7", "8", "9", "*"].map((value) => valueKey("pay /mode", value)));
const dimension: fc.Arbitrary<DimensionProfile> = fc
  .uniqueArray(fc.tuple(key, fc.nat(50), fc.integer({ min: 1, max: 5 }), fc.constantFrom("s1", "s2", "t1.s3", "t2.s4")), { selector: ([name]) => name })
  .map((seen) => seen.map(([name, events, sessions, by]) => [name, events, sessions, sessions === 1 ? by : by.includes(".") ? by.slice(0, 2) : ""] as const))
  .map((seen) => ({ total: seen.length, seen: [...seen].sort(([a], [b]) => (a < b ? -1 : 1)), dropped: 0 }));
const counts: fc.Arbitrary<readonly SessionCount[]> = fc
  .uniqueArray(fc.tuple(fc.constantFrom("t1", "t2", "t3", "__proto__"), fc.integer({ min: 1, max: 5 })), { selector: ([name]) => name })
  .map((list) => list.toSorted(([a], [b]) => (a < b ? -1 : 1)));
const baseline: fc.Arbitrary<Baseline> = fc
  .tuple(fc.nat(9), fc.nat(99), fc.array(dimension, { minLength: 10, maxLength: 10 }), counts, counts)
  .map(([sessions, actions, parts, tasks, offered]) => ({ v: 2, agent: "x", sessions, actions, ...circumstances(tasks, offered), dimensions: eachDimension((name) => parts[BASELINE_DIMENSIONS.indexOf(name)] ?? { total: 0, seen: [], dropped: 0 }) }));

describe("merging baselines", () => {
  test("is commutative, associative and has a neutral element while nothing is dropped", () => {
    fc.assert(
      fc.property(baseline, baseline, baseline, (a, b, c) => {
        expect(mergeBaseline(a, b)).toEqual(mergeBaseline(b, a));
        expect(mergeBaseline(mergeBaseline(a, b), c)).toEqual(mergeBaseline(a, mergeBaseline(b, c)));
        const settled = mergeBaseline(a, emptyBaseline("x"));
        expect(mergeBaseline(settled, emptyBaseline("x"))).toEqual(settled);
      }),
    );
  });

  test("keeps the 512 most frequent keys, sorted, and counts the rest as dropped", () => {
    const many = (from: number, events: number): DimensionProfile => ({
      total: 400,
      seen: Array.from({ length: 400 }, (_, at) => [`k${String(from + at).padStart(4, "0")}`, events, 1, "s"] as const),
      dropped: 0,
    });
    const of = (profile: DimensionProfile): Baseline => ({ ...emptyBaseline("x"), dimensions: eachDimension(() => profile) });
    const { tool } = mergeBaseline(of(many(0, 1)), of(many(400, 2))).dimensions;
    expect([tool.seen.length, tool.dropped, tool.total]).toEqual([512, 288, 800]);
    expect(tool.seen.filter(([, events]) => events === 2)).toHaveLength(400);
    expect(tool.seen.map(([name]) => name)).toEqual(tool.seen.map(([name]) => name).sort());
  });

  test("joins the values of an argument that has more than eight", () => {
    const of = (from: number, count: number): Baseline => ({
      ...emptyBaseline("x"),
      dimensions: { ...emptyBaseline("x").dimensions, value: { total: count, seen: Array.from({ length: count }, (_, at) => [valueKey("pay /mode", String(from + at)), 1, 1, "s"] as const), dropped: 0 } },
    });
    expect(mergeBaseline(of(0, 4), of(4, 4)).dimensions.value.seen).toHaveLength(8);
    expect(mergeBaseline(of(0, 5), of(4, 5)).dimensions.value.seen).toEqual([[valueKey("pay /mode", "*"), 10, 10, ""]]);
  });
});

describe("novelty", () => {
  const settled = { keys: new Set<string>(), total: 60, onceInEvents: 0, sessionsWithOwn: 0, sessions: 9, tasksWithOwn: 0, tasks: 9, dropped: 0 };

  test("is weighed by what came once: pinned figures", () => {
    expect(eventChance(0, 48)).toBe(0.02);
    expect(sessionChance(0, 9)).toBe(0.1);
    expect(sessionChance(5, 2)).toBe(1);
  });

  test("is high after nine settled sessions and 48 events, not before", () => {
    expect(noveltyAgainstBaseline({ ...settled, total: 48 }, "sessions")).toEqual({ severity: "high", confidence: 0.9 });
    expect(noveltyAgainstBaseline({ ...settled, total: 47 }, "sessions")?.severity).toBe("low");
    expect(noveltyAgainstBaseline({ ...settled, sessions: 8 }, "sessions")?.severity).toBe("low");
  });

  test("is nothing where new things are common or keys were dropped", () => {
    expect(noveltyAgainstBaseline({ ...settled, onceInEvents: 20, sessions: 50 }, "sessions")).toBeUndefined();
    expect(noveltyAgainstBaseline({ ...settled, dropped: 1, sessions: 50 }, "sessions")).toBeUndefined();
  });

  test("in a new task is at most medium before 149 settled tasks: pinned figures", () => {
    expect(taskChanceAtMost(0, 149)).toBe(0.02);
    expect(taskChanceAtMost(0, 1)).toBe(1);
    expect(noveltyAgainstBaseline({ ...settled, sessions: 149, tasks: 149 }, "tasks")?.severity).toBe("high");
    expect(noveltyAgainstBaseline({ ...settled, sessions: 149, tasks: 148 }, "tasks")?.severity).toBe("medium");
    expect(noveltyAgainstBaseline({ ...settled, sessions: 149, tasks: 8 }, "tasks")?.severity).toBe("low");
  });

  test("of a value needs eighteen uses of its argument in nine sessions", () => {
    expect(noveltyOfValue({ ...settled, total: 18 }, "sessions")?.severity).toBe("high");
    expect(noveltyOfValue({ ...settled, total: 17 }, "sessions")?.severity).toBe("low");
  });

  test("stays after one session that was full of new things", () => {
    const lesson = (keys: readonly string[], by: string): Baseline => ({
      ...emptyBaseline("x"), sessions: 1, actions: keys.length,
      dimensions: { ...emptyBaseline("x").dimensions, destination: { total: keys.length, seen: [...keys].sort().map((name) => [name, 1, 1, by] as const), dropped: 0 } },
    });
    const usual = ["a.example", "b.example", "c.example", "d.example"];
    const flood = Array.from({ length: 500 }, (_, at) => `flood-${at}.example`);
    const taught = [lesson(flood, "flood"), ...Array.from({ length: 40 }, (_, at) => lesson(usual, `s${at}`))].reduce(mergeBaseline, emptyBaseline("x"));
    expect(noveltyAgainstBaseline(compileBaseline(taught).dimensions.destination, "sessions")?.severity).toBe("high");
  });
});

describe("one session", () => {
  const call = (seq: number, url: string): ActionFacts => {
    const facts = NORMALISER.facts({ identity: { agent: "x", session: "s" }, position: { feed: "sdk", seq, at: 0 }, body: { event: "action", action: { kind: "tool_call", tool: "get", arguments: { url, mode: "fast" } } } });
    if (facts.event !== "action") throw new Error("expected the facts of an action");
    return facts;
  };

  test.each([
    [128, true],
    [129, false],
  ])("that goes to %i hosts teaches: %s", (hosts, teaches) => {
    const session = startSession({ onFailure: "open", enforcement: "observe" }, {});
    for (let at = 0; at < hosts; at++) session.judge(call(at, `https://h${at}.example/`));
    expect(session.isClean()).toBe(teaches);
  });

  test("knows which of its arguments take few values", () => {
    const profile = startProfile();
    for (let at = 0; at < 20; at++) learn(profile, call(at, `https://h${at}.example/x`));
    const values = lessonOf(profile).dimensions.value.seen.map(([name, events]) => [name, events]);
    expect(values).toEqual([[valueKey("get /mode", "fast"), 20], [valueKey("get /url", "*"), 20]]);
    expect(saveProfile(loadProfile(JSON.parse(JSON.stringify(saveProfile(profile)))))).toEqual(saveProfile(profile));
  });

  test("is of the task that was asked for before its first action, whatever numbers the request names", () => {
    const asked = (...requests: readonly string[]): Baseline => {
      const session = startSession({ onFailure: "open", enforcement: "observe" }, {});
      for (const [seq, content] of requests.entries()) session.judge(NORMALISER.facts({ identity: { agent: "x", session: "s" }, position: { feed: "sdk", seq, at: 0 }, body: { event: "observation", observation: { kind: "request", content } } }));
      session.judge(call(9, "https://a.example/"));
      return session.lesson();
    };
    expect(asked("Close ticket 4711.").tasks).toEqual(asked("Close ticket 4712!").tasks);
    expect(asked("Hello.", "Close ticket 4711.").tasks).not.toEqual(asked("Hello.", "Pay bill 4711.").tasks);
    expect(asked("4711").tasks).toBeUndefined();
    const [task = ""] = asked("Close ticket 4711.").tasks?.[0] ?? [];
    const twice = mergeBaseline(asked("Close ticket 4711."), asked("Close ticket 4712."));
    expect([twice.tasks, twice.dimensions.tool.seen]).toEqual([[[task, 2]], [["get", 2, 2, task]]]);
    expect(mergeBaseline(twice, asked("Pay bill 4711.")).dimensions.tool.seen).toEqual([["get", 3, 3, ""]]);
    expect(compileBaseline(mergeBaseline(twice, asked("4711"))).dimensions.tool.tasks).toBe(2);
  });

  test("that was saved with a foreign dimension is refused", () => {
    expect(() => loadProfile({ agent: "", session: "", actions: 1, dimensions: [["__proto__", 1, 0, []]] })).toThrow("expected a dimension");
  });
});
