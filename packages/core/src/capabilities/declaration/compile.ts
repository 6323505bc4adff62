// A declaration made ready for judging: look-ups for exact names, lists for patterns.
import { normaliseName } from "../../normalise/name.ts";
import { compileGlob, isGlob } from "../glob.ts";
import { compileDestinations } from "./compile-destinations.ts";
import { compileNames, compileTool } from "./compile-tool.ts";
import { MAX_PATTERNS } from "./entries.ts";
import { toolNameOf } from "./entries-of.ts";
import type { DataFlow, Declaration, Schedule, Stated, Volumes } from "../../words/declaration.ts";
import type { Label, NameFacts } from "../../words/facts.ts";
import type { GlobMatcher } from "../glob.ts";
import type { DestinationList } from "./compile-destinations.ts";
import type { CompiledTool, NameList } from "./compile-tool.ts";
import type { ToolEntry } from "./entries-of.ts";

export { holdsDestination, type DestinationList } from "./compile-destinations.ts";

export interface ToolList {
  readonly exact: ReadonlySet<string>;
  readonly globs: readonly GlobMatcher[];
  /** Skeleton -> the declared name with it, as it was written. */
  readonly skeletons: ReadonlyMap<string, string>;
  /** The entries with limits that the name fits: all of them hold for it. */
  limitsOn(tool: NameFacts): readonly CompiledTool[];
}

/** How a list of the declaration stands: see `Stated`. */
export type CompiledStated<T> = { readonly kind: "not-stated" } | { readonly kind: "none" } | { readonly kind: "only"; readonly list: T; readonly size: number };

export interface CompiledDeclaration {
  readonly tools: CompiledStated<ToolList>;
  readonly destinations: CompiledStated<DestinationList>;
  /** Whether the declaration says where labelled data may go. */
  readonly statesFlows: boolean;
  /** Where each label may go; a label that is absent may go nowhere. */
  readonly flows: ReadonlyMap<Label, DestinationList>;
  readonly volumes?: Volumes;
  readonly schedule?: Schedule;
  readonly subAgents: CompiledStated<NameList>;
}

/** Never throws: an entry that cannot be read permits nothing, and `checkDeclaration` names it. */
export function compileDeclaration(declaration: Declaration): CompiledDeclaration {
  const { volumes, schedule, subAgents = { kind: "not-stated" } } = declaration;
  return {
    tools: compileStated(declaration.tools, compileTools),
    destinations: compileStated(declaration.destinations, compileDestinations),
    statesFlows: declaration.data.kind !== "not-stated",
    flows: compileFlows(declaration.data),
    ...(volumes === undefined ? {} : { volumes }),
    ...(schedule === undefined ? {} : { schedule }),
    subAgents: compileStated(subAgents, compileNames),
  };
}

function compileStated<I, T>(stated: Stated<I>, compile: (items: readonly I[]) => T): CompiledStated<T> {
  return stated.kind === "only" ? { kind: "only", list: compile(stated.items), size: stated.items.length } : { kind: stated.kind };
}

function compileTools(items: readonly ToolEntry[]): ToolList {
  const names = items.map((item) => normaliseName(toolNameOf(item)));
  const plain = names.filter((name) => !isGlob(name.exact));
  return {
    exact: new Set(plain.map((name) => name.exact)),
    globs: names.filter((name) => isGlob(name.exact)).slice(0, MAX_PATTERNS).map((name) => compileGlob(name.exact)),
    skeletons: new Map(plain.map((name) => [name.skeleton, name.shown])),
    limitsOn: rememberLimits(items),
  };
}

const REMEMBERED_NAMES = 1_024;

/** An agent uses few tools, each many times: a name is matched once. */
function rememberLimits(items: readonly ToolEntry[]): ToolList["limitsOn"] {
  const tools = items.filter((item) => typeof item !== "string").map(compileTool);
  if (tools.length === 0) return () => [];
  const globs = tools.filter(({ key }) => isGlob(key)).map((tool) => ({ tool, fits: compileGlob(tool.key) }));
  const remembered = new Map<string, readonly CompiledTool[]>();
  return ({ exact }) => {
    const known = remembered.get(exact);
    if (known !== undefined) return known;
    if (remembered.size >= REMEMBERED_NAMES) remembered.clear();
    const fitting = [...tools.filter(({ key }) => key === exact), ...globs.filter(({ fits, tool }) => tool.key !== exact && fits(exact)).map(({ tool }) => tool)];
    remembered.set(exact, fitting);
    return fitting;
  };
}

function compileFlows(data: Stated<DataFlow>): ReadonlyMap<Label, DestinationList> {
  const items = data.kind === "only" ? data.items : [];
  const labels = new Set(items.map(({ label }) => label));
  return new Map([...labels].map((label) => [label, compileDestinations(items.filter((flow) => flow.label === label).flatMap((flow) => flow.destinations))]));
}

export function holdsTool(list: ToolList, tool: NameFacts): boolean {
  return list.exact.has(tool.exact) || list.globs.some((fits) => fits(tool.exact));
}
