// Talks to a running observer for the administrative commands.
import type { Result } from "@kaizen/protocol";
import { errorBodySchema } from "@kaizen/protocol";
import { Option } from "commander";
import { CliError, systemReason } from "../cli-error.ts";
import type { Io } from "../io.ts";

export interface ServerOptions {
  readonly server?: string;
}

/** Anything that turns an answer into a checked value, or throws. */
export interface AnswerReader<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false };
}

export interface ApiClient {
  readonly url: string;
  /** Throws a `CliError` that says what to do when there is no good answer. */
  call<T>(method: "GET" | "POST" | "DELETE", path: string, reader: AnswerReader<T>, body?: unknown): Promise<T>;
  /** The same, with a refusal as a value: its HTTP status and what the server said. */
  attempt<T>(method: "GET" | "POST" | "DELETE", path: string, reader: AnswerReader<T>, body?: unknown): Promise<Result<T, Refusal>>;
}

interface Refusal {
  readonly status: number;
  readonly message: string;
}

/** For requests whose answer says nothing more than that it was done. */
export const anyAnswer: AnswerReader<unknown> = { safeParse: (data) => ({ success: true, data }) };

const DEFAULT_URL = "http://127.0.0.1:4180";
const DEADLINE_MS = 30_000;
const LARGEST_ANSWER = 64 * 1024 * 1024;

/** The key comes from the environment only: a command line can be read by every user of the machine. */
export function serverOption(): Option {
  return new Option("--server <url>", `observer to talk to (default: KAIZEN_API_URL, else ${DEFAULT_URL}); the key is read from KAIZEN_API_KEY`);
}

export function createApiClient(io: Io, options: ServerOptions): ApiClient {
  const url = serverUrl(options.server ?? (io.env["KAIZEN_API_URL"] || DEFAULT_URL));
  const key = io.env["KAIZEN_API_KEY"] ?? "";
  if (!/^[\u0021-\u007e]*$/.test(key)) throw new CliError("expected KAIZEN_API_KEY to be a key like kz_live_…, got other characters in it");
  const client: ApiClient = {
    url,
    attempt: async (method, path, reader, body) => {
      const { status, value } = await request(io, url, key, method, path, body);
      if (status >= 400) return { ok: false, error: { status, message: refusalMessage(value) ?? `HTTP status ${status}` } };
      const read = reader.safeParse(value);
      if (!read.success) throw new CliError(`expected a Kaizen observer at ${url}, got an answer in another form to ${method} ${path}`);
      return { ok: true, value: read.data };
    },
    call: async (method, path, reader, body) => {
      const answer = await client.attempt(method, path, reader, body);
      if (!answer.ok) throw refused(url, answer.error, key !== "");
      return answer.value;
    },
  };
  return client;
}

function serverUrl(text: string): string {
  try {
    const url = new URL(text);
    if ((url.protocol === "http:" || url.protocol === "https:") && url.username === "" && url.password === "") return url.href.replace(/\/$/, "");
  } catch {
    // Said below.
  }
  throw new CliError(`expected the server as a URL like ${DEFAULT_URL}, got ${JSON.stringify(text)}`);
}

async function request(io: Io, url: string, key: string, method: string, path: string, body: unknown): Promise<{ status: number; value: unknown }> {
  try {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { accept: "application/json", ...(key === "" ? {} : { authorization: `Bearer ${key}` }), ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: "error", // SECURITY: a redirect would carry the key to another host.
      signal: AbortSignal.any([io.signal, AbortSignal.timeout(DEADLINE_MS)]),
    });
    return { status: answer.status, value: parsed(await readBounded(answer)) };
  } catch (cause) {
    if (cause instanceof CliError || io.signal.aborted) throw cause;
    throw new CliError(`cannot reach the observer at ${url}: ${connectionReason(cause)}; start one with \`kaizen serve\`, or name another with --server or KAIZEN_API_URL`);
  }
}

async function readBounded(answer: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > LARGEST_ANSWER) throw new CliError("expected an answer of at most 64 MB from the observer, got more");
  }
  return text + decoder.decode();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function connectionReason(cause: unknown): string {
  if (cause instanceof Error && cause.name === "TimeoutError") return `no answer within ${DEADLINE_MS / 1000} s`;
  return systemReason(cause instanceof Error && cause.cause !== undefined ? cause.cause : cause);
}

function refusalMessage(value: unknown): string | undefined {
  const body = errorBodySchema.safeParse(value);
  if (body.success) return body.data.error.message;
  return undefined;
}

function refused(url: string, { status, message }: Refusal, hasKey: boolean): CliError {
  if (status === 401) return new CliError(hasKey ? `the observer at ${url} does not accept the key in KAIZEN_API_KEY; check it, or make another with \`kaizen keys create\`` : `the observer at ${url} wants a key: set KAIZEN_API_KEY`);
  if (status === 403) return new CliError(`the key in KAIZEN_API_KEY may not do this: ${message}`);
  return new CliError(`the observer at ${url} refused: ${message}`);
}
