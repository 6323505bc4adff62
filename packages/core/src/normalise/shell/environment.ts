// What a shell text has said of its variables, functions, aliases and files so far.
import type { Node } from "./script.ts";
import { steers } from "./steering-variables.ts";

/** A value that is known, or the commands from whose output an unknown one comes. */
export interface Value {
  /** Undefined when it is not known. */
  readonly elements: readonly string[] | undefined;
  readonly from: readonly number[];
}

export const UNKNOWN_VALUE: Value = { elements: undefined, from: [] };

/** INVARIANT: a variable that is not in `variables` is unknown: it may come from outside. */
export interface Environment {
  readonly variables: Map<string, Value>;
  readonly exported: Set<string>;
  readonly functions: Map<string, Node>;
  /** Functions that may not be what the text says: defined or removed in a branch. */
  readonly doubtful: Set<string>;
  /** In a function: what its local variables were before. */
  locals: Map<string, Value | undefined> | undefined;
  readonly aliases: Map<string, string>;
  /** Text of files that the script itself wrote. */
  readonly written: Map<string, string | undefined>;
  /** `$1` and on; undefined when they come from outside. */
  positional: readonly string[] | undefined;
  /** `$0`. */
  programName: string | undefined;
  /** The folder a `cd` of the text went to; empty when it is where it began; undefined when unknown. */
  folder: string | undefined;
  /** Names set since the script began, in order: what a branch set is unknown after it. */
  readonly journal: string[];
  /** Variables set by the text under which programs do other things than their words say. */
  readonly steering: Set<string>;
}

export function newEnvironment(written: Map<string, string | undefined> = new Map()): Environment {
  return { variables: new Map(), exported: new Set(), functions: new Map(), doubtful: new Set(), locals: undefined, aliases: new Map(), written, positional: undefined, programName: undefined, folder: "", journal: [], steering: new Set() };
}

/** What a program started by the script sees: exported variables and the files. */
export function childEnvironment(parent: Environment, positional: readonly string[] | undefined): Environment {
  const child = newEnvironment(parent.written);
  for (const name of parent.exported) child.variables.set(name, parent.variables.get(name) ?? UNKNOWN_VALUE);
  for (const name of parent.exported) child.exported.add(name);
  child.positional = positional;
  child.folder = parent.folder;
  for (const name of parent.steering) child.steering.add(name);
  return child;
}

/** A copy whose changes do not come back: a subshell, a stage of a pipe. */
export function copyEnvironment(parent: Environment): Environment {
  return { ...parent, variables: new Map(parent.variables), exported: new Set(parent.exported), functions: new Map(parent.functions), doubtful: new Set(parent.doubtful), aliases: new Map(parent.aliases), journal: [], steering: new Set(parent.steering) };
}

/** `written`: how the value is judged, where its text says less. SECURITY: a name that once steered does so until the text ends: what set it back may not have run. */
export function assign(environment: Environment, name: string, value: Value, written?: string): void {
  environment.variables.set(name, value);
  environment.journal.push(name);
  if (steers(name, written ?? textOf(value))) environment.steering.add(name);
}

function textOf({ elements }: Value): string | undefined {
  return elements === undefined ? undefined : (elements[0] ?? "");
}

/** What a branch may change. */
export interface Mark {
  readonly journal: number;
  readonly folder: string | undefined;
  readonly functions: ReadonlyMap<string, Node> | undefined;
}

export function markNow(environment: Environment): Mark {
  return { journal: environment.journal.length, folder: environment.folder, functions: environment.functions.size === 0 ? undefined : new Map(environment.functions) };
}

/** After a branch that may not have run: what it set is not known, a function of it may not be there. */
export function forgetBranch(environment: Environment, mark: Mark): void {
  forgetSince(environment, mark.journal);
  if (environment.folder !== mark.folder) environment.folder = undefined;
  for (const [name, body] of environment.functions) if (mark.functions?.get(name) !== body) environment.doubtful.add(name);
}

function forgetSince(environment: Environment, mark: number): void {
  for (let i = mark; i < environment.journal.length; i++) forget(environment, environment.journal[i] ?? "");
}

/** After something unknown ran in this shell: nothing is known. */
export function forgetAll(environment: Environment): void {
  for (const name of environment.variables.keys()) {
    environment.journal.push(name);
    forget(environment, name);
  }
  environment.variables.set("IFS", UNKNOWN_VALUE);
  environment.folder = undefined;
}

/** The value is not known any more; where it may come from is. */
function forget(environment: Environment, name: string): void {
  environment.variables.set(name, { elements: undefined, from: environment.variables.get(name)?.from ?? [] });
}
