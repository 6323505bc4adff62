// The main thread's side of the storage thread: numbered requests, a bounded queue, and an end that loses nothing.
import { Worker } from "node:worker_threads";
import { StoreError } from "../error.ts";
import type { Answer, AppendUnit, ChainPlace, Numbered, Opening, Reply, Request, Row, Statement, WorkerSettings, WriteStatement } from "./messages.ts";

export interface StorageThread {
  read(statement: Statement): Promise<readonly Row[]>;
  /** All statements in one transaction; gives the number of rows that each changed. */
  write(statements: readonly WriteStatement[]): Promise<readonly number[]>;
  /** `bytes`: about how much memory the unit takes while it waits. */
  append(unit: AppendUnit, bytes: number): Promise<readonly ChainPlace[]>;
  limitSize(bytes: number): Promise<void>;
  queued(): number;
  /** Set when the thread cannot answer any more. */
  down(): StoreError | undefined;
  close(): Promise<void>;
}

export interface QueueBounds {
  readonly requests: number;
  readonly bytes: number;
}

interface Pending {
  readonly bytes: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: StoreError) => void;
}

interface Requests {
  readonly send: (request: Request, bytes?: number) => Promise<Answer>;
  readonly queued: () => number;
  readonly down: () => StoreError | undefined;
}

export async function startThread(file: URL, settings: WorkerSettings, bounds: QueueBounds): Promise<StorageThread> {
  const worker = new Worker(file, { workerData: settings, execArgv: [] });
  const opening = await firstMessage(worker);
  if (!opening.opened) {
    await worker.terminate();
    throw new StoreError(opening.failure.code, opening.failure.message);
  }
  return talkTo(worker, bounds);
}

function firstMessage(worker: Worker): Promise<Opening> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(new StoreError("broken", `the storage thread did not start: ${error.message}`, { cause: error }));
    worker.once("error", fail);
    worker.once("message", (message: Opening) => {
      worker.off("error", fail);
      resolve(message);
    });
  });
}

function talkTo(worker: Worker, bounds: QueueBounds): StorageThread {
  const { send, queued, down } = requestsTo(worker, bounds);
  let closing: Promise<void> | undefined;
  const whileOpen = (request: Request, bytes?: number): Promise<Answer> =>
    closing === undefined ? send(request, bytes) : Promise.reject(new StoreError("closed", "the store is closed"));
  const shutDown = async (): Promise<void> => {
    const exited = new Promise<void>((resolve) => {
      if (down() !== undefined) resolve();
      worker.once("exit", () => resolve());
    });
    await send({ kind: "close" }).catch(() => worker.terminate());
    await exited;
  };
  return {
    read: async (statement) => expectKind(await whileOpen({ kind: "read", statement }), "rows").rows,
    write: async (statements) => expectKind(await whileOpen({ kind: "write", statements }), "written").changes,
    append: async (unit, bytes) => expectKind(await whileOpen({ kind: "append", unit }, bytes), "appended").places,
    limitSize: async (bytes) => {
      await whileOpen({ kind: "limit", bytes });
    },
    queued,
    down,
    close: () => (closing ??= shutDown()),
  };
}

function requestsTo(worker: Worker, bounds: QueueBounds): Requests {
  const pending = new Map<number, Pending>();
  let nextId = 0;
  let bytesWaiting = 0;
  let down: StoreError | undefined;
  const stop = (error: StoreError): void => {
    down ??= error;
    for (const one of pending.values()) one.reject(error);
    pending.clear();
  };
  worker.on("error", (error) => stop(new StoreError("broken", `the storage thread failed: ${error.message}`, { cause: error })));
  worker.on("exit", () => stop(new StoreError("closed", "the store is closed")));
  worker.on("message", (reply: Reply) => {
    const one = pending.get(reply.id);
    if (one === undefined) return;
    pending.delete(reply.id);
    bytesWaiting -= one.bytes;
    if ("failure" in reply) one.reject(new StoreError(reply.failure.code, reply.failure.message));
    else one.resolve(reply.answer);
  });

  const send = (request: Request, bytes = 0): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (down !== undefined) return reject(down);
      const full = pending.size >= bounds.requests || (bytesWaiting > 0 && bytesWaiting + bytes > bounds.bytes);
      if (full && request.kind !== "close") {
        return reject(new StoreError("overloaded", `${pending.size} requests wait for the disk: try again`));
      }
      const id = nextId++;
      bytesWaiting += bytes;
      pending.set(id, { bytes, resolve, reject });
      worker.postMessage({ id, request } satisfies Numbered);
    });
  return { send, queued: () => pending.size, down: () => down };
}

function expectKind<K extends Answer["kind"]>(answer: Answer, kind: K): Extract<Answer, { kind: K }> {
  if (answer.kind !== kind) throw new StoreError("broken", `expected "${kind}" from the storage thread, got "${answer.kind}"`);
  return answer as Extract<Answer, { kind: K }>;
}
