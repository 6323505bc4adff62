// Which events of a session have arrived, and what they said.
import type { Feed } from "@kaizen/core";

/** INVARIANT: clients number below (the wire holds them to it), so the observer's own numbers in their sessions never meet theirs. */
export const FIRST_OBSERVER_SEQ: number = 2 ** 31;

/** `same`: it arrived before; `other`: its number was taken by an event that said something else. */
export type Arrival = "new" | "same" | "other";

export interface SeenPositions {
  /** `digest`: of what the event says. */
  arrival(feed: Feed, seq: number, digest: number): Arrival;
  add(feed: Feed, seq: number, digest: number): void;
  /** An event that came under a number that was taken, and was stored under another. */
  addOther(feed: Feed, seq: number, digest: number): void;
  /** The next number that is free at or after `from`. */
  next(feed: Feed, from: number): number;
}

interface FeedPositions {
  readonly digests: Map<number, number>;
  readonly others: Map<number, Set<number>>;
  highest: number;
}

export function seenPositions(): SeenPositions {
  const feeds = new Map<Feed, FeedPositions>();
  const positionsOf = (feed: Feed): FeedPositions => {
    const known = feeds.get(feed) ?? { digests: new Map<number, number>(), others: new Map<number, Set<number>>(), highest: -1 };
    feeds.set(feed, known);
    return known;
  };
  return {
    arrival(feed, seq, digest) {
      const { digests, others } = positionsOf(feed);
      const first = digests.get(seq);
      if (first === undefined) return "new";
      return first === digest || others.get(seq)?.has(digest) === true ? "same" : "other";
    },
    add(feed, seq, digest) {
      const positions = positionsOf(feed);
      positions.highest = Math.max(positions.highest, seq);
      positions.digests.set(seq, digest);
    },
    addOther(feed, seq, digest) {
      const { others } = positionsOf(feed);
      others.set(seq, (others.get(seq) ?? new Set()).add(digest));
    },
    next: (feed, from) => Math.max(from, positionsOf(feed).highest + 1),
  };
}
