// What an agent is meant to do, as its owner states it.
import type { Label } from "./facts.ts";

/**
 * `not-stated`: nobody said, so nothing is judged. `none`: said to be none, so everything is beyond it.
 * `only`: these and nothing else (never empty).
 */
export type Stated<T> =
  | { readonly kind: "not-stated" }
  | { readonly kind: "none" }
  | { readonly kind: "only"; readonly items: readonly T[] };

export interface DataFlow {
  readonly label: Label;
  /** Destination patterns where values with this label may go. */
  readonly destinations: readonly string[];
}

/** What one argument of a tool may be. Every limit that is given must hold. */
export interface ArgumentLimit {
  /** The argument may not be given at all; no other limit stands beside it. */
  readonly forbidden?: true;
  /** The call must give it. */
  readonly required?: true;
  /** The value as text must be one of these, compared exactly. */
  readonly enum?: readonly string[];
  /** RE2 pattern on the whole value as text. */
  readonly pattern?: string;
  /** Bounds of a number, or of the amount that the text names; both inclusive. */
  readonly min?: number;
  readonly max?: number;
  /** Bytes of UTF-8. */
  readonly maxSize?: number;
  /** Destination patterns: every host in the value must be taken in, and there must be one. */
  readonly destinations?: readonly string[];
  /** Recipient patterns (`*@company.example`, an account): every recipient in the value must be taken in, and there must be one. */
  readonly recipients?: readonly string[];
  /** Path patterns: every path in the value must be taken in. */
  readonly paths?: readonly string[];
}

export interface Rate {
  readonly perMinute?: number;
  readonly perSession?: number;
}

/** One tool with what its calls may be. Only what is given is judged. */
export interface ToolDeclaration {
  /** `*` matches any run of characters. */
  readonly name: string;
  /** Key: an argument's name or JSON pointer; `*` is one segment. */
  readonly arguments?: Readonly<Record<string, ArgumentLimit>>;
  /** True: arguments that `arguments` does not name may not be given. */
  readonly noOtherArguments?: true;
  /** Destination patterns that the tool's calls must stay within. */
  readonly destinations?: readonly string[];
  /** Commands that a tool which runs commands may run: executable and leading words, `git status`; `*` as the last word for any. */
  readonly commands?: readonly string[];
  /** Path patterns, `/srv/reports/**`; every path of the call must be taken in. */
  readonly paths?: readonly string[];
  readonly recipients?: readonly string[];
  /** Values of arguments that name a tenant, account, organisation, workspace or project. */
  readonly tenants?: readonly string[];
  /** Currency (ISO 4217, or `*` for any and none) -> largest amount of one call. */
  readonly maxAmount?: Readonly<Record<string, number>>;
  readonly calls?: Rate;
  /** The owner says that it changes nothing: a catalogue that claims otherwise is a change. */
  readonly readOnly?: true;
}

/** One destination with what may be done there. */
export interface DestinationDeclaration {
  /**
   * Host, address or network (CIDR); `*.example.com` means any sub-domain but not the domain itself; may carry `:port`, and
   * after the host a path: `host/finance/` takes in all below it, `host/finance` only itself; `*` is one segment, `**` any.
   */
  readonly host: string;
  /** Upper-case HTTP methods. Absent: any. */
  readonly methods?: readonly string[];
  /** Labels that may go there. Absent: as `data` says. */
  readonly data?: readonly Label[];
}

export interface Volumes {
  readonly callsPerMinute?: number;
  readonly callsPerSession?: number;
  /** Bytes of arguments in actions that name a destination. */
  readonly bytesPerSession?: number;
  readonly bytesPerCall?: number;
}

/** When the agent works, in local time at a fixed offset. */
export interface Schedule {
  /** 0 = Sunday. */
  readonly days: readonly number[];
  /** Minutes since midnight; `to` is exclusive and may be smaller than `from`: then the span goes over midnight. */
  readonly from: number;
  readonly to: number;
  /** Minutes that local time is ahead of UTC. */
  readonly offset: number;
}

export interface Declaration {
  readonly agent: string;
  readonly purpose?: string;
  /** What policy rules can name the agent by, besides its name. */
  readonly tags?: readonly string[];
  /** A bare name or host states no limits. */
  readonly tools: Stated<string | ToolDeclaration>;
  readonly destinations: Stated<string | DestinationDeclaration>;
  /** Where labelled data may lawfully flow. */
  readonly data: Stated<DataFlow>;
  readonly volumes?: Volumes;
  readonly schedule?: Schedule;
  /** Names of agents that it may start or hand work to. */
  readonly subAgents?: Stated<string>;
}
