// What an agent does and what comes back: the raw events that attachments hand to the engine.

/** What kind of thing the agent is about to do. */
export type ActionKind = "tool_call" | "connect" | "file" | "exec" | "skill_load" | "message";

/** Where an event was seen. `sdk`, `adapter` and `hook` rely on the agent's cooperation, `mcp` is a chokepoint, `egress` and `sandbox` are ground truth. */
export type Feed = "sdk" | "adapter" | "hook" | "mcp" | "egress" | "sandbox";

/** How far a feed can be trusted: a compromised agent can silence a cooperative feed, not the ground truth. */
export type TrustTier = "cooperative" | "chokepoint" | "ground-truth";

/** What an agent is about to do. Every string in it is untrusted. */
export interface Action {
  readonly kind: ActionKind;
  readonly tool?: string;
  /** Host, address, URL or path that the action names as its object. */
  readonly target?: string;
  /** The call's arguments as the agent gave them; any shape, never stored as they are. */
  readonly arguments?: unknown;
  readonly publisher?: string;
  readonly hash?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export interface ToolDescription {
  readonly name: string;
  readonly description?: string;
  /** JSON Schema of the arguments. */
  readonly schema?: unknown;
  /** Who offers the tool, e.g. the name of an MCP server. */
  readonly server?: string;
  /** As in the Model Context Protocol: `readOnlyHint`, `destructiveHint`, `idempotentHint`, `openWorldHint`. */
  readonly annotations?: Readonly<Record<string, unknown>>;
}

/** What came to the agent. `request` and `instructions` are trusted; what a tool returned is not. */
export type Observation =
  | { readonly kind: "result"; readonly tool?: string; readonly content: unknown; readonly error?: string; readonly exitCode?: number }
  | { readonly kind: "request"; readonly content: string }
  | { readonly kind: "instructions"; readonly content: string }
  /** The agent's own words to its user. */
  | { readonly kind: "reply"; readonly content: string }
  /** The tools that the agent has from now on. */
  | { readonly kind: "catalogue"; readonly tools: readonly ToolDescription[] };

/** The principal and the run that an event belongs to. */
export interface SessionIdentity {
  readonly agent: string;
  readonly session: string;
  readonly role?: string;
  readonly parent?: string;
  readonly user?: string;
}

/** `seq` counts up by one within `(session, feed)` from where its client began, and stays below 2^31; `at` is the client's clock in integer milliseconds since 1970. */
export interface EventPosition {
  readonly feed: Feed;
  readonly seq: number;
  readonly at: number;
}

export type EventBody =
  | { readonly event: "action"; readonly action: Action; readonly callId?: string }
  | { readonly event: "observation"; readonly observation: Observation; readonly callId?: string };

export interface AgentEvent {
  readonly identity: SessionIdentity;
  readonly position: EventPosition;
  readonly body: EventBody;
}

/** `session/feed/seq`: names one event everywhere (evidence, store, wire). */
export type EventId = string;

export function eventId(identity: SessionIdentity, position: EventPosition): EventId {
  return `${identity.session}/${position.feed}/${position.seq}`;
}

export function trustTier(feed: Feed): TrustTier {
  switch (feed) {
    case "sdk":
    case "adapter":
    case "hook":
      return "cooperative";
    case "mcp":
      return "chokepoint";
    case "egress":
    case "sandbox":
      return "ground-truth";
    default:
      return feed satisfies never;
  }
}
