// The observer as the runner administers it over HTTP: keys, declarations, the organisation's policy, stored verdicts.
import type { Finding } from "@kaizen/core";
import type { RuleDocument, ScenarioDeclaration } from "@kaizen/protocol";
import { CorpusError } from "./corpus-error.ts";

export interface ObserverAddress {
  readonly baseUrl: string;
  /** A key of role admin. */
  readonly apiKey: string;
}

/** A stored verdict, as far as the runner reads it. */
export interface StoredVerdict {
  readonly event_id: string;
  readonly session: string;
  readonly decision: "allow" | "block";
  readonly attention: "none" | "confirm" | "flag";
  readonly evidence: readonly Finding[];
  readonly action: { readonly tool?: string | null };
}

export interface CreatedKey {
  readonly id: string;
  readonly key: string;
}

export interface ObserverClient {
  createAgentKey(agent: string): Promise<CreatedKey>;
  revokeKey(id: string): Promise<void>;
  declare(agent: string, declaration: ScenarioDeclaration): Promise<void>;
  /** Every verdict of the agent. */
  verdicts(agent: string): Promise<readonly StoredVerdict[]>;
  /** Ids of the sessions that taught the agent's baseline, and of those that did not. */
  sessions(agent: string): Promise<readonly { readonly id: string; readonly taught: boolean }[]>;
  /** Rules as they are written in files. */
  readPolicy(): Promise<readonly RuleDocument[]>;
  writePolicy(rules: readonly RuleDocument[]): Promise<void>;
}

const REQUEST_TIMEOUT_MS = 30_000;
const PAGE = 200;

function withoutSlash(url: string): string {
  return url.endsWith("/") ? url.slice(0, -1) : url;
}

export function observerClient({ baseUrl, apiKey }: ObserverAddress, signal: AbortSignal): ObserverClient {
  const base = withoutSlash(baseUrl);
  const send = (method: string, path: string, body?: unknown): Promise<unknown> => request({ base, apiKey, signal, method, path, body });
  return {
    createAgentKey: async (agent) => readKey(await send("POST", "/v1/keys", { role: "agent", agent, name: `red-team corpus: ${agent}`.slice(0, 200) })),
    revokeKey: async (id) => void (await send("DELETE", `/v1/keys/${encodeURIComponent(id)}`)),
    declare: async (agent, declaration) => void (await send("POST", `/v1/agents/${encodeURIComponent(agent)}/manifest`, declaration)),
    verdicts: (agent) => readPages(send, `/v1/verdicts?agent=${encodeURIComponent(agent)}`, "verdicts", isVerdict),
    sessions: (agent) => readPages(send, `/v1/sessions?agent=${encodeURIComponent(agent)}`, "sessions", isSession),
    readPolicy: async () => readRules(await send("GET", "/v1/org-policy")),
    writePolicy: async (rules) => void (await send("POST", "/v1/org-policy", { rules })),
  };
}

interface Request {
  readonly base: string;
  readonly apiKey: string;
  readonly signal: AbortSignal;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

async function request({ base, apiKey, signal, method, path, body }: Request): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: "error", // SECURITY: a redirect would carry the admin key to another host.
      signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
    });
    text = await response.text();
  } catch (error) {
    if (signal.aborted) throw new CorpusError("aborted", "the run was stopped");
    throw new CorpusError("unreachable", `expected the observer at ${base} to answer ${method} ${path}, got ${causeOf(error)}`);
  }
  if (!response.ok) throw new CorpusError("refused", `expected the observer to accept ${method} ${path}, got ${response.status} ${text.slice(0, 300)}`);
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    throw new CorpusError("bad-answer", `expected JSON from ${method} ${path}, got ${JSON.stringify(text.slice(0, 80))}`);
  }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error) return "code" in cause ? String(cause.code) : cause.message;
  return error.name === "TimeoutError" ? `no answer in ${REQUEST_TIMEOUT_MS / 1000} s` : error.message;
}

async function readPages<T>(send: (method: string, path: string) => Promise<unknown>, path: string, member: string, isRow: (row: unknown) => row is T): Promise<T[]> {
  const rows: T[] = [];
  for (;;) {
    const answer = await send("GET", `${path}&limit=${PAGE}&offset=${rows.length}`);
    const page: unknown = isRecord(answer) ? answer[member] : undefined;
    if (!Array.isArray(page) || !page.every(isRow)) throw new CorpusError("bad-answer", `expected a list of ${member} from ${path}`);
    rows.push(...page);
    if (page.length < PAGE) return rows;
  }
}

function readKey(answer: unknown): CreatedKey {
  if (isRecord(answer) && typeof answer["id"] === "string" && typeof answer["key"] === "string") return { id: answer["id"], key: answer["key"] };
  throw new CorpusError("bad-answer", "expected an id and a key from POST /v1/keys");
}

function readRules(answer: unknown): readonly RuleDocument[] {
  const rules = isRecord(answer) ? answer["rules"] : undefined;
  if (Array.isArray(rules) && rules.every(isRule)) return rules;
  throw new CorpusError("bad-answer", "expected a list of rules from GET /v1/org-policy");
}

function isRule(row: unknown): row is RuleDocument {
  return isRecord(row) && typeof row["name"] === "string" && typeof row["rule"] === "string";
}

function isVerdict(row: unknown): row is StoredVerdict {
  return isRecord(row) && typeof row["event_id"] === "string" && typeof row["session"] === "string" && Array.isArray(row["evidence"]) && typeof row["attention"] === "string" && isRecord(row["action"]);
}

function isSession(row: unknown): row is { readonly id: string; readonly taught: boolean } {
  return isRecord(row) && typeof row["id"] === "string" && typeof row["taught"] === "boolean";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
