// What the observer says that is in force: fetched in the background, kept on disk, the last known one used while there is no answer.
import { join } from "node:path";
import type { Baseline, CarriedLabels, Declaration, Policy } from "@kaizen/core";
import { BASELINE_DIMENSIONS } from "@kaizen/core";
import { isCarried } from "./carried-shape.ts";
import { readDeclaration } from "./declaration-input.ts";
import { KaizenError } from "./error.ts";
import { parseFingerprintKey } from "./fingerprint-key.ts";
import { isPolicy } from "./join-policies.ts";
import type { ObserverSettings } from "./options.ts";
import type { Platform } from "./platform.ts";
import { readText, writeAtomically } from "./state-folder.ts";
import { askObserver, REQUEST_MS } from "./transport/observer-request.ts";
import { withinTime } from "./transport/within-time.ts";

export interface KnownBundle {
  readonly policy: Policy;
  readonly declaration: Declaration | undefined;
  readonly baseline: Baseline | undefined;
  readonly carried: CarriedLabels | undefined;
  readonly fingerprintKey: Uint8Array;
}

const FRESH_MS = 60_000;
const RETRY_MS = 5_000;
const LARGEST_FILE = 64 * 2 ** 20;

export class BundleSource {
  readonly #observer: ObserverSettings;
  readonly #agent: string;
  readonly #file: string | undefined;
  readonly #platform: Platform;
  readonly #changed: () => void;
  readonly #stopped = new AbortController();
  #known: KnownBundle | undefined;
  #etag: string | undefined;
  #isFresh = false;
  #nextAt = 0;
  #running: Promise<void> | undefined;
  #problem = "no answer yet";

  /** `changed` is called after the bundle or its freshness changed. */
  constructor(observer: ObserverSettings, agent: string, folder: string | undefined, platform: Platform, changed: () => void) {
    this.#observer = observer;
    this.#agent = agent;
    this.#file = folder === undefined ? undefined : join(folder, "bundle.json");
    this.#platform = platform;
    this.#changed = changed;
    const text = this.#file === undefined ? undefined : readText(this.#file, LARGEST_FILE);
    this.#known = text === undefined ? undefined : parseBundle(parseJson(text), agent);
  }

  get known(): KnownBundle | undefined {
    return this.#known;
  }

  /** False from the first failed refresh, and for what was only read from disk. */
  get isFresh(): boolean {
    return this.#isFresh;
  }

  /** Cheap; to be called with every action: refreshes in the background when it is time. */
  use(now: number): void {
    if (now >= this.#nextAt && !this.#stopped.signal.aborted) void this.refresh();
  }

  /** For good: the request under way is ended. */
  stop(): void {
    this.#stopped.abort();
  }

  refresh(): Promise<void> {
    this.#running ??= this.#fetch().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Resolves with a fresh bundle; throws `KaizenError` (`no-bundle`) that says what was wrong. */
  async ready(): Promise<void> {
    await withinTime(this.refresh(), REQUEST_MS + 1_000);
    if (!this.#isFresh) throw new KaizenError("no-bundle", `expected the bundle of ${JSON.stringify(this.#agent)} from ${this.#observer.baseUrl.origin}; got ${this.#problem}`);
  }

  async #fetch(): Promise<void> {
    const [random = 0] = this.#platform.random(1);
    this.#nextAt = this.#platform.now() + FRESH_MS * (0.9 + random / 1280);
    try {
      const answer = await askObserver(this.#observer, { path: `v1/bundle?agent=${encodeURIComponent(this.#agent)}`, signal: this.#stopped.signal, ...(this.#etag === undefined ? {} : { etag: this.#etag }) });
      this.#take(answer.status, answer.body, answer.etag);
    } catch (error) {
      this.#fail(error instanceof Error ? `no answer (${error.message})` : "no answer");
    }
    this.#changed();
  }

  #take(status: number, body: unknown, etag: string | undefined): void {
    if (status === 304 && this.#known !== undefined) {
      this.#isFresh = true;
      return;
    }
    const bundle = status === 200 ? parseBundle(body, this.#agent) : undefined;
    if (bundle === undefined) return this.#fail(status === 200 ? "an answer that is no bundle" : `status ${status}`);
    this.#known = bundle;
    this.#etag = etag;
    this.#isFresh = true;
    if (this.#file !== undefined) writeAtomically(this.#file, JSON.stringify(body));
  }

  #fail(problem: string): void {
    this.#problem = problem;
    this.#isFresh = false;
    this.#nextAt = this.#platform.now() + RETRY_MS;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function parseBundle(value: unknown, agent: string): KnownBundle | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const bundle = value as Readonly<Record<string, unknown>>;
  const fingerprintKey = parseFingerprintKey(bundle["fingerprintKey"]);
  const policy = bundle["policy"];
  if (fingerprintKey === undefined || bundle["agent"] !== agent || !isPolicy(policy)) return undefined;
  const declaration = bundle["declaration"] === undefined ? undefined : readDeclaration(bundle["declaration"], agent);
  const baseline = bundle["baseline"];
  const carried = bundle["carried"];
  // SECURITY: a part that cannot be read must not count as a part that is not there.
  if ((bundle["declaration"] !== undefined && declaration === undefined) || (baseline !== undefined && !isBaseline(baseline)) || (carried !== undefined && !isCarried(carried))) return undefined;
  return { policy, declaration, baseline, carried, fingerprintKey };
}

/** Whether a value has the shape of a baseline. */
export function isBaseline(value: unknown): value is Baseline {
  if (typeof value !== "object" || value === null || Reflect.get(value, "v") !== 2) return false;
  const dimensions: unknown = Reflect.get(value, "dimensions");
  return typeof Reflect.get(value, "sessions") === "number" && typeof Reflect.get(value, "actions") === "number" && typeof dimensions === "object" && dimensions !== null && BASELINE_DIMENSIONS.every((name) => isDimension(Reflect.get(dimensions, name)));
}

function isDimension(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const seen: unknown = Reflect.get(value, "seen");
  return typeof Reflect.get(value, "total") === "number" && typeof Reflect.get(value, "dropped") === "number" && Array.isArray(seen) && seen.every((entry) => Array.isArray(entry) && typeof entry[0] === "string" && typeof entry[1] === "number" && typeof entry[2] === "number" && typeof entry[3] === "string");
}
