// One HTTP request to the configured observer: bounded in time and size, never redirected, the key in a header only.
// It never keeps the process alive: who waits for an answer holds a timer of its own (`withinTime`).
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { ObserverSettings } from "../options.ts";

export interface ObserverAnswer {
  readonly status: number;
  /** Parsed JSON; undefined when the body is none. */
  readonly body: unknown;
  readonly etag: string | undefined;
}

export interface ObserverCall {
  readonly path: string;
  /** JSON text; present = POST. */
  readonly json?: string;
  readonly etag?: string;
  /** Ends the request when its client closes. */
  readonly signal: AbortSignal;
}

/** Milliseconds after which a request has failed. */
export const REQUEST_MS = 10_000;
const LARGEST_ANSWER = 16 * 2 ** 20;
const KEPT_OPEN = { keepAlive: true, maxSockets: 4 };
const agents = { http: new HttpAgent(KEPT_OPEN), https: new HttpsAgent(KEPT_OPEN) };

/** Rejects when there is no answer in time, the answer is a redirect or it is too large. */
export async function askObserver({ apiKey, baseUrl }: ObserverSettings, { path, json, etag, signal }: ObserverCall): Promise<ObserverAnswer> {
  const isPlain = baseUrl.protocol === "http:";
  const limit = AbortSignal.any([signal, AbortSignal.timeout(REQUEST_MS)]);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = (isPlain ? httpRequest : httpsRequest)(
      new URL(path, baseUrl),
      {
        method: json === undefined ? "GET" : "POST",
        agent: isPlain ? agents.http : agents.https,
        signal: limit,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(json === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(json) }),
          ...(etag === undefined ? {} : { "if-none-match": etag }),
        },
      },
      resolve,
    );
    request.on("error", reject).on("socket", (socket) => socket.unref());
    request.end(json);
  });
  const { statusCode: status = 0, headers } = response;
  const text = await readBounded(response);
  // SECURITY: a redirect would carry the key to an origin that nobody configured.
  if (status >= 300 && status < 400 && status !== 304) throw new Error(`expected an answer and no redirect, got ${status}`);
  return { status, body: parse(text), etag: headers.etag };
}

async function readBounded(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += (chunk as Buffer).length;
    if (size > LARGEST_ANSWER) throw new Error(`expected an answer of at most ${LARGEST_ANSWER} bytes`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
