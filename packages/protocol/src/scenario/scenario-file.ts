// The corpus as it is written in YAML, key by key. `schema.ts` checks it, `from-file.ts` turns it into our words.
import type { ActionKind, AttackClass, CapabilityName, ToolDescription } from "@kaizen/core";
import type { PolicyDocument } from "../policy-file/policy-document.ts";
import type { DeclarationPart } from "./declaration-part.ts";
import type { ScenarioValue, Strength } from "./scenario.ts";
import type { EffectFile, WorldChangeFile, WorldFile } from "./world-file.ts";

export interface MarkFile {
  expects: CapabilityName;
  owasp: string[];
  atlas: string[];
  harm: string;
  does?: EffectFile[];
}

export interface CallFile {
  tool?: string;
  kind?: ActionKind;
  target?: string;
  arguments?: Record<string, unknown>;
  publisher?: string;
  hash?: string;
  metadata?: Record<string, unknown>;
}

export interface EventFile {
  name?: string;
  /** `30s`, `5m` or `3h`. */
  after?: string;
  request?: string;
  instructions?: string;
  reply?: string;
  catalogue?: ToolDescription[];
  call?: CallFile;
  returns?: unknown;
  fails?: string;
  attack?: MarkFile;
}

export interface SessionFile {
  repeat?: number;
  values?: Record<string, ScenarioValue[]>;
  by?: string[];
  events: EventFile[];
}

export interface ChangeFile {
  replace?: string;
  before?: string;
  after?: string;
  with: EventFile[];
}

export interface TwinFile {
  id: string;
  of: string;
  lawful_because: string;
  world?: WorldChangeFile;
  declaration?: DeclarationPart;
  policy?: PolicyDocument;
  baseline?: SessionFile[];
  request?: ChangeFile[];
  data?: ChangeFile[];
}

export interface AttackFile {
  id: string;
  strength: Strength;
  events: EventFile[];
}

export interface AgentFile {
  name: string;
  role: string;
  peers?: string[];
}

export interface ScenarioFile {
  id: string;
  class: AttackClass;
  title: string;
  story: string;
  agent: AgentFile;
  declaration: DeclarationPart;
  policy?: PolicyDocument;
  baseline: SessionFile[];
  world?: WorldFile;
  attacks: AttackFile[];
  twins: TwinFile[];
  fixed?: string[];
}

export interface OrdinaryFile {
  agent: AgentFile;
  story: string;
  declaration: DeclarationPart;
  policy?: PolicyDocument;
  baseline: SessionFile[];
  sessions: SessionFile[];
  fixed?: string[];
}

export interface OrganisationFile {
  hosts: string[];
}

export interface MissesFile {
  misses: { scenario: string; id: string; why: string }[];
}

/** Offered for a misspelt key. */
export const SCENARIO_KEYS: readonly string[] = [
  ...["id", "class", "title", "story", "agent", "declaration", "policy", "baseline", "attacks", "twins", "role", "peers"],
  ...["repeat", "values", "by", "events", "strength", "of", "lawful_because", "data", "replace", "before", "after", "with"],
  ...["name", "request", "instructions", "reply", "catalogue", "call", "returns", "fails", "attack", "expects", "owasp", "atlas", "harm", "does", "effect"],
  ...["tool", "kind", "target", "arguments", "publisher", "hash", "metadata", "world", "owners", "marks", "for", "follows", "allows", "fixed", "sessions"],
  ...["to", "what", "where", "code", "more_than", "schema", "server", "annotations", "description"],
];
