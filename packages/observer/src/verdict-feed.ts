// Tells everybody who listens about new verdicts, once they are durable.
import type { StoredVerdict } from "@kaizen/store";

export interface VerdictFeed {
  publish(verdicts: readonly StoredVerdict[]): void;
  /** Gives the function that stops listening. A listener never throws. */
  listen(listener: (verdict: StoredVerdict) => void): () => void;
  listeners(): number;
}

export function verdictFeed(): VerdictFeed {
  const listeners = new Set<(verdict: StoredVerdict) => void>();
  return {
    publish(verdicts) {
      for (const verdict of verdicts) for (const listener of listeners) listener(verdict);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    listeners: () => listeners.size,
  };
}
