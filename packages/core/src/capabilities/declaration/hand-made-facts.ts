// Facts of one action made by hand, for tests of what the declaration says of parts that are hard to come by as raw events.
import { normaliseName } from "../../normalise/name.ts";
import { parseDestination } from "../../normalise/destination.ts";
import { compileDeclaration } from "./compile.ts";
import { declaration as capability } from "./declaration.ts";
import type { Declaration } from "../../words/declaration.ts";
import type { ActionFacts, ArgumentFacts, DestinationFacts, ObservationFacts } from "../../words/facts.ts";
import type { Finding } from "../../words/verdict.ts";
import type { CatalogueMemory } from "./catalogue.ts";
import type { Usage } from "./usage.ts";

export const NOT_STATED = { kind: "not-stated" } as const;

export function declared(part: Partial<Declaration>): Declaration {
  return { agent: "x", tools: NOT_STATED, destinations: NOT_STATED, data: NOT_STATED, ...part };
}

export function only<T>(...items: readonly T[]): { readonly kind: "only"; readonly items: readonly T[] } {
  return { kind: "only", items };
}

type Parts = Partial<Omit<ActionFacts, "tool" | "event">> & { readonly tool?: string };

export function action({ tool = "act", ...parts }: Parts): ActionFacts {
  return {
    v: 3,
    id: "s/sdk/0",
    identity: { agent: "x", session: "s" },
    position: { feed: "sdk", seq: 0, at: 1_700_000_000_000 },
    keyId: "k",
    unread: [],
    event: "action",
    kind: "tool_call",
    tool: normaliseName(tool),
    destinations: [],
    paths: [],
    arguments: [],
    commands: [],
    recipients: [],
    amounts: [],
    shape: "",
    content: { bytes: 0, labelled: [], fingerprints: [], excerpt: "" },
    ...parts,
  };
}

export function argument(at: string, text: string, parts: Partial<ArgumentFacts> = {}): ArgumentFacts {
  return { at, type: text === "" ? "empty" : "word", text, whole: true, bytes: text.length, ...parts };
}

export function destination(text: string, parts: Partial<DestinationFacts> = {}): DestinationFacts {
  const read = parseDestination(text);
  if (read === undefined) throw new Error(`expected a destination, found ${text}`);
  const { rest: _rest, ...facts } = read;
  return { ...facts, place: "argument", at: "/url", ...parts };
}

export interface Judge {
  (facts: ActionFacts | ObservationFacts): readonly Finding[];
  readonly state: { readonly catalogue: CatalogueMemory; readonly usage: Usage };
}

/** Judges one action after the other as one session does. */
export function judgeBy(declaration: Declaration | undefined, onFailure: "open" | "closed" = "closed", state: Judge["state"] = capability.start()): Judge {
  const compiled = declaration === undefined ? undefined : compileDeclaration(declaration);
  const context = { policy: undefined, policyIsStale: false, policyIsUnknown: false, baseline: undefined, onFailure, declaration: compiled } as unknown as Parameters<typeof capability.judge>[1];
  return Object.assign((facts: ActionFacts | ObservationFacts) => capability.judge(facts, context, state).findings, { state });
}

export function codesOf(declaration: Declaration, facts: ActionFacts): readonly string[] {
  return judgeBy(declaration)(facts).map(({ code }) => code);
}
