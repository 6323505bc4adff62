// One HTTP request to the configured observer: bounded in time and size, never redirected, the key in a header only.
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
  readonly timeoutMs?: number;
}

const LARGEST_ANSWER = 16 * 2 ** 20;

/** Rejects when there is no answer in time, the answer is a redirect or it is too large. */
export async function askObserver({ apiKey, baseUrl }: ObserverSettings, { path, json, etag, timeoutMs = 10_000 }: ObserverCall): Promise<ObserverAnswer> {
  const response = await fetch(new URL(path.replace(/^\//, ""), baseUrl), {
    method: json === undefined ? "GET" : "POST",
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(json === undefined ? {} : { "content-type": "application/json" }),
      ...(etag === undefined ? {} : { "if-none-match": etag }),
    },
    ...(json === undefined ? {} : { body: json }),
    // SECURITY: a redirect would carry the key to an origin that nobody configured.
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
  });
  return { status: response.status, body: parse(await readBounded(response)), etag: response.headers.get("etag") ?? undefined };
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).length;
    if (size > LARGEST_ANSWER) throw new Error(`expected an answer of at most ${LARGEST_ANSWER} bytes`);
    chunks.push(chunk as Uint8Array);
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
