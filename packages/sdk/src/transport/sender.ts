// Carries accepted records from the spool to the observer, in order, one request at a time, for as long as it takes.
import type { ObserverSettings } from "../options.ts";
import type { Platform } from "../platform.ts";
import type { BatchLimits, LineSource } from "../spool/batch.ts";
import { askObserver } from "./observer-request.ts";
import { withinTime } from "./within-time.ts";

const BATCH: BatchLimits = { records: 500, bytes: 2 ** 20 };
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
const GATHER_MS = 20;

export interface Outbox extends LineSource {
  setAside(line: string): void;
}

type Outcome = "sent" | "empty" | "later" | "refused";

export class Sender {
  readonly #outbox: Outbox;
  readonly #observer: ObserverSettings;
  readonly #agent: string;
  readonly #platform: Platform;
  /** Sessions to be ended once everything before is delivered. */
  readonly #endings: string[] = [];
  #records = BATCH.records;
  #pauseMs = FIRST_PAUSE_MS;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<Outcome> | undefined;
  #isRefused = false;
  #isReachable = true;
  #held: Promise<unknown> = Promise.resolve();
  readonly #stopped = new AbortController();

  constructor(outbox: Outbox, observer: ObserverSettings, agent: string, platform: Platform) {
    this.#outbox = outbox;
    this.#observer = observer;
    this.#agent = agent;
    this.#platform = platform;
  }

  /** The observer does not accept this key: nothing is sent any more, records stay on disk. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  get isReachable(): boolean {
    return this.#isReachable;
  }

  get isIdle(): boolean {
    return this.#outbox.pending === 0 && this.#endings.length === 0;
  }

  /** Sends soon, in the background. */
  wake(delayMs: number = GATHER_MS): void {
    if (this.#timer !== undefined || this.#isRefused || this.#stopped.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#step().then((outcome) => {
        if (outcome === "sent") this.wake(0);
        if (outcome === "later") this.wake(this.#pauseMs);
      });
    }, delayMs);
    this.#timer.unref();
  }

  /** Nothing is sent before this settles; what it settles with is no matter. */
  holdFor(promise: Promise<unknown>): void {
    this.#held = Promise.allSettled([this.#held, promise]);
  }

  endSession(id: string): void {
    this.#endings.push(id);
    this.wake();
  }

  /** True when everything was delivered before `deadline` (milliseconds since 1970) and before `stop`. */
  async drain(deadline: number): Promise<boolean> {
    while (!this.isIdle) {
      if (this.#isRefused || this.#stopped.signal.aborted || this.#platform.now() >= deadline) return false;
      // The request goes on past the deadline; only the waiting ends.
      const outcome = await withinTime(this.#step(), deadline - this.#platform.now());
      if (outcome === "later") await pause(Math.min(this.#pauseMs, Math.max(0, deadline - this.#platform.now())));
    }
    return true;
  }

  /** For good: the request under way is ended, a drain that still waits answers false. */
  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** INVARIANT: one request at a time, so that the observer sees every session's events in order. */
  #step(): Promise<Outcome> {
    this.#running ??= this.#send().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #send(): Promise<Outcome> {
    await this.#held;
    if (this.#stopped.signal.aborted) return "later";
    const batch = this.#outbox.next({ ...BATCH, records: this.#records });
    const ending = this.#endings[0];
    if (batch === undefined && ending === undefined) return "empty";
    const call =
      batch === undefined
        ? { path: `v1/sessions/${encodeURIComponent(ending ?? "")}/end`, json: JSON.stringify({ agent: this.#agent }) }
        : { path: "v1/events", json: `{"records":[${batch.lines.join(",")}]}` };
    const answer = await askObserver(this.#observer, { ...call, signal: this.#stopped.signal }).catch(() => undefined);
    if (answer === undefined || answer.status === 429 || answer.status >= 500) return this.#backOff();
    this.#isReachable = true;
    this.#pauseMs = FIRST_PAUSE_MS;
    if (answer.status === 401 || answer.status === 403) return this.#refuse(answer.status);
    if (batch === undefined) {
      this.#endings.shift();
      return "sent";
    }
    if (answer.status === 200) {
      batch.settle();
      this.#records = Math.min(BATCH.records, this.#records * 2);
      return "sent";
    }
    this.#isolate(batch);
    return "sent";
  }

  /** Halves the batch until the record that the observer cannot take stands alone, and puts that one aside. */
  #isolate(batch: { readonly lines: readonly string[]; settle(): void }): void {
    if (batch.lines.length > 1) {
      this.#records = Math.max(1, Math.floor(batch.lines.length / 2));
      return;
    }
    this.#outbox.setAside(batch.lines[0] ?? "");
    batch.settle();
  }

  #backOff(): Outcome {
    this.#isReachable = false;
    const [random = 0] = this.#platform.random(1);
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, this.#pauseMs * (1.5 + random / 256));
    return "later";
  }

  #refuse(status: number): Outcome {
    this.#isRefused = true;
    this.#platform.warn(`the observer at ${this.#observer.baseUrl.origin} refuses this key (${status}): records stay on this machine until a client with a valid key starts`, "KAIZEN_KEY_REFUSED");
    return "refused";
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
