// The limits of one declared tool, made ready for judging.
import { normaliseName } from "../../normalise/name.ts";
import { compileGlob, isGlob } from "../glob.ts";
import { parsePathPattern } from "../path-glob.ts";
import { compileArguments } from "./compile-arguments.ts";
import { parseCommandPattern } from "./command-pattern.ts";
import { compileDestinations } from "./compile-destinations.ts";
import { parseRecipientPattern } from "./recipient-pattern.ts";
import type { Rate, ToolDeclaration } from "../../words/declaration.ts";
import type { GlobMatcher } from "../glob.ts";
import type { PathPattern } from "../path-glob.ts";
import type { CommandPattern } from "./command-pattern.ts";
import type { CompiledArguments } from "./compile-arguments.ts";
import type { DestinationList } from "./compile-destinations.ts";
import type { RecipientPattern } from "./recipient-pattern.ts";

export interface NameList {
  readonly exact: ReadonlySet<string>;
  readonly globs: readonly GlobMatcher[];
}

/** Only what is present is judged. A part of a list that cannot be read permits nothing. */
export interface CompiledTool {
  /** The entry's name in exact form, under which its calls are counted. */
  readonly key: string;
  readonly arguments?: CompiledArguments;
  readonly destinations?: DestinationList;
  readonly commands?: readonly CommandPattern[];
  readonly paths?: readonly PathPattern[];
  readonly recipients?: readonly RecipientPattern[];
  readonly tenants?: NameList;
  readonly maxAmount?: ReadonlyMap<string, number>;
  readonly calls?: Rate;
  readonly readOnly: boolean;
}

export function compileTool(tool: ToolDeclaration): CompiledTool {
  const { destinations, commands, paths, recipients, tenants, maxAmount, calls } = tool;
  const compiledArguments = compileArguments(tool);
  return {
    key: normaliseName(tool.name).exact,
    ...(compiledArguments === undefined ? {} : { arguments: compiledArguments }),
    ...(destinations === undefined ? {} : { destinations: compileDestinations(destinations) }),
    ...(commands === undefined ? {} : { commands: readAll(commands, parseCommandPattern) }),
    ...(paths === undefined ? {} : { paths: readAll(paths, parsePathPattern) }),
    ...(recipients === undefined ? {} : { recipients: readAll(recipients, parseRecipientPattern) }),
    ...(tenants === undefined ? {} : { tenants: compileNames(tenants) }),
    ...(maxAmount === undefined ? {} : { maxAmount: new Map(Object.entries(maxAmount)) }),
    ...(calls === undefined ? {} : { calls }),
    readOnly: tool.readOnly === true,
  };
}

export function readAll<T>(items: readonly string[], read: (item: string) => T | undefined): readonly T[] {
  return items.map(read).filter((item) => item !== undefined);
}

export function compileNames(items: readonly string[]): NameList {
  const names = items.map((item) => normaliseName(item).exact);
  return { exact: new Set(names.filter((name) => !isGlob(name))), globs: names.filter(isGlob).map(compileGlob) };
}

export function holdsName({ exact, globs }: NameList, name: string): boolean {
  return exact.has(name) || globs.some((fits) => fits(name));
}
