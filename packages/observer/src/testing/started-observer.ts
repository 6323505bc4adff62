// For tests: an observer on a real socket with a clock that the test moves, and a client for it.
import { randomBytes } from "node:crypto";
import { createNormaliser } from "@kaizen/core";
import type { Action, EventBody, Facts, Feed } from "@kaizen/core";
import { startObserver } from "../start-observer.ts";
import type { Observer, ObserverSettings } from "../start-observer.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: { readonly [key: string]: unknown };
}

export interface StartedObserver {
  readonly observer: Observer;
  readonly clock: { now: number };
  readonly lines: string[];
  call(method: string, path: string, body?: unknown, key?: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** A new key. */
  key(role: string, agent?: string): Promise<string>;
}

export const START: number = Date.UTC(2026, 0, 15, 12);

/** `adminKey`: of an earlier start on the same folder. */
export async function started(settings: Partial<ObserverSettings> = {}, adminKey = ""): Promise<StartedObserver> {
  const clock = { now: START };
  const lines: string[] = [];
  const log = { level: "debug", write: (line: string) => void lines.push(line) } as const;
  const observer = await startObserver({ dataDir: undefined, port: 0, log, now: () => clock.now, random: randomBytes, ...settings });
  const admin = observer.adminKey ?? adminKey;
  const call: StartedObserver["call"] = async (method, path, body, key = admin, headers = {}) => {
    const sent = typeof body === "string" ? body : JSON.stringify(body);
    const answer = await fetch(observer.url + path, {
      method,
      headers: { ...(key === "" ? {} : { authorization: `Bearer ${key}` }), ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: sent }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: (text.startsWith("{") ? JSON.parse(text) : { text }) as Answer["body"] };
  };
  const key: StartedObserver["key"] = async (role, agent) => {
    const { body } = await call("POST", "/v1/keys", { role, name: "test", ...(agent === undefined ? {} : { agent }) });
    return String(body["key"]);
  };
  return { observer, clock, lines, call, key };
}

const normaliser = createNormaliser({ key: new Uint8Array(32) });

/** Facts of an action, as a client would send them. */
export function factsOf(agent: string, session: string, seq: number, action: Action, feed: Feed = "sdk"): Facts {
  return eventFacts(agent, session, seq, { event: "action", action }, feed);
}

export function eventFacts(agent: string, session: string, seq: number, body: EventBody, feed: Feed = "sdk"): Facts {
  return normaliser.facts({ identity: { agent, session }, position: { feed, seq, at: START }, body });
}

export function toolCall(tool: string): Action {
  return { kind: "tool_call", tool, arguments: { path: "notes.txt" } };
}

/** The body of a report of an existing client. */
export function report(agent: string, tool: string, more: Readonly<Record<string, unknown>> = {}): unknown {
  return { agent, action: { kind: "tool_call", tool, target: "", publisher: null, hash: null, metadata: { source: "red-team" }, ...more }, verdict: { decision: "allow", reason: "ok", evidence: [] } };
}
