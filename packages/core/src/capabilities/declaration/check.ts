// What is wrong in a declaration that is well formed: it would permit less than its author thinks, or say nothing.
import { parseDestinationPattern } from "../destination-pattern.ts";
import { destinationCovers, toolCovers } from "./compare.ts";
import type { Declaration, Stated } from "../../words/declaration.ts";
import type { RuleProblem } from "../problem.ts";

export type DeclarationProblemCode = "bad-agent" | "bad-tool" | "bad-destination" | "empty-list" | "duplicate" | "dead-entry" | "contradiction";
export type DeclarationProblem = RuleProblem<DeclarationProblemCode>;

/** Every problem, in the order of the declaration; empty when there is none. */
export function checkDeclaration(declaration: Declaration): readonly DeclarationProblem[] {
  const { agent, tools, destinations, data } = declaration;
  return [
    ...(agent.trim() === "" ? [problem(["agent"], "bad-agent", "expected the agent's name, found an empty text")] : []),
    ...checkList(tools, ["tools"], "bad-tool", (tool) => (tool.trim() === "" || tool.length > 256 ? "a tool name of 1 to 256 characters" : undefined), toolCovers),
    ...checkList(destinations, ["destinations"], "bad-destination", expectDestination, destinationCovers),
    ...checkData(data, destinations),
  ];
}

type Path = RuleProblem<string>["path"];

function problem(path: Path, code: DeclarationProblemCode, message: string): DeclarationProblem {
  return { path, code, message };
}

function expectDestination(text: string): string | undefined {
  return parseDestinationPattern(text) === undefined ? "a host, `*.host`, an address or a network, each with an optional `:port`" : undefined;
}

function checkList(
  stated: Stated<string>,
  path: Path,
  badCode: DeclarationProblemCode,
  expectation: (item: string) => string | undefined,
  covers: (outer: string, inner: string) => boolean,
): readonly DeclarationProblem[] {
  if (stated.kind !== "only") return [];
  if (stated.items.length === 0) return [problem(path, "empty-list", "expected at least one entry, found none: write `none` to permit nothing, or leave it out")];
  return stated.items.flatMap((item, index) => {
    const at = [...path, index];
    const expected = expectation(item);
    if (expected !== undefined) return [problem(at, badCode, `expected ${expected}, found ${quote(item)}`)];
    const good = (other: string, place: number): boolean => place !== index && expectation(other) === undefined && covers(other, item);
    const cover = stated.items.find((other, place) => good(other, place) && (!covers(item, other) || place < index));
    if (cover === undefined) return [];
    return covers(item, cover)
      ? [problem(at, "duplicate", `expected every entry once, found ${quote(item)} again`)]
      : [problem(at, "dead-entry", `expected an entry that permits more than the others, found ${quote(item)}, which ${quote(cover)} already permits`)];
  });
}

function checkData(data: Declaration["data"], destinations: Declaration["destinations"]): readonly DeclarationProblem[] {
  if (data.kind !== "only") return [];
  return data.items.flatMap(({ label, destinations: items }, index) => {
    const path = ["data", index, "destinations"];
    const bad = checkList({ kind: "only", items }, path, "bad-destination", expectDestination, destinationCovers);
    if (destinations.kind === "not-stated") return bad;
    const declared = destinations.kind === "only" ? destinations.items : [];
    const beyond = items.flatMap((item, place) => {
      if (expectDestination(item) !== undefined || declared.some((outer) => destinationCovers(outer, item))) return [];
      return [problem([...path, place], "contradiction", `expected a declared destination for ${label} data, found ${quote(item)}`)];
    });
    return [...bad, ...beyond];
  });
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
