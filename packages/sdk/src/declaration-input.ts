// What the owner writes in code about the agent, brought into the engine's form. The file form is read elsewhere.
import type { DataFlow, Declaration, Label, Stated } from "@kaizen/core";
import { checkDeclaration } from "@kaizen/core";
import { KaizenError } from "./error.ts";
import { isTextList } from "./join-policies.ts";

/** Absent = not stated; `none` = there are none; a list = only these. */
export interface ShortDeclaration {
  /** Default: the client's agent. */
  readonly agent?: string;
  readonly purpose?: string;
  readonly tools?: "none" | readonly string[];
  readonly destinations?: "none" | readonly string[];
  readonly data?: "none" | readonly DataFlow[];
}
export type DeclarationInput = ShortDeclaration | Declaration;

const KEYS = new Set(["agent", "purpose", "tools", "destinations", "data"]);
const LABELS: ReadonlySet<unknown> = new Set<Label>(["secret", "personal", "internal", "untrusted"]);

/** Throws `KaizenError` (`bad-declaration`) with every problem. */
export function declarationOf(input: DeclarationInput, agent: string): Declaration {
  if (typeof input !== "object" || input === null) throw bad("expected { agent, purpose?, tools, destinations }");
  for (const key of Object.keys(input)) if (!KEYS.has(key)) throw bad(`expected ${[...KEYS].join(", ")}; got the key ${JSON.stringify(key)}`);
  if (input.agent !== undefined && input.agent !== agent) throw bad(`expected a declaration of ${JSON.stringify(agent)}; got one of ${JSON.stringify(input.agent)}`);
  if (input.purpose !== undefined && (typeof input.purpose !== "string" || input.purpose.length > 4096)) throw bad("expected purpose to be a text of at most 4,096 characters");
  const declaration: Declaration = {
    agent,
    ...(input.purpose === undefined ? {} : { purpose: input.purpose }),
    tools: stated("tools", input.tools, (item): item is string => typeof item === "string"),
    destinations: stated("destinations", input.destinations, (item): item is string => typeof item === "string"),
    data: stated("data", input.data, isDataFlow),
  };
  const problems = checkDeclaration(declaration);
  if (problems.length > 0) throw bad(problems.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
  return declaration;
}

function stated<T>(key: string, value: unknown, isItem: (item: unknown) => item is T): Stated<T> {
  if (value === undefined) return { kind: "not-stated" };
  if (value === "none") return { kind: "none" };
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const kind: unknown = Reflect.get(value, "kind");
    if (kind === "not-stated" || kind === "none") return { kind };
    if (kind === "only") return stated(key, Reflect.get(value, "items"), isItem);
  }
  if (!Array.isArray(value) || value.length > 10_000 || !value.every(isItem)) throw bad(`expected ${key} to be a list or the word "none"`);
  if (value.length === 0) throw bad(`expected ${key} to have at least one entry; write "none" for none at all, or leave ${key} out when it is not stated`);
  return { kind: "only", items: value };
}

function isDataFlow(item: unknown): item is DataFlow {
  return typeof item === "object" && item !== null && LABELS.has(Reflect.get(item, "label")) && isTextList(Reflect.get(item, "destinations"));
}

function bad(message: string): KaizenError {
  return new KaizenError("bad-declaration", `declaration: ${message}`);
}

/** The engine's form of a declaration that came over the wire or from disk; undefined when it has another shape. */
export function readDeclaration(value: unknown, agent: string): Declaration | undefined {
  try {
    return declarationOf(value as DeclarationInput, agent);
  } catch {
    return undefined;
  }
}
