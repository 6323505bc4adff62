// One run of the agent: numbers its events, brings them into facts, has them judged and hands them on as accepted.
import type { Action, AgentEvent, Baseline, CarriedLabels, EngineInputs, EngineSession, EngineSettings, EventBody, Facts, Feed, Normaliser, Observation, SessionIdentity, Verdict } from "@kaizen/core";
import { startSession } from "@kaizen/core";
import { KaizenBlocked } from "./blocked.ts";
import { guarded, type GuardOptions } from "./guard.ts";
import { observationBody, type ToolResult } from "./observation-input.ts";

/** What a session needs of its client. */
export interface SessionHost {
  readonly settings: EngineSettings;
  readonly feed: Feed;
  now(): number;
  inputs(): EngineInputs;
  /** Called before `inspect` returns. Answers the verdict with what the client lacks added to it. */
  accept(facts: Facts, verdict: Verdict): Verdict;
  /** The session judged an event; what it leaves may have changed. */
  judged(session: KaizenSession): void;
  /** The session is over; `lesson` is undefined when it must not teach. */
  ended(session: KaizenSession, lesson: Baseline | undefined, review: Verdict | undefined): Promise<void>;
}

export class KaizenSession {
  readonly identity: SessionIdentity;
  readonly #host: SessionHost;
  readonly #normaliser: Normaliser;
  readonly #engine: EngineSession;
  readonly startedAt: number;
  readonly #firstNumber: number;
  #lastAt: number;
  #events = 0;
  #ending: Promise<Verdict | undefined> | undefined;

  /** `firstNumber`: of its events. */
  constructor(identity: SessionIdentity, normaliser: Normaliser, host: SessionHost, firstNumber = 0) {
    this.identity = identity;
    this.#host = host;
    this.#firstNumber = firstNumber;
    // The key stays for the whole session: fingerprints of different keys never compare equal.
    this.#normaliser = normaliser;
    this.#engine = startSession(host.settings, host.inputs());
    this.startedAt = this.#lastAt = host.now();
  }

  get lastAt(): number {
    return this.#lastAt;
  }

  get events(): number {
    return this.#events;
  }

  /** Judges an action before it runs. Synchronous, local, never throws. */
  inspect(action: Action, callId?: string): Verdict {
    return this.#judge({ event: "action", action, ...(callId === undefined ? {} : { callId }) });
  }

  /** Tells what came to the agent: a tool's result, the user's request, the instructions. Never throws. */
  observe(observation: Observation | ToolResult, callId?: string): void {
    this.#judge(observationBody(observation, callId));
  }

  /** As `inspect`; throws `KaizenBlocked` unless the action may proceed. */
  enforce(action: Action, callId?: string): Verdict {
    const verdict = this.inspect(action, callId);
    if (verdict.action !== "proceed") throw new KaizenBlocked(verdict);
    return verdict;
  }

  /** The same function with an inspection before it and its result observed after it. */
  guard<A extends unknown[], R>(fn: (...args: A) => R, options?: GuardOptions<A>): (...args: A) => R {
    return guarded(fn, options ?? {}, () => this);
  }

  /** New policy, declaration or baseline from the next event on. */
  update(inputs: EngineInputs): void {
    this.#engine.update(inputs);
  }

  /** What it leaves to later sessions so far. */
  carried(): CarriedLabels {
    return this.#engine.carried();
  }

  /**
   * Ends the session: it is reviewed as a whole, and a clean one teaches. Gives the review, a verdict with `late`, when there is something
   * that only the end shows. Later events are still judged. Idempotent.
   */
  end(): Promise<Verdict | undefined> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async #end(): Promise<Verdict | undefined> {
    const review = this.#engine.end();
    await this.#host.ended(this, this.#engine.isClean() ? this.#engine.lesson() : undefined, review);
    return review;
  }

  #judge(body: EventBody): Verdict {
    const at = this.#host.now();
    this.#lastAt = at;
    const event: AgentEvent = { identity: this.identity, position: { feed: this.#host.feed, seq: this.#firstNumber + this.#events, at }, body };
    this.#events += 1;
    const facts = this.#normaliser.facts(event);
    const verdict = this.#engine.judge(facts);
    this.#host.judged(this);
    return this.#host.accept(facts, verdict);
  }
}
