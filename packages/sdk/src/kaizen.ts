// The client: what a developer attaches to an agent.
import type { Action, Baseline, CarriedLabels, Declaration, Degradation, EngineInputs, EngineSettings, Facts, Feed, Normaliser, Observation, Verdict } from "@kaizen/core";
import { createNormaliser, sessionLimits } from "@kaizen/core";
import { BundleSource } from "./bundle.ts";
import { clientInputs } from "./client-inputs.ts";
import { declarationOf, type DeclarationInput } from "./declaration-input.ts";
import { DeclarationProposal } from "./declaration-proposal.ts";
import { defined } from "./defined.ts";
import { KaizenError } from "./error.ts";
import { localFingerprintKey } from "./fingerprint-key.ts";
import { guarded, type GuardOptions } from "./guard.ts";
import { LeftLabels } from "./left-labels.ts";
import { LocalLearner } from "./local-learner.ts";
import type { ToolResult } from "./observation-input.ts";
import { OpenLabels } from "./open-labels.ts";
import { name, parseOptions, type KaizenOptions, type Settings } from "./options.ts";
import { nodePlatform, type Platform } from "./platform.ts";
import { KaizenSession, type SessionHost } from "./session.ts";
import { newSessionId } from "./session-id.ts";
import type { SessionOptions } from "./session-options.ts";
import { recordOf } from "./spool/record.ts";
import { Spool } from "./spool/spool.ts";
import type { KaizenStatus } from "./status.ts";
import { folderName, labelsFolder, openPrivateFolder } from "./state-folder.ts";
import { REQUEST_MS } from "./transport/observer-request.ts";
import { Sender } from "./transport/sender.ts";
import { tellReview } from "./tell-review.ts";
import { withinTime } from "./transport/within-time.ts";

const FLUSH_MS = 30_000;
const CLOSE_MS = 5_000;
const BEAT_MS = 30_000;

export class Kaizen implements SessionHost {
  readonly settings: EngineSettings;
  readonly feed: Feed;
  readonly #options: Settings;
  readonly #platform: Platform;
  readonly #folder: string | undefined;
  readonly #spool: Spool | undefined;
  readonly #sender: Sender | undefined;
  readonly #bundle: BundleSource | undefined;
  readonly #learner: LocalLearner | undefined;
  readonly #left: LeftLabels;
  readonly #labels: OpenLabels;
  readonly #open = new Set<KaizenSession>();
  readonly #proposal: DeclarationProposal | undefined;
  readonly #closeAtExit = (): void => void this.close();
  #normaliser: Normaliser | undefined;
  #normaliserKey: Uint8Array | undefined;
  #localKey: Uint8Array | undefined;
  #declaration: Declaration | undefined;
  #inputs: EngineInputs | undefined;
  #carried: CarriedLabels | undefined;
  #current: KaizenSession | undefined;
  #nextBeat: number;
  #isClosed = false;
  #closing: Promise<Verdict | undefined> | undefined;
  #toldLosses = { dropped: 0, setAside: 0 };
  /** Ends the requests that are still under way when closing took its time. */
  readonly #closed = new AbortController();

  /** Throws `KaizenError` for options that are wrong; nothing else in this class throws unless it says so. */
  constructor(options: KaizenOptions, platform: Platform = nodePlatform) {
    this.#options = parseOptions(options, platform.environment);
    this.#platform = platform;
    const { agent, observer, stateDir, enforcement, onFailure, capabilities, feed, declaration } = this.#options;
    this.settings = { enforcement, onFailure, ...(capabilities === undefined ? {} : { capabilities }) };
    this.feed = feed;
    this.#declaration = declaration;
    this.#folder = this.#openFolder(stateDir, folderName(agent, observer?.baseUrl.href ?? ""));
    this.#left = new LeftLabels(this.#folder === undefined ? undefined : this.#openFolder(stateDir, labelsFolder(observer?.baseUrl.href ?? "")), platform);
    this.#labels = new OpenLabels(this.#left);
    this.#nextBeat = platform.now() + BEAT_MS;
    if (observer === undefined) {
      this.#learner = new LocalLearner(agent, this.#folder);
      return;
    }
    this.#spool = new Spool(this.#folder === undefined ? undefined : this.#openFolder(this.#folder, "spool"), platform);
    this.#sender = new Sender(this.#spool, observer, agent, platform);
    this.#bundle = new BundleSource(observer, agent, this.#folder, platform, () => this.#bundleChanged());
    this.#spool.adopt();
    this.#proposal = new DeclarationProposal(observer, agent, platform, this.#closed.signal);
    this.#propose();
    if (this.#spool.pending > 0) this.#sender.wake();
    this.#bundle.use(this.now());
    process.once("beforeExit", this.#closeAtExit);
  }

  /** Judges an action before it runs: synchronous, local, never throws, never waits for the network. */
  inspect(action: Action, callId?: string): Verdict {
    return this.#session().inspect(action, callId);
  }

  /** Tells what came to the agent: a tool's result, the user's request, the instructions. */
  observe(observation: Observation | ToolResult, callId?: string): void {
    this.#session().observe(observation, callId);
  }

  /** As `inspect`; throws `KaizenBlocked` unless the action may proceed. */
  enforce(action: Action, callId?: string): Verdict {
    return this.#session().enforce(action, callId);
  }

  /** The same function with an inspection before it and its result observed after it. Throws `KaizenBlocked` instead of running what may not run. */
  guard<A extends unknown[], R>(fn: (...args: A) => R, options?: GuardOptions<A>): (...args: A) => R {
    return guarded(fn, options ?? {}, () => this.#session());
  }

  /**
   * States what the agent is meant to do. In force at once, as the intersection with what the observer approved, and
   * proposed to the observer. Throws `KaizenError` (`bad-declaration`).
   */
  declare(declaration: DeclarationInput): void {
    this.#declaration = declarationOf(declaration, this.#options.agent);
    this.#refreshInputs();
    this.#propose();
  }

  /** A session of its own. Throws `KaizenError` (`bad-option`) for names that are none. */
  session(options: SessionOptions = {}): KaizenSession {
    const { agent, role, user, parent } = this.#options;
    this.#refreshCarried();
    const session = new KaizenSession(
      {
        agent,
        session: name("id", options.id) ?? newSessionId(this.#platform),
        ...defined("role", name("role", options.role) ?? role),
        ...defined("user", name("user", options.user) ?? user),
        ...defined("parent", name("parent", options.parent) ?? parent),
      },
      this.#normaliserNow(),
      this,
      options.id === undefined ? 0 : this.#firstNumber(),
    );
    this.#open.add(session);
    return session;
  }

  /** Others may report in a session that was named: each begins elsewhere, so that two events never get one number. */
  #firstNumber(): number {
    const [a = 0, b = 0, c = 0] = this.#platform.random(3);
    return ((a << 16) | (b << 8) | c) * 64;
  }

  /** Optional: resolves when policy, declaration and baseline of the observer are here. Throws `KaizenError` (`no-bundle`). */
  async ready(): Promise<void> {
    await withinTime(this.#proposal?.settled ?? Promise.resolve(), REQUEST_MS);
    await this.#bundle?.ready();
  }

  /**
   * Resolves when everything accepted so far is stored by the observer. Throws `KaizenError` (`not-delivered`): what waits is kept
   * for later; of records that were refused or that nothing took it tells once, `status` counts them.
   */
  async flush({ timeoutMs = FLUSH_MS }: { readonly timeoutMs?: number } = {}): Promise<void> {
    const deadline = this.now() + timeoutMs;
    await withinTime(this.#proposal?.settled ?? Promise.resolve(), timeoutMs);
    if ((await this.#sender?.drain(deadline)) === false) {
      const why = this.#sender?.isRefused === true ? "it refuses this key" : `it did not take them within ${timeoutMs} ms`;
      throw new KaizenError("not-delivered", `expected the observer at ${this.#options.observer?.baseUrl.origin} to take all records; ${why}, ${this.#spool?.pending} wait on this machine`);
    }
    this.#tellLosses();
  }

  #tellLosses(): void {
    const { dropped, setAside } = this.#spool?.losses ?? { dropped: 0, setAside: 0 };
    const told = this.#toldLosses;
    this.#toldLosses = { dropped, setAside };
    if (dropped === told.dropped && setAside === told.setAside) return;
    throw new KaizenError("not-delivered", `expected the observer at ${this.#options.observer?.baseUrl.origin} to take all records; it refused ${setAside - told.setAside}, and ${dropped - told.dropped} found no room on this machine`);
  }

  /**
   * Ends the default session, sends what it can in 5 seconds and leaves the rest to the next process. Gives the session's review, as
   * `KaizenSession.end` does. Idempotent.
   */
  close(): Promise<Verdict | undefined> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<Verdict | undefined> {
    this.#isClosed = true;
    process.off("beforeExit", this.#closeAtExit);
    const review = this.#current?.end();
    await withinTime(Promise.all([this.#proposal?.settled, this.#sender?.drain(this.now() + CLOSE_MS)]), CLOSE_MS);
    this.#closed.abort();
    this.#bundle?.stop();
    this.#sender?.stop();
    this.#spool?.release();
    return review;
  }

  status(): KaizenStatus {
    const { dropped, setAside } = this.#spool?.losses ?? { dropped: 0, setAside: 0 };
    return { pending: this.#spool?.pending ?? 0, dropped, setAside, degraded: this.#lacks() };
  }

  now(): number {
    return this.#platform.now();
  }

  inputs(): EngineInputs {
    this.#inputs ??= clientInputs({ policy: this.#options.policy, declaration: this.#declaration, baseline: this.#learner?.baseline, carried: this.#carried }, this.#bundle);
    return this.#inputs;
  }

  accept(facts: Facts, verdict: Verdict): Verdict {
    const now = facts.position.at;
    this.#bundle?.use(now);
    if (this.#spool !== undefined) {
      if (now >= this.#nextBeat) {
        this.#nextBeat = now + BEAT_MS;
        this.#spool.beat(now);
        this.#spool.adopt();
      }
      this.#spool.append(recordOf(facts, verdict), now);
      if (!this.#isClosed) this.#sender?.wake();
    }
    const lacks = this.#lacks();
    return lacks.length === 0 ? verdict : { ...verdict, degraded: [...new Set([...(verdict.degraded ?? []), ...lacks])].sort() };
  }

  judged(session: KaizenSession): void {
    this.#labels.changed(session);
  }

  async ended(session: KaizenSession, lesson: Baseline | undefined, review: Verdict | undefined): Promise<void> {
    const { identity } = session;
    if (review !== undefined) tellReview(review, this.#options.onReview, this.#platform);
    this.#open.delete(session);
    this.#labels.leave(session);
    if (this.#sender !== undefined) {
      this.#sender.endSession(identity.session);
      if (!this.#isClosed && identity !== this.#current?.identity) await this.flush();
      return;
    }
    if (lesson === undefined) return;
    this.#learner?.teach(lesson);
    this.#refreshInputs();
  }

  #session(): KaizenSession {
    const now = this.now();
    const current = this.#current;
    const isNamed = this.#options.session !== undefined;
    if (current !== undefined && (isNamed || (current.events < sessionLimits.maxEvents && now - current.lastAt < sessionLimits.idleMs && now - current.startedAt < sessionLimits.maxAgeMs))) return current;
    void current?.end().catch(() => undefined);
    this.#current = this.session(defined("id", this.#options.session));
    return this.#current;
  }

  #normaliserNow(): Normaliser {
    const key = this.#bundle?.known?.fingerprintKey ?? (this.#localKey ??= localFingerprintKey(this.#folder, this.#platform.random));
    if (this.#normaliser === undefined || this.#normaliserKey !== key) this.#normaliser = createNormaliser({ key });
    this.#normaliserKey = key;
    return this.#normaliser;
  }

  #lacks(): readonly Degradation[] {
    if (this.#spool === undefined) return this.#folder === undefined ? ["memory-state"] : [];
    return [...this.#spool.degraded, ...(this.#sender?.isReachable === false || this.#sender?.isRefused === true ? (["observer-unreachable"] as const) : [])];
  }

  #openFolder(folder: string, part: string): string | undefined {
    const opened = openPrivateFolder(folder, part);
    if (opened.kind === "open") return opened.path;
    this.#platform.warn(`nothing is kept on disk: ${opened.why}`, "KAIZEN_STATE_FOLDER");
    return undefined;
  }

  /** INVARIANT: the sender waits for it, so that the observer judges what follows under this declaration too. */
  #propose(): void {
    const taken = (): void => void this.#bundle?.refresh();
    if (this.#declaration !== undefined && this.#proposal !== undefined) this.#sender?.holdFor(this.#proposal.propose(this.#declaration, taken));
  }

  #bundleChanged(): void {
    this.#refreshInputs();
    const again = this.#bundle?.isFresh === true ? this.#proposal?.again() : undefined;
    if (again !== undefined) this.#sender?.holdFor(again);
  }

  /** A session begins with what those before it left; those that run go on with what they know. */
  #refreshCarried(): void {
    const carried = this.#left.knownWith(this.#bundle?.known?.carried);
    if (carried !== this.#carried) this.#inputs = undefined;
    this.#carried = carried;
  }

  #refreshInputs(): void {
    this.#inputs = undefined;
    for (const session of this.#open) session.update(this.inputs());
  }
}
