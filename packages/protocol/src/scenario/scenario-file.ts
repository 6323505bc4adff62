// The corpus as it is written in YAML, key by key. `schema.ts` checks it, `from-file.ts` turns it into our words.
import type { ActionKind, AttackClass, CapabilityName, Label, ToolDescription } from "@kaizen/core";
import type { PolicyDocument } from "../policy-file/policy-document.ts";
import type { ScenarioValue, Strength } from "./scenario.ts";

export interface MarkFile {
  expects: CapabilityName;
  owasp: string[];
  atlas: string[];
  harm: string;
}

export interface CallFile {
  tool?: string;
  kind?: ActionKind;
  target?: string;
  arguments?: Record<string, unknown>;
  publisher?: string;
  hash?: string;
}

export interface EventFile {
  name?: string;
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

export interface DeclarationPartFile {
  purpose?: string;
  tools?: string[];
  destinations?: string[];
  data?: { label: Label; destinations: string[] }[];
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
  declaration?: DeclarationPartFile;
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

export interface ScenarioFile {
  id: string;
  class: AttackClass;
  title: string;
  story: string;
  agent: { name: string; role: string; peers?: string[] };
  declaration: DeclarationPartFile;
  policy?: PolicyDocument;
  baseline: SessionFile[];
  attacks: AttackFile[];
  twins: TwinFile[];
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
  ...["name", "request", "instructions", "reply", "catalogue", "call", "returns", "fails", "attack", "expects", "owasp", "atlas", "harm"],
  ...["tool", "kind", "target", "arguments", "publisher", "hash", "purpose", "tools", "destinations", "label"],
];
