// Proposes the declaration to the observer, again and again until it was heard.
import type { Declaration } from "@kaizen/core";
import { manifestOf } from "./manifest.ts";
import type { ObserverSettings } from "./options.ts";
import type { Platform } from "./platform.ts";
import { askObserver } from "./transport/observer-request.ts";

export class DeclarationProposal {
  readonly #observer: ObserverSettings;
  readonly #agent: string;
  readonly #platform: Platform;
  readonly #signal: AbortSignal;
  #open: Declaration | undefined;
  #running: Promise<void> = Promise.resolve();
  #underWay = 0;

  /** `signal` ends it for good. */
  constructor(observer: ObserverSettings, agent: string, platform: Platform, signal: AbortSignal) {
    this.#observer = observer;
    this.#agent = agent;
    this.#platform = platform;
    this.#signal = signal;
  }

  /** Settles when the last one was answered, or could not be. Never rejects. */
  get settled(): Promise<void> {
    return this.#running;
  }

  /** Resolves after the observer answered or could not be reached; `taken` is called in between when it took it. */
  propose(declaration: Declaration, taken: () => unknown): Promise<void> {
    this.#open = declaration;
    // One at a time, so that the last one is the one that the observer hears last.
    this.#underWay += 1;
    this.#running = this.#running.then(() => this.#ask(declaration, taken));
    return this.#running;
  }

  /** Undefined when there is nothing that the observer has not heard or is hearing. */
  again(): Promise<void> | undefined {
    return this.#open === undefined || this.#underWay > 0 ? undefined : this.propose(this.#open, () => undefined);
  }

  async #ask(declaration: Declaration, taken: () => unknown): Promise<void> {
    try {
      const { status } = await askObserver(this.#observer, { path: `v1/agents/${encodeURIComponent(this.#agent)}/manifest`, json: JSON.stringify(manifestOf(declaration)), signal: this.#signal });
      if (status === 429 || status >= 500) return this.#warn(`the observer did not take the declaration yet (${status}); until it does, it is in force in this process only`);
      if (this.#open === declaration) this.#open = undefined;
      if (status < 300) taken();
      else this.#warn(`the observer did not take the declaration (${status}); it is in force in this process only`);
    } catch {
      this.#warn("the observer could not be reached with the declaration; until it is, it is in force in this process only");
    } finally {
      this.#underWay -= 1;
    }
  }

  #warn(message: string): void {
    if (!this.#signal.aborted) this.#platform.warn(message, "KAIZEN_DECLARATION");
  }
}
