// Laws of learning: sums are exact and in whatever order, and a bound that was hit is said.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BASELINE_DIMENSIONS } from "../../words/baseline.ts";
import { eachDimension, emptyBaseline, mergeBaseline } from "./merge.ts";
import { eventChance, noveltyAgainstBaseline, sessionChance } from "./novelty.ts";
import type { Baseline, DimensionProfile } from "../../words/baseline.ts";

const key = fc.constantFrom("a", "b", "constructor", "__proto__", "read_file host.example");
const dimension: fc.Arbitrary<DimensionProfile> = fc
  .uniqueArray(fc.tuple(key, fc.nat(50), fc.nat(5)), { selector: ([name]) => name })
  .map((seen) => ({ total: seen.length, seen: seen.sort(([a], [b]) => (a < b ? -1 : 1)), dropped: 0 }));
const baseline: fc.Arbitrary<Baseline> = fc
  .tuple(fc.nat(9), fc.nat(99), fc.array(dimension, { minLength: 5, maxLength: 5 }))
  .map(([sessions, actions, parts]) => ({ v: 1, agent: "x", sessions, actions, dimensions: eachDimension((name) => parts[BASELINE_DIMENSIONS.indexOf(name)] ?? { total: 0, seen: [], dropped: 0 }) }));

describe("merging baselines", () => {
  test("is commutative, associative and has a neutral element while nothing is dropped", () => {
    fc.assert(
      fc.property(baseline, baseline, baseline, (a, b, c) => {
        expect(mergeBaseline(a, b)).toEqual(mergeBaseline(b, a));
        expect(mergeBaseline(mergeBaseline(a, b), c)).toEqual(mergeBaseline(a, mergeBaseline(b, c)));
        expect(mergeBaseline(a, emptyBaseline("x"))).toEqual(a);
      }),
    );
  });

  test("keeps the 512 most frequent keys, sorted, and counts the rest as dropped", () => {
    const many = (from: number, events: number): DimensionProfile => ({
      total: 400,
      seen: Array.from({ length: 400 }, (_, at) => [`k${String(from + at).padStart(4, "0")}`, events, 1] as const),
      dropped: 0,
    });
    const of = (profile: DimensionProfile): Baseline => ({ ...emptyBaseline("x"), dimensions: eachDimension(() => profile) });
    const { tool } = mergeBaseline(of(many(0, 1)), of(many(400, 2))).dimensions;
    expect([tool.seen.length, tool.dropped, tool.total]).toEqual([512, 288, 800]);
    expect(tool.seen.filter(([, events]) => events === 2)).toHaveLength(400);
    expect(tool.seen.map(([name]) => name)).toEqual(tool.seen.map(([name]) => name).sort());
  });
});

describe("novelty", () => {
  const settled = { keys: new Set<string>(), total: 60, onceInEvents: 0, onceInSessions: 0, dropped: 0 };

  test("is weighed by what came once: pinned figures", () => {
    expect(eventChance(0, 48)).toBe(0.02);
    expect(sessionChance(0, 9)).toBe(0.1);
    expect(sessionChance(5, 2)).toBe(1);
  });

  test("is high after nine settled sessions and 48 events, not before", () => {
    expect(noveltyAgainstBaseline({ ...settled, total: 48 }, 9)).toEqual({ severity: "high", confidence: 0.9 });
    expect(noveltyAgainstBaseline({ ...settled, total: 47 }, 9)?.severity).toBe("low");
    expect(noveltyAgainstBaseline(settled, 8)?.severity).toBe("low");
  });

  test("is nothing where new things are common or keys were dropped", () => {
    expect(noveltyAgainstBaseline({ ...settled, onceInEvents: 20 }, 50)).toBeUndefined();
    expect(noveltyAgainstBaseline({ ...settled, dropped: 1 }, 50)).toBeUndefined();
  });
});
