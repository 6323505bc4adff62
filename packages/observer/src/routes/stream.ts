// New verdicts as they are stored (server-sent events).
import type { ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import type { StoredVerdict } from "@kaizen/store";
import { callerOf } from "../http/authorise.ts";
import { describe } from "../http/describe.ts";
import { queryText } from "../http/read-request.ts";
import type { Query } from "../http/read-request.ts";
import { verdictRow } from "../http/rows.ts";
import { ObserverError } from "../observer-error.ts";
import type { Service } from "../service.ts";

/** A client that lets this much pile up is dropped; it can come back with Last-Event-ID. */
const MOST_WAITING = 1024 * 1024;
const MOST_CLIENTS = 200;
const HEARTBEAT_MS = 15_000;
const PAGE = 500;

export interface OpenStreams {
  closeAll(): void;
  /** Ends the streams that were opened with this key. */
  closeOf(keyId: string): void;
}

export function streamRoutes(server: FastifyInstance, service: Service): OpenStreams {
  const open = new Map<ServerResponse, string>();
  server.get<{ Querystring: Query }>("/v1/stream", describe("verdicts", "Server-sent events: each new verdict; Last-Event-ID goes on after that verdict", { query: ["agent"] }), async (request, reply) => {
    if (open.size >= MOST_CLIENTS) throw new ObserverError("unavailable", `${MOST_CLIENTS} streams are open already`);
    const agent = queryText(request.query, "agent");
    const from = await resumePoint(service, request.headers["last-event-id"]);
    const { keyId } = callerOf(request);
    // SECURITY: a key that was revoked since the request came in must not get a stream that nothing ends.
    if (!service.keyring.has(keyId)) throw new ObserverError("unauthorized", "this key was revoked");
    reply.hijack();
    const response = reply.raw;
    open.set(response, keyId);
    response.on("close", () => open.delete(response));
    // A client that went away is noticed through `close`; its error says nothing more.
    response.on("error", () => undefined);
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no", connection: "keep-alive" });
    response.write(": kaizen\n\n");
    await follow(service, response, agent, from);
  });
  return {
    closeAll() {
      for (const response of open.keys()) response.destroy();
    },
    closeOf(keyId) {
      for (const [response, owner] of open) if (owner === keyId) response.destroy();
    },
  };
}

async function resumePoint({ store }: Service, header: string | string[] | undefined): Promise<number | undefined> {
  if (typeof header !== "string" || header === "") return undefined;
  return (await store.verdicts.get(header))?.n;
}

async function follow({ store, feed }: Service, response: ServerResponse, agent: string | undefined, from: number | undefined): Promise<void> {
  let last = from ?? 0;
  const waiting: StoredVerdict[] = [];
  let isLive = false;
  const send = (verdict: StoredVerdict): void => {
    if (verdict.n <= last) return;
    last = verdict.n;
    if (agent !== undefined && verdict.agent !== agent) return;
    write(response, `id: ${verdict.id}\nevent: verdict\ndata: ${JSON.stringify(verdictRow(verdict))}\n\n`);
  };
  const stop = feed.listen((verdict) => {
    if (isLive) send(verdict);
    else if (waiting.push(verdict) > PAGE * 4) response.destroy();
  });
  const heartbeat = setInterval(() => write(response, ": still here\n\n"), HEARTBEAT_MS);
  heartbeat.unref();
  response.on("close", () => {
    stop();
    clearInterval(heartbeat);
  });
  try {
    for (let after = from; after !== undefined && !response.destroyed; ) {
      const page: readonly StoredVerdict[] = await store.verdicts.after(after, PAGE);
      for (const verdict of page) send(verdict);
      // A client that cannot take the past as fast as it is read gets it in steps, not in memory.
      if (response.writableNeedDrain) await new Promise<void>((resolve) => response.once("drain", resolve).once("close", resolve));
      after = page.length < PAGE ? undefined : last;
    }
  } catch {
    response.destroy();
  }
  for (const verdict of waiting.splice(0)) send(verdict);
  isLive = true;
}

function write(response: ServerResponse, text: string): void {
  if (response.destroyed || response.writableEnded) return;
  response.write(text);
  if (response.writableLength > MOST_WAITING) response.destroy();
}
