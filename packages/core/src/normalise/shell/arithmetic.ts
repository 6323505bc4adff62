// Where a shell takes a text for a number or a name, it may run what stands in a subscript of it: `x='a[$(id)]'; echo $((x))`.
import type { Value } from "./environment.ts";
import type { Expansion, Field } from "./expand-word.ts";
import { UNKNOWN_PART } from "./command-reading.ts";

type Sources = Pick<Expansion, "environment" | "isNumber" | "spend">;

/** Whether working out the text may run commands: it, or a variable that it names, holds a substitution, or anything that a program printed. */
export function mayRunCommands(text: string, sources: Sources): boolean {
  const seen = new Set<string>();
  const pending = [text];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.length > 1_024 || holdsSubstitution(next)) return true;
    sources.spend(next.length);
    for (const [name] of next.matchAll(/[A-Za-z_]\w{0,127}/g)) {
      if (seen.has(name)) continue;
      if (seen.size >= 32) return true;
      seen.add(name);
      const value = sources.environment.variables.get(name);
      if (value?.elements === undefined ? isPrinted(value, sources) : value.from.length > 0 && isPrinted(value, sources)) return true;
      pending.push(...(value?.elements ?? []).filter((element) => !/^-?[0-9]{1,20}$/.test(element)));
    }
  }
  return false;
}

function isPrinted(value: Value | undefined, { isNumber }: Sources): boolean {
  return value !== undefined && value.elements?.every((element) => !element.includes(UNKNOWN_PART)) !== true && !isNumber(value.from);
}

function holdsSubstitution(text: string): boolean {
  return text.includes("$(") || text.includes("`") || text.includes("${");
}

/** A text that stands for a variable: `a[$(id)]`. */
export function isRunningName(text: string): boolean {
  const bracket = text.indexOf("[");
  return bracket > 0 && holdsSubstitution(text.slice(bracket));
}

const COMPARISONS = new Set(["-eq", "-ne", "-lt", "-le", "-gt", "-ge"]);

/** The words of `[[ … ]]`. */
export function testMayRun(fields: readonly Field[], printed: readonly number[], sources: Sources): boolean {
  if (namesInTest(fields)) return true;
  if (!fields.some(({ text }) => COMPARISONS.has(text))) return false;
  return !sources.isNumber(printed) || fields.some(({ text }, at) => [fields[at - 1], fields[at + 1]].some((beside) => beside !== undefined && COMPARISONS.has(beside.text)) && mayRunCommands(text, sources));
}

/** `-v` asks for a variable by its name. */
function namesInTest(fields: readonly Field[]): boolean {
  return fields.some(({ text }, at) => text !== "" && (fields[at - 1]?.text === "-v" || fields[at - 1]?.text === "-R") && (isRunningName(text) || text.includes(UNKNOWN_PART)));
}

/** Commands of the shell that take words for names or numbers. */
export function builtinMayRun(name: string, words: readonly Field[], sources: Sources): boolean {
  switch (name) {
    case "test":
    case "[":
      return namesInTest(words);
    case "let":
      return words.some(({ text }) => mayRunCommands(text, sources));
    case "printf":
      return words[0]?.text.startsWith("-v") === true && words.slice(0, 2).some(({ text }) => isRunningName(text));
    case "declare":
    case "typeset":
    case "local":
    case "export":
    case "readonly": {
      const isInteger = words.some(({ text }) => /^-[a-zA-Z]{0,8}i/.test(text));
      return words.some(({ text }) => isRunningName(text.split("=", 1)[0] ?? "") || (isInteger && text.includes("=") && mayRunCommands(text.slice(text.indexOf("=") + 1), sources)));
    }
    case "read":
    case "unset":
    case "mapfile":
    case "readarray":
    case "getopts":
    case "wait":
      return words.some(({ text }) => isRunningName(text));
    default:
      return false;
  }
}
