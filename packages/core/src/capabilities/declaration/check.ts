// What is wrong in a declaration that is well formed: it would permit less than its author thinks, or say nothing.
import { normaliseName } from "../../normalise/name.ts";
import { parseDestinationPattern } from "../destination-pattern.ts";
import { isGlob } from "../glob.ts";
import { MAX_PATTERNS, readDestinations, readTools } from "./entries.ts";
import type { Declaration, Stated } from "../../words/declaration.ts";
import type { RuleProblem } from "../problem.ts";
import type { Entries } from "./entries.ts";

export type DeclarationProblemCode = "bad-agent" | "bad-tool" | "bad-destination" | "empty-list" | "too-many-patterns" | "duplicate" | "dead-entry" | "contradiction";
export type DeclarationProblem = RuleProblem<DeclarationProblemCode>;

/** Every problem, in the order of the declaration; empty when there is none. */
export function checkDeclaration(declaration: Declaration): readonly DeclarationProblem[] {
  const { agent, tools, destinations, data } = declaration;
  return [
    ...(agent.trim() === "" ? [problem(["agent"], "bad-agent", "expected the agent's name, found an empty text")] : []),
    ...checkStated(tools, ["tools"], TOOL),
    ...checkStated(destinations, ["destinations"], DESTINATION),
    ...checkData(data, destinations),
  ];
}

interface Kind {
  readonly code: DeclarationProblemCode;
  readonly expected: string;
  isGood(item: string): boolean;
  isPattern(item: string): boolean;
  read(items: readonly string[]): Entries;
}

const TOOL: Kind = {
  code: "bad-tool",
  expected: "a tool name of 1 to 256 characters",
  isGood: (item) => item.trim() !== "" && item.length <= 256,
  isPattern: (item) => isGlob(normaliseName(item).exact),
  read: readTools,
};

const DESTINATION: Kind = {
  code: "bad-destination",
  expected: "a host, `*.host`, an address or a network, each but the network with an optional `:port`",
  isGood: (item) => parseDestinationPattern(item) !== undefined,
  isPattern: (item) => parseDestinationPattern(item)?.kind !== "host",
  read: readDestinations,
};

type Path = RuleProblem<string>["path"];

function problem(path: Path, code: DeclarationProblemCode, message: string): DeclarationProblem {
  return { path, code, message };
}

function checkStated(stated: Stated<string>, path: Path, kind: Kind): readonly DeclarationProblem[] {
  return stated.kind === "only" ? checkList(stated.items, path, kind) : [];
}

function checkList(items: readonly string[], path: Path, kind: Kind): readonly DeclarationProblem[] {
  if (items.length === 0) return [problem(path, "empty-list", "expected at least one entry, found none: write `none` to permit nothing, or leave it out")];
  const patterns = items.filter((item) => kind.isGood(item) && kind.isPattern(item)).length;
  const tooMany = patterns > MAX_PATTERNS ? [problem(path, "too-many-patterns", `expected at most ${MAX_PATTERNS} entries with a pattern, found ${patterns}`)] : [];
  const entries = kind.read(items);
  return [...tooMany, ...items.flatMap((item, at) => checkEntry(items, at, item, path, kind, entries))];
}

function checkEntry(items: readonly string[], at: number, item: string, path: Path, kind: Kind, entries: Entries): readonly DeclarationProblem[] {
  const here = [...path, at];
  if (!kind.isGood(item)) return [problem(here, kind.code, `expected ${kind.expected}, found ${quote(item)}`)];
  const cover = entries.covering(item, at);
  if (cover === undefined) return [];
  const other = items[cover] ?? "";
  const isSame = kind.read([item]).covering(other) !== undefined;
  if (!isSame) return [problem(here, "dead-entry", `expected an entry that permits more than the others, found ${quote(item)}, which ${quote(other)} already permits`)];
  return cover < at ? [problem(here, "duplicate", `expected every entry once, found ${quote(item)} again`)] : [];
}

function checkData(data: Declaration["data"], destinations: Declaration["destinations"]): readonly DeclarationProblem[] {
  if (data.kind !== "only") return [];
  const declared = destinations.kind === "not-stated" ? undefined : readDestinations(destinations.kind === "only" ? destinations.items : []);
  return data.items.flatMap(({ label, destinations: items }, index) => {
    const path = ["data", index, "destinations"];
    const beyond = items.flatMap((item, at) => {
      if (declared === undefined || !DESTINATION.isGood(item) || declared.covering(item) !== undefined) return [];
      return [problem([...path, at], "contradiction", `expected a declared destination for ${label} data, found ${quote(item)}`)];
    });
    return [...checkList(items, path, DESTINATION), ...beyond];
  });
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
