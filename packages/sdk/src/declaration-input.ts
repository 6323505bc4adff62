// What the owner writes in code about the agent, brought into the engine's form. The file form is read elsewhere.
import type { DataFlow, Declaration, DestinationDeclaration, Label, Schedule, Stated, ToolDeclaration, Volumes } from "@kaizen/core";
import { checkDeclaration } from "@kaizen/core";
import { isDestination, isSchedule, isTool, isVolumes } from "./declaration-shapes.ts";
import { KaizenError } from "./error.ts";
import { isTextList } from "./join-policies.ts";

/** Absent = not stated; `none` = there are none; a list = only these. */
export interface ShortDeclaration {
  /** Default: the client's agent. */
  readonly agent?: string;
  readonly purpose?: string;
  readonly tags?: readonly string[];
  readonly tools?: "none" | readonly (string | ToolDeclaration)[];
  readonly destinations?: "none" | readonly (string | DestinationDeclaration)[];
  readonly data?: "none" | readonly DataFlow[];
  readonly volumes?: Volumes;
  readonly schedule?: Schedule;
  readonly subAgents?: "none" | readonly string[];
}
export type DeclarationInput = ShortDeclaration | Declaration;

const KEYS = new Set(["agent", "purpose", "tags", "tools", "destinations", "data", "volumes", "schedule", "subAgents"]);
const LABELS: ReadonlySet<unknown> = new Set<Label>(["secret", "personal", "internal", "untrusted"]);

/** Throws `KaizenError` (`bad-declaration`) with every problem. */
export function declarationOf(input: DeclarationInput, agent: string): Declaration {
  if (typeof input !== "object" || input === null) throw bad("expected { agent, purpose?, tools, destinations }");
  for (const key of Object.keys(input)) if (!KEYS.has(key)) throw bad(`expected ${[...KEYS].join(", ")}; got the key ${JSON.stringify(key)}`);
  if (input.agent !== undefined && input.agent !== agent) throw bad(`expected a declaration of ${JSON.stringify(agent)}; got one of ${JSON.stringify(input.agent)}`);
  if (input.purpose !== undefined && (typeof input.purpose !== "string" || input.purpose.length > 4096)) throw bad("expected purpose to be a text of at most 4,096 characters");
  const { tags, volumes, schedule, subAgents } = input;
  if (tags !== undefined && !isTextList(tags)) throw bad("expected tags to be a list of texts");
  if (volumes !== undefined && !isVolumes(volumes)) throw bad("expected volumes to be { callsPerMinute?, callsPerSession?, bytesPerSession?, bytesPerCall? }");
  if (schedule !== undefined && !isSchedule(schedule)) throw bad("expected schedule to be { days, from, to, offset }: days from 0 for Sunday, times in minutes");
  const declaration: Declaration = {
    agent,
    ...(input.purpose === undefined ? {} : { purpose: input.purpose }),
    ...(tags === undefined ? {} : { tags }),
    tools: stated("tools", input.tools, (item): item is string | ToolDeclaration => typeof item === "string" || isTool(item)),
    destinations: stated("destinations", input.destinations, (item): item is string | DestinationDeclaration => typeof item === "string" || isDestination(item)),
    data: stated("data", input.data, isDataFlow),
    ...(volumes === undefined ? {} : { volumes }),
    ...(schedule === undefined ? {} : { schedule }),
    ...(subAgents === undefined ? {} : { subAgents: stated("subAgents", subAgents, (item): item is string => typeof item === "string") }),
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
  if (!Array.isArray(value) || value.length > 10_000 || !value.every(isItem)) throw bad(`expected ${key} to be a list or the word "none", each entry with known keys only`);
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
