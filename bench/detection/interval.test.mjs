// Intervals, held against numbers that were worked out by hand.
import { expect, test } from "vitest";
import { rateInterval, wilson } from "./interval.mjs";

const trials = (clusters) => clusters.flatMap((hits, cluster) => hits.map((hit) => ({ cluster: String(cluster), hit: hit === 1 })));
const rounded = (interval) => ({ ...interval, low: Number(interval.low.toFixed(4)), high: Number(interval.high.toFixed(4)) });

test("Wilson's interval has the published bounds", () => {
  expect(rounded(wilson(0, 10))).toEqual({ low: 0, high: 0.2775 });
  expect(rounded(wilson(3, 10))).toEqual({ low: 0.1078, high: 0.6032 });
  expect(rounded(wilson(10, 10))).toEqual({ low: 0.7225, high: 1 });
});

test("no trials have no interval", () => {
  expect(rateInterval([])).toBeNull();
});

test("one cluster has Wilson's interval of its trials", () => {
  expect(rounded(rateInterval(trials([[1, 1, 1, 0, 0, 0, 0, 0, 0, 0]])))).toEqual({ low: 0.1078, high: 0.6032, method: "wilson", clusters: 1 });
});

test("trials that all agree have Wilson's interval of their clusters: many runs of ten tasks say no more than ten tasks", () => {
  const ten = Array.from({ length: 10 }, () => [0, 0, 0, 0, 0]);
  expect(rounded(rateInterval(trials(ten)))).toEqual({ low: 0, high: 0.2775, method: "wilson", clusters: 10 });
  expect(rounded(rateInterval(trials(ten.map((hits) => hits.map(() => 1)))))).toEqual({ low: 0.7225, high: 1, method: "wilson", clusters: 10 });
});

test("twenty clusters, each of one mind, half of them hit, have the bounds of twenty coins", () => {
  // Of 20 coins at most 5 fall heads in 2.07 % of all cases and at most 6 in 5.77 %: the bounds are 6 and 14 of 20.
  const clusters = Array.from({ length: 20 }, (_, index) => (index < 10 ? [1, 1, 1] : [0, 0, 0]));
  expect(rateInterval(trials(clusters))).toEqual({ low: 0.3, high: 0.7, method: "bootstrap", clusters: 20 });
});

test("an interval of clusters is wider than one of as many independent trials", () => {
  const clusters = Array.from({ length: 20 }, (_, index) => Array.from({ length: 30 }, () => (index < 10 ? 1 : 0)));
  const { low, high } = rateInterval(trials(clusters));
  const independent = wilson(300, 600);
  expect(high - low).toBeGreaterThan(3 * (independent.high - independent.low));
});

test("the same trials have the same interval every time", () => {
  const clusters = trials([[1, 0, 1], [0], [1, 1], [0, 0, 1, 0]]);
  expect(rateInterval(clusters)).toEqual(rateInterval(clusters));
});
