// How sure a rate is: 95 % intervals that know that the sessions of one task resemble each other.
import { seeded } from "../measure.mjs";

const DRAWS = 2_000;
const SEED = 1;
const Z = 1.959_964;

/**
 * `trials`: `{ cluster, hit }`. A bootstrap that draws whole clusters; where it cannot say anything, Wilson's interval: of the
 * trials when there is one cluster, of the clusters when all trials agree. Null without trials.
 */
export function rateInterval(trials) {
  if (trials.length === 0) return null;
  const clusters = clustersOf(trials);
  const hits = trials.filter(({ hit }) => hit).length;
  if (clusters.length === 1) return { ...wilson(hits, trials.length), method: "wilson", clusters: 1 };
  if (hits === 0 || hits === trials.length) return { ...wilson(hits === 0 ? 0 : clusters.length, clusters.length), method: "wilson", clusters: clusters.length };
  return { ...bootstrap(clusters), method: "bootstrap", clusters: clusters.length };
}

/** Score interval of `hits` of `n`. */
export function wilson(hits, n) {
  const rate = hits / n;
  const weight = 1 + Z ** 2 / n;
  const centre = (rate + Z ** 2 / (2 * n)) / weight;
  const half = (Z / weight) * Math.sqrt((rate * (1 - rate)) / n + Z ** 2 / (4 * n ** 2));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

function clustersOf(trials) {
  const clusters = new Map();
  for (const { cluster, hit } of trials) {
    const counts = clusters.get(cluster) ?? { hits: 0, n: 0 };
    counts.n++;
    if (hit) counts.hits++;
    clusters.set(cluster, counts);
  }
  return [...clusters.values()];
}

function bootstrap(clusters) {
  const random = seeded(SEED);
  const rates = new Float64Array(DRAWS);
  for (let draw = 0; draw < DRAWS; draw++) {
    let hits = 0;
    let n = 0;
    for (let each = 0; each < clusters.length; each++) {
      const drawn = clusters[Math.floor(random() * clusters.length)];
      hits += drawn.hits;
      n += drawn.n;
    }
    rates[draw] = hits / n;
  }
  rates.sort();
  return { low: rates[Math.floor(DRAWS * 0.025)], high: rates[Math.ceil(DRAWS * 0.975) - 1] };
}
