// Starts the observer on a data folder: store, keys, sessions, HTTP.
import { randomBytes } from "node:crypto";
import { createNormaliser } from "@kaizen/core";
import type { CapabilityName, Mode } from "@kaizen/core";
import { uuidv7 } from "@kaizen/protocol";
import { openSqliteStore } from "@kaizen/store";
import type { AuditEntry, Store } from "@kaizen/store";
import { pino } from "pino";
import { loadKeyring } from "./caller.ts";
import { buildServer } from "./http/build-server.ts";
import type { BuiltServer } from "./http/build-server.ts";
import { ObserverError } from "./observer-error.ts";
import { makeKey } from "./routes/administration.ts";
import type { Service } from "./service.ts";
import { loadDeploymentLabels } from "./sessions/carried-labels.ts";
import { loadAgentStates } from "./sessions/agent-states.ts";
import { keySessions } from "./sessions/key-sessions.ts";
import { sessionHost } from "./sessions/session-host.ts";
import { endDueSessions } from "./sessions/teach.ts";
import { verdictFeed } from "./verdict-feed.ts";

export interface ObserverLog {
  readonly level: "silent" | "error" | "warn" | "info" | "debug";
  /** Takes one line of JSON with its line end. */
  write(line: string): void;
}

export interface ObserverSettings {
  /** Made when it is missing; `undefined` = a temporary folder that is removed on close. */
  readonly dataDir: string | undefined;
  /** 0 = any that is free. */
  readonly port: number;
  /** Default: this machine only. */
  readonly host?: string;
  readonly log: ObserverLog;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly random: (length: number) => Uint8Array;
  /** The capabilities that are switched on; absent = all. */
  readonly capabilities?: readonly CapabilityName[];
  /** What findings without a mode of their own ask of a guard. Default: `observe`. */
  readonly enforcement?: Mode;
  /** Bytes that the database may take; a write beyond them is refused like on a full disk. */
  readonly maxBytes?: number;
}

export interface Observer {
  readonly url: string;
  /** Only when this start made it. */
  readonly adminKey?: string;
  /** Ends the sessions that the rules end at this time; happens by itself twice a minute. Gives how many. */
  endDueSessions(now: number): Promise<number>;
  /** Takes no more requests, finishes those it took, closes the store. A second call waits for the first. */
  close(): Promise<void>;
}

const SESSIONS_IN_MEMORY = 2_000;
const MOST_REPLAYED = 100_000;
const SWEEP_MS = 30_000;
/** Requests that are under way when the observer closes get this long. */
const CLOSE_MS = 10_000;
const RANDOM_STOCK = 4_096;
const FINGERPRINT_KEY = "fingerprint-key";
const FINGERPRINT_BYTES = 32;

/** Rejects with an `ObserverError` (`port-taken`, `cannot-listen`) or a `StoreError`; nothing is left open then. */
export async function startObserver(settings: ObserverSettings): Promise<Observer> {
  const log = pino({ level: settings.log.level, base: null }, { write: (line: string) => settings.log.write(line) });
  const store = await openSqliteStore({ dataDir: settings.dataDir, ...(settings.maxBytes === undefined ? {} : { maxBytes: settings.maxBytes }) });
  try {
    const adminKey = await firstAdminKey(store, settings);
    const service = await startService(store, settings);
    const built = await buildServer(service, log);
    const url = await listen(built, settings);
    return running(service, built, url, adminKey, (error) => log.warn({ err: error }, "sessions could not be ended"));
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function startService(store: Store, { now, random, capabilities, enforcement = "observe" }: ObserverSettings): Promise<Service> {
  const newId = idMaker(now, random);
  const fingerprintKey = await readFingerprintKey(store, now());
  const agents = await loadAgentStates(store);
  const labels = await loadDeploymentLabels(store, now());
  const engine = { onFailure: "closed", enforcement, ...(capabilities === undefined ? {} : { capabilities }) } as const;
  return {
    store,
    keyring: await loadKeyring(store),
    normaliser: createNormaliser({ key: fingerprintKey }),
    fingerprintKey,
    agents,
    labels,
    host: sessionHost(store, agents, labels, { engine, sessionsInMemory: SESSIONS_IN_MEMORY, mostReplayed: MOST_REPLAYED }),
    keySessions: keySessions(store, newId),
    feed: verdictFeed(),
    now,
    newId,
    random,
  };
}

/** Draws random bytes in stock: asking the system for 16 at a time costs more than the id itself. */
function idMaker(now: () => number, random: (length: number) => Uint8Array): () => string {
  let stock: Uint8Array = new Uint8Array(0);
  const draw = (length: number): Uint8Array => {
    if (stock.length < length) stock = random(RANDOM_STOCK);
    const drawn = stock.subarray(0, length);
    stock = stock.subarray(length);
    return drawn;
  };
  return () => uuidv7(Math.floor(now()), draw);
}

async function firstAdminKey(store: Store, { now, random }: ObserverSettings): Promise<string | undefined> {
  const keys = await store.keys.list();
  if (keys.some(({ role, revokedAt }) => role === "admin" && revokedAt === undefined)) return undefined;
  const { key, stored } = makeKey({ newId: idMaker(now, random), now, random }, { role: "admin", name: "first start" }, "first-start");
  await store.keys.put(stored, firstStart(now(), "make-key", stored.id));
  return key;
}

async function readFingerprintKey(store: Store, at: number): Promise<Uint8Array> {
  const known = await store.settings.getSecret(FINGERPRINT_KEY);
  if (known !== undefined) return known;
  // SECURITY: from the system, whatever `random` was handed in: who guesses it can try values against fingerprints.
  const made = randomBytes(FINGERPRINT_BYTES);
  await store.settings.putSecret(FINGERPRINT_KEY, made, firstStart(at, "make-fingerprint-key", FINGERPRINT_KEY));
  return made;
}

function firstStart(at: number, act: string, subject: string): AuditEntry {
  return { at, by: "first-start", role: "observer", act, subject };
}

async function listen({ server }: BuiltServer, { port, host = "127.0.0.1" }: ObserverSettings): Promise<string> {
  try {
    return await server.listen({ port, host });
  } catch (error) {
    await server.close();
    const code = String((error as { code?: unknown }).code ?? "");
    if (code === "EADDRINUSE") throw new ObserverError("port-taken", `port ${port} on ${host} is taken: stop the program that uses it or choose another port`, { cause: error });
    throw new ObserverError("cannot-listen", `cannot listen on port ${port} of ${host} (${code})`, { cause: error });
  }
}

/** What was accepted is answered; a connection that is kept open without a request, or never finishes one, does not hold the end up. */
async function closeServer(server: BuiltServer["server"]): Promise<void> {
  const start = performance.now();
  const sweep = setInterval(() => {
    if (performance.now() - start > CLOSE_MS) server.server.closeAllConnections();
    else server.server.closeIdleConnections();
  }, 20);
  try {
    await server.close();
  } finally {
    clearInterval(sweep);
  }
}

function running(service: Service, { server, streams }: BuiltServer, url: string, adminKey: string | undefined, onSweepError: (error: unknown) => void): Observer {
  let sweeping: Promise<number> = Promise.resolve(0);
  const sweep = (now: number): Promise<number> => (sweeping = sweeping.catch(() => 0).then(() => endDueSessions(service, now)));
  const timer = setInterval(() => void sweep(service.now()).catch(onSweepError), SWEEP_MS);
  timer.unref();
  const shutDown = async (): Promise<void> => {
    clearInterval(timer);
    streams.closeAll();
    await closeServer(server);
    await sweeping.catch(() => 0);
    await service.store.close();
  };
  let closed: Promise<void> | undefined;
  return { url, ...(adminKey === undefined ? {} : { adminKey }), endDueSessions: sweep, close: () => (closed ??= shutDown()) };
}
