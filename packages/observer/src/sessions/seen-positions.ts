// Which events of a session have arrived. Numbers that come in order take no memory.
import type { Feed } from "@kaizen/core";

export interface SeenPositions {
  has(feed: Feed, seq: number): boolean;
  add(feed: Feed, seq: number): void;
  /** The next number that is free at or after `from`. */
  next(feed: Feed, from: number): number;
}

interface FeedPositions {
  /** All numbers below have arrived. */
  upTo: number;
  readonly beyond: Set<number>;
  highest: number;
}

export function seenPositions(): SeenPositions {
  const feeds = new Map<Feed, FeedPositions>();
  const has = (feed: Feed, seq: number): boolean => {
    const positions = feeds.get(feed);
    return positions !== undefined && (seq < positions.upTo || positions.beyond.has(seq));
  };
  return {
    has,
    add(feed, seq) {
      const positions = feeds.get(feed) ?? { upTo: 0, beyond: new Set<number>(), highest: -1 };
      feeds.set(feed, positions);
      positions.highest = Math.max(positions.highest, seq);
      positions.beyond.add(seq);
      while (positions.beyond.delete(positions.upTo)) positions.upTo += 1;
    },
    next: (feed, from) => Math.max(from, (feeds.get(feed)?.highest ?? -1) + 1),
  };
}
