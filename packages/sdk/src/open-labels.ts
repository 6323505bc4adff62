// Keeps what running sessions would leave, soon after they met it and never while an action waits.
import type { CarriedLabels } from "@kaizen/core";
import type { LeftLabels } from "./left-labels.ts";

/** What it needs of a session. */
export interface Leaving {
  carried(): CarriedLabels;
}

const PAUSE_MS = 1_000;

export class OpenLabels {
  readonly #left: LeftLabels;
  readonly #names = new Map<Leaving, string>();
  readonly #changed = new Set<Leaving>();
  #timer: NodeJS.Timeout | NodeJS.Immediate | undefined;
  #isPausing = false;

  constructor(left: LeftLabels) {
    this.#left = left;
  }

  /** The session judged an event. */
  changed(session: Leaving): void {
    this.#changed.add(session);
    if (this.#isPausing || this.#timer !== undefined) return;
    this.#timer = setImmediate(() => this.#keep());
  }

  /** The session is over. */
  leave(session: Leaving): void {
    this.#changed.delete(session);
    this.#left.leave(session.carried(), this.#names.get(session));
    this.#names.delete(session);
  }

  #keep(): void {
    this.#timer = undefined;
    for (const session of this.#changed) this.#names.set(session, this.#left.keep(session.carried(), this.#names.get(session)));
    this.#changed.clear();
    this.#isPausing = true;
    setTimeout(() => {
      this.#isPausing = false;
      if (this.#changed.size > 0) this.#keep();
    }, PAUSE_MS).unref();
  }
}
