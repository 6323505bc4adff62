// Laws of putting together what sessions leave: no order and no number of times makes a difference, and nothing grows without end.
import fc from "fast-check";
import { expect, test } from "vitest";
import { expireCarried, isNothingCarried, mergeCarried, NOTHING_CARRIED } from "./merge.ts";
import type { CarriedLabels } from "../../../words/carried.ts";

const name = fc.constantFrom("a", "b", "c", "d");
const from = { agent: name, session: name, at: fc.integer({ min: 0, max: 5 }), events: fc.array(name, { maxLength: 2 }) };
const labels: fc.Arbitrary<CarriedLabels> = fc.record({
  v: fc.constant(1 as const),
  places: fc.array(fc.record({ ...from, mark: name, label: fc.constantFrom("secret", "internal", "none"), how: fc.constantFrom("copy", "written") }), { maxLength: 6 }),
  values: fc.array(fc.record({ ...from, label: fc.constantFrom("secret", "personal", "internal"), of: fc.constantFrom("", "x", "y"), oneIn: fc.constant(1), windows: name, sites: fc.constant([]) }), { maxLength: 6 }),
  notes: fc.array(fc.record({ ...from, marks: fc.array(name, { maxLength: 2 }), names: fc.constant([]), passages: fc.constant([]) }), { maxLength: 6 }),
}) as fc.Arbitrary<CarriedLabels>;

/** As a merge writes it: sorted, each key once. */
const settled = (each: CarriedLabels): CarriedLabels => mergeCarried(each, NOTHING_CARRIED);

test("merging is commutative, associative and idempotent", () => {
  fc.assert(
    fc.property(labels, labels, labels, (a, b, c) => {
      expect(mergeCarried(a, b)).toEqual(mergeCarried(b, a));
      expect(mergeCarried(mergeCarried(a, b), c)).toEqual(mergeCarried(a, mergeCarried(b, c)));
      expect(mergeCarried(settled(a), settled(a))).toEqual(settled(a));
    }),
    { numRuns: 500 },
  );
});

test("what is merged in parts that were cut to their bounds is what is merged at once", () => {
  const part = (shift: number): CarriedLabels => ({
    ...NOTHING_CARRIED,
    places: Array.from({ length: 600 }, (_, at) => ({ agent: "a", session: "s", at: (at * 7 + shift) % 600, events: [], mark: `${(at * 13 + shift) % 900}`, label: "secret", how: "copy" })),
    values: Array.from({ length: 1_200 }, (_, at) => ({ agent: "a", session: "s", at: (at * 11 + shift) % 1_200, events: [], label: at % 3 === 0 ? "secret" : "personal", of: `${(at * 17 + shift) % 2_000}`, oneIn: 1, windows: "", sites: [] })),
  });
  const [a, b, c] = [part(0), part(101), part(353)];
  const merged = mergeCarried(mergeCarried(a, b), c);
  expect([merged.places.length, merged.values.length]).toEqual([512, 1_024]);
  expect(mergeCarried(a, mergeCarried(b, c))).toEqual(merged);
  expect(mergeCarried(mergeCarried(c, a), mergeCarried(b, a))).toEqual(merged);
});

test("a flood of personal values pushes no secret out", () => {
  const of = (label: "secret" | "personal", at: number): CarriedLabels["values"][number] => ({ agent: "a", session: "s", at, events: [], label, of: `${label}${at}`, oneIn: 1, windows: "", sites: [] });
  const flood = { ...NOTHING_CARRIED, values: Array.from({ length: 2_000 }, (_, at) => of("personal", at + 10)) };
  const { values } = mergeCarried(flood, { ...NOTHING_CARRIED, values: [of("secret", 1)] });
  expect([values.length, values[0]?.of]).toEqual([1_024, "secret1"]);
});

test("the newest word on a place counts, also when it takes the label away", () => {
  const place = (label: "secret" | "none", at: number): CarriedLabels => ({ ...NOTHING_CARRIED, places: [{ agent: "a", session: "s", at, events: [], mark: "m", label, how: "copy" }] });
  expect(mergeCarried(place("secret", 1), place("none", 2)).places).toMatchObject([{ label: "none" }]);
  expect(mergeCarried(place("secret", 3), place("none", 2)).places).toMatchObject([{ label: "secret" }]);
  expect(isNothingCarried(expireCarried(place("secret", 3), 4))).toBe(true);
});
