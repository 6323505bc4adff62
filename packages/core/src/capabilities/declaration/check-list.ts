// What is wrong in one list of a declaration: entries that cannot be read, that stand twice, or that another one takes in.
import { normaliseName } from "../../normalise/name.ts";
import { parseDestinationPattern } from "../destination-pattern.ts";
import { isGlob } from "../glob.ts";
import { MAX_PATTERNS, readDestinations, readTools } from "./entries.ts";
import type { RuleProblem } from "../problem.ts";
import type { Entries } from "./entries.ts";

export type DeclarationProblemCode =
  | "bad-agent"
  | "bad-tool"
  | "bad-destination"
  | "bad-argument"
  | "bad-pattern"
  | "bad-command"
  | "bad-path"
  | "bad-recipient"
  | "bad-currency"
  | "bad-number"
  | "bad-schedule"
  | "empty-list"
  | "too-many-patterns"
  | "too-many-entries"
  | "duplicate"
  | "dead-entry"
  | "contradiction";
export type DeclarationProblem = RuleProblem<DeclarationProblemCode>;
export type Path = RuleProblem<string>["path"];

export function problem(path: Path, code: DeclarationProblemCode, message: string): DeclarationProblem {
  return { path, code, message };
}

export function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

export interface Kind {
  readonly code: DeclarationProblemCode;
  readonly expected: string;
  isGood(item: string): boolean;
  isPattern(item: string): boolean;
  read(items: readonly string[]): Entries;
}

export const TOOL: Kind = {
  code: "bad-tool",
  expected: "a tool name of 1 to 256 characters",
  isGood: (item) => item.trim() !== "" && item.length <= 256,
  isPattern: (item) => isGlob(normaliseName(item).exact),
  read: readTools,
};

export const AGENT: Kind = { ...TOOL, code: "bad-agent", expected: "an agent's name of 1 to 256 characters" };

export const DESTINATION: Kind = {
  code: "bad-destination",
  expected: "a host, `*.host`, an address or a network, each but the network with an optional `:port` and a path without `..`, `?` and `#`",
  isGood: (item) => parseDestinationPattern(item) !== undefined,
  isPattern: (item) => {
    const pattern = parseDestinationPattern(item);
    return pattern?.kind !== "host" || pattern.path !== undefined;
  },
  read: readDestinations,
};

/** `takesIn`: whether the entry at one place makes that at another needless; what both names say is compared already. */
export function checkList(items: readonly string[], path: Path, kind: Kind, takesIn: (outer: number, inner: number) => boolean = () => true): readonly DeclarationProblem[] {
  if (items.length === 0) return [problem(path, "empty-list", "expected at least one entry, found none: write `none` to permit nothing, or leave it out")];
  const patterns = items.filter((item) => kind.isGood(item) && kind.isPattern(item)).length;
  const tooMany = patterns > MAX_PATTERNS ? [problem(path, "too-many-patterns", `expected at most ${MAX_PATTERNS} entries with a pattern, found ${patterns}`)] : [];
  const entries = kind.read(items);
  return [...tooMany, ...items.flatMap((_, at) => checkEntry(items, at, path, kind, entries, takesIn))];
}

function checkEntry(items: readonly string[], at: number, path: Path, kind: Kind, entries: Entries, takesIn: (outer: number, inner: number) => boolean): readonly DeclarationProblem[] {
  const item = items[at] ?? "";
  if (!kind.isGood(item)) return [problem([...path, at], kind.code, `expected ${kind.expected}, found ${quote(item)}`)];
  const cover = entries.covering(item, (other) => other !== at && takesIn(other, at));
  if (cover === undefined) return [];
  const other = items[cover] ?? "";
  const isSame = kind.read([item]).covering(other) !== undefined;
  // Of two that say the same the later one is needless.
  if (isSame && takesIn(at, cover)) return cover < at ? [problem([...path, at], "duplicate", `expected every entry once, found ${quote(item)} again`)] : [];
  return [problem([...path, at], "dead-entry", `expected an entry that permits more, found ${quote(item)}, which ${quote(other)} takes in`)];
}

interface TextKind {
  readonly code: DeclarationProblemCode;
  readonly expected: string;
  isGood(item: string): boolean;
}

/** A list inside limits: entries that can be read, each once. */
export function checkTexts(items: readonly string[] | undefined, path: Path, { code, expected, isGood }: TextKind): readonly DeclarationProblem[] {
  if (items === undefined) return [];
  if (items.length === 0) return [problem(path, "empty-list", "expected at least one entry, found none: leave it out to state nothing")];
  return items.flatMap((item, at) => {
    if (!isGood(item)) return [problem([...path, at], code, `expected ${expected}, found ${quote(item)}`)];
    return items.indexOf(item) < at ? [problem([...path, at], "duplicate", `expected every entry once, found ${quote(item)} again`)] : [];
  });
}
