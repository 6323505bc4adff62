// The closing line tells the truth about a test run: a crash, an empty run and a silent skip are failures.
import { expect, test } from "vitest";
import { readCounts } from "./read-counts.mjs";

const counts = (changes) => JSON.stringify({ passed: 3, failed: 0, skipped: [], broken: [], ...changes });

test("a good run has its counts and no problem", () => {
  expect(readCounts(counts({}))).toEqual({ line: "3 passed, 0 failed, 0 skipped", skips: [], problems: [] });
});

test("a run that wrote nothing is a crash", () => {
  expect(readCounts(undefined).problems).toEqual(["the test runner ended without a count: it crashed"]);
});

test("a run without a test is a failure", () => {
  expect(readCounts(counts({ passed: 0 })).problems).toEqual(["no test ran"]);
});

test("failed tests and errors outside of tests are problems", () => {
  expect(readCounts(counts({ failed: 2 })).problems).toEqual(["2 test(s) failed"]);
  expect(readCounts(counts({ broken: ["a.test.ts: cannot load"] })).problems).toEqual(["outside of any test: a.test.ts: cannot load"]);
});

test("a skip is printed with the reason it gives or the need in its title", () => {
  const skipped = [{ test: "a > b", reason: "no browser" }, { test: "a > c (needs KAIZEN_TRACES)" }];
  expect(readCounts(counts({ skipped }))).toEqual({
    line: "3 passed, 0 failed, 2 skipped",
    skips: ["skipped: a > b: no browser", "skipped: a > c (needs KAIZEN_TRACES): needs KAIZEN_TRACES"],
    problems: [],
  });
});

test("a skip without a reason is a problem", () => {
  expect(readCounts(counts({ skipped: [{ test: "a > b" }] })).problems).toEqual(["a skipped test gives no reason: a > b"]);
});
