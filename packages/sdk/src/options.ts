// Turns the constructor's options and the environment into settings; says clearly what is wrong with them.
import type { CapabilityName, Declaration, Feed, Mode, Policy, Verdict } from "@kaizen/core";
import { CAPABILITIES } from "@kaizen/core";
import { declarationOf, type DeclarationInput } from "./declaration-input.ts";
import { KaizenError } from "./error.ts";
import type { Platform } from "./platform.ts";
import { parseBaseUrl } from "./base-url.ts";
import { joinPolicies } from "./join-policies.ts";
import { defaultStateFolder } from "./state-folder.ts";

export interface KaizenOptions {
  /** Who acts. Default: `KAIZEN_AGENT`. */
  readonly agent?: string;
  /** Key of the observer. Default: `KAIZEN_API_KEY`; without one everything stays on this machine. */
  readonly apiKey?: string;
  /** Where the observer is. Default: `KAIZEN_API_URL`. Needed with a key: a key is sent nowhere that was not configured. */
  readonly baseUrl?: string;
  /** Permits `http://` to a host that is not this machine: the key then travels in the clear. */
  readonly allowPlainHttp?: true;
  readonly policies?: readonly Policy[];
  readonly declaration?: DeclarationInput;
  /** What to do with findings. Default `observe`: watch only. */
  readonly enforcement?: Mode;
  /** Direction of what cannot be decided. Required with a key; without one it follows `enforcement`: `open` for `observe`, else `closed`. */
  readonly onFailure?: "open" | "closed";
  /** Id of the default session. Default: `KAIZEN_SESSION`, else a new id. */
  readonly session?: string;
  readonly role?: string;
  readonly user?: string;
  readonly parent?: string;
  /** Default: `KAIZEN_STATE_DIR`, else `$XDG_STATE_HOME/kaizen`, else `~/.local/state/kaizen`. */
  readonly stateDir?: string;
  /** The capabilities that are switched on; absent = all. */
  readonly capabilities?: readonly CapabilityName[];
  /** Default `sdk`. */
  readonly feed?: Feed;
  /** Called with what the end of a session shows, also of one that ended by itself: a verdict with `late`. */
  readonly onReview?: (review: Verdict) => void;
}

export interface ObserverSettings {
  readonly apiKey: string;
  readonly baseUrl: URL;
}

export interface Settings {
  readonly agent: string;
  readonly observer: ObserverSettings | undefined;
  readonly policy: Policy | undefined;
  readonly declaration: Declaration | undefined;
  readonly enforcement: Mode;
  readonly onFailure: "open" | "closed";
  readonly session: string | undefined;
  readonly role: string | undefined;
  readonly user: string | undefined;
  readonly parent: string | undefined;
  readonly stateDir: string;
  readonly capabilities: readonly CapabilityName[] | undefined;
  readonly feed: Feed;
  readonly onReview: ((review: Verdict) => void) | undefined;
}

const OPTIONS = new Set(["agent", "apiKey", "baseUrl", "allowPlainHttp", "policies", "declaration", "enforcement", "onFailure", "session", "role", "user", "parent", "stateDir", "capabilities", "feed", "onReview"]);
const MODES = ["observe", "ask", "enforce"] as const;
const FEEDS = ["sdk", "adapter", "hook", "mcp", "egress", "sandbox"] as const;
const DIRECTIONS = ["open", "closed"] as const;

/** Throws `KaizenError` (`bad-option`, `bad-declaration`, `bad-policy`). */
export function parseOptions(options: KaizenOptions, environment: Platform["environment"]): Settings {
  if (typeof options !== "object" || options === null) throw new KaizenError("bad-option", `expected options like { agent: "mail-desk" }; got ${shown(options)}`);
  if (options.stateDir !== undefined && (typeof options.stateDir !== "string" || options.stateDir === "")) throw new KaizenError("bad-option", `expected stateDir to name a folder; got ${shown(options.stateDir)}`);
  for (const key of Object.keys(options)) {
    if (!OPTIONS.has(key)) throw new KaizenError("bad-option", `expected one of ${[...OPTIONS].join(", ")}; got the option ${JSON.stringify(key)}`);
  }
  if (options.onReview !== undefined && typeof options.onReview !== "function") throw new KaizenError("bad-option", `expected onReview to be a function; got ${shown(options.onReview)}`);
  const agent = name("agent", options.agent ?? fromEnvironment(environment, "KAIZEN_AGENT"));
  if (agent === undefined) throw new KaizenError("bad-option", "expected the option agent (or KAIZEN_AGENT): the name of the agent that acts");
  const observer = parseObserver(options, environment);
  const enforcement = oneOf("enforcement", options.enforcement, MODES) ?? "observe";
  const onFailure = oneOf("onFailure", options.onFailure, DIRECTIONS);
  if (onFailure === undefined && observer !== undefined) {
    throw new KaizenError("bad-option", 'expected onFailure: "open" or "closed" together with an API key: nobody but you can say what is to happen when an action cannot be judged');
  }
  return {
    agent,
    observer,
    policy: options.policies === undefined ? undefined : joinPolicies(options.policies),
    declaration: options.declaration === undefined ? undefined : declarationOf(options.declaration, agent),
    enforcement,
    onFailure: onFailure ?? (enforcement === "observe" ? "open" : "closed"),
    session: name("session", options.session ?? fromEnvironment(environment, "KAIZEN_SESSION")),
    role: name("role", options.role),
    user: name("user", options.user),
    parent: name("parent", options.parent),
    stateDir: options.stateDir ?? fromEnvironment(environment, "KAIZEN_STATE_DIR") ?? defaultStateFolder(environment),
    capabilities: parseCapabilities(options.capabilities),
    feed: oneOf("feed", options.feed, FEEDS) ?? "sdk",
    onReview: options.onReview,
  };
}

function parseObserver(options: KaizenOptions, environment: Platform["environment"]): ObserverSettings | undefined {
  const apiKey = options.apiKey ?? fromEnvironment(environment, "KAIZEN_API_KEY");
  const baseUrl = options.baseUrl ?? fromEnvironment(environment, "KAIZEN_API_URL");
  if (apiKey === undefined && baseUrl === undefined) return undefined;
  if (apiKey === undefined) throw new KaizenError("bad-option", "expected apiKey (or KAIZEN_API_KEY) together with baseUrl (or KAIZEN_API_URL)");
  if (baseUrl === undefined) throw new KaizenError("bad-option", "expected baseUrl (or KAIZEN_API_URL) together with apiKey (or KAIZEN_API_KEY): a key is sent nowhere that was not configured");
  // SECURITY: only visible ASCII, so that a key cannot add header lines to a request.
  if (!/^[\x21-\x7e]{1,512}$/.test(apiKey)) throw new KaizenError("bad-option", "expected an API key of 1 to 512 visible ASCII characters; got something else");
  return { apiKey, baseUrl: parseBaseUrl(baseUrl, options.allowPlainHttp === true) };
}

function parseCapabilities(value: readonly CapabilityName[] | undefined): readonly CapabilityName[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new KaizenError("bad-option", `expected capabilities to be a list of ${CAPABILITIES.join(", ")}`);
  for (const each of value) oneOf("capabilities", each, CAPABILITIES);
  return [...value];
}

/** Environment variables that are set but empty count as not set. */
function fromEnvironment(environment: Platform["environment"], key: string): string | undefined {
  const value = environment[key];
  return value === "" ? undefined : value;
}

/** Names travel in URLs, logs and headers: 1 to 256 characters, no control characters. */
export function name(option: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && /^[^\x00-\x1f\x7f]{1,256}$/.test(value)) return value;
  throw new KaizenError("bad-option", `expected ${option} to be 1 to 256 characters without control characters; got ${shown(value)}`);
}

function oneOf<T extends string>(option: string, value: unknown, members: readonly T[]): T | undefined {
  if (value === undefined) return undefined;
  const found = members.find((member) => member === value);
  if (found === undefined) throw new KaizenError("bad-option", `expected ${option} to be one of ${members.join(", ")}; got ${shown(value)}`);
  return found;
}

function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value.slice(0, 80)) : value === null ? "null" : typeof value;
}
