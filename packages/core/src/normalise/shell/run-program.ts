// A command by its words: which program it is, what it says of itself, and what it runs in turn.
import { addFile, inFolder, type Nested } from "./argument-roles.ts";
import { builtinMayRun } from "./arithmetic.ts";
import { runBuiltin } from "./run-builtin.ts";
import { readCode, scriptLanguage } from "./code-reading.ts";
import { UNKNOWN_PART, type UnknownThing } from "./command-reading.ts";
import { assign, childEnvironment, type Environment, newEnvironment } from "./environment.ts";
import { emit, textsOf } from "./emit-command.ts";
import { type Field, plainField } from "./expand-word.ts";
import { hiddenScripts, ownWords } from "./hidden-scripts.ts";
import { knownOutput, PRINTS } from "./known-output.ts";
import { type ReadArguments, readArguments } from "./read-arguments.ts";
import { expansionAt, type Redirected } from "./redirect.ts";
import { mayGoOn, nest, type Place, type ScriptRun } from "./script-run.ts";
import { runText } from "./run-text.ts";
import { runWindowsProgram } from "./windows-programs.ts";

/** `fields`: the executable and its words. `redirected`: absent for a command that another one starts. */
export function runProgram(run: ScriptRun, fields: readonly Field[], place: Place, redirected: Redirected | undefined): string | undefined {
  const [name, ...words] = fields;
  if (name === undefined || !mayGoOn(run, place, fields.length)) return undefined;
  if (name.text === "" || name.isGlob || name.isLoose || name.text.includes(UNKNOWN_PART)) {
    emit(run, place, "", words, readArguments("", words, folderOf(place)), redirected, ["executable"]);
    return undefined;
  }
  const executable = baseName(name.text);
  const isWindows = runWindowsProgram(run, executable, words, place, redirected);
  if (isWindows) return undefined;
  const read = readArguments(entryName(executable), ownWords(executable, words), folderOf(place));
  if (name.text.includes("/")) addFile(read, name, "execute");
  const expansion = expansionAt(run, place, []);
  if (builtinMayRun(executable, words, expansion)) expansion.unlisted();
  const builtin = runBuiltin(run, executable, words, read, place, redirected);
  if (builtin.isDone) return builtin.output;
  const { nested, unknown } = nestedOf(run, executable, words, read, place);
  const index = emit(run, place, executable, words, read, redirected, unknown);
  const alias = place.environment.aliases.get(name.text);
  if (alias !== undefined) runText(run, [alias, ...words.map((field) => field.text)].join(" "), nest(place, "eval"));
  let inner: string | undefined;
  for (const each of nested) inner = runNested(run, each, executable, read, place);
  if (name.text.includes("/")) runWritten(run, name.text, read, place);
  if (nested.length > 0) return inner;
  if (index < 0) return undefined;
  if (!PRINTS.has(executable)) return undefined;
  const isUnknown = executable !== "cat" && words.some((field) => field.isGlob || field.isLoose);
  return knownOutput(executable, isUnknown ? [UNKNOWN_PART] : textsOf(words), read.options, textsOf(read.operands), place.input);
}

function folderOf(place: Place): string {
  return place.environment.folder ?? "";
}

function baseName(path: string): string {
  return path.includes("/") ? (path.slice(path.lastIndexOf("/") + 1) || path) : path.includes("\\") ? path.slice(path.lastIndexOf("\\") + 1) : path;
}

/** `python3.11` is `python3` to the table. */
function entryName(executable: string): string {
  const last = executable.charCodeAt(executable.length - 1);
  if (last < 0x30 || last > 0x39) return executable;
  return executable.replace(/^(python|pip|node|ruby|perl|php|lua)([23]?)(?:\.[0-9]{1,3}){0,2}$/, "$1$2");
}

interface NestedAndUnknown {
  readonly nested: readonly Nested[];
  readonly unknown: readonly UnknownThing[];
}

/** What it runs: said by its words, hidden in them, or read from its input. */
function nestedOf(run: ScriptRun, executable: string, words: readonly Field[], read: ReadArguments, place: Place): NestedAndUnknown {
  const unknown: UnknownThing[] = [];
  if (executable === "command" && (read.options.includes("-v") || read.options.includes("-V"))) return { nested: [], unknown };
  const nested = [...read.nested, ...hiddenScripts(executable, words, read)].map((each) => withWrittenCode(each, read, place));
  if (read.entryName.startsWith("xargs") || read.entryName.startsWith("parallel")) return { nested: nested.map((each) => withUnknownWords(each, replacedMark(words, read), place)), unknown };
  for (const each of nested) if (each.kind === "code") addCode(run, each.text, read, unknown);
  // A shell on another machine, or of another user, reads its commands like one here.
  const isSession = SESSIONS.has(executable) && nested.length === 0 && place.hasInput;
  if (isSession && place.input !== undefined) return { nested: [{ kind: "shell", text: place.input, isRemote: true, fields: [] }], unknown: place.input.includes(UNKNOWN_PART) ? ["script"] : [] };
  if (isSession) return { nested, unknown: ["script", "input"] };
  const isReader = read.language !== "" && read.language !== "awk" ? "code" : SHELLS.has(executable) ? "shell" : undefined;
  const readsInput = isReader !== undefined && !nested.some((each) => each.kind !== "file" || each.path !== "-") && !read.options.some((option) => INNER.has(option)) && (place.hasInput || read.options.includes("-s"));
  for (const each of nested) if (each.kind === "file" && each.path !== "-" && each.path !== "" && writtenText(each.path, place) === undefined && !unknown.includes("script")) unknown.push("script");
  if (!readsInput) return { nested: nested.filter((each) => each.kind !== "file" || each.path !== "-"), unknown };
  if (place.input === undefined || place.input.includes(UNKNOWN_PART)) unknown.push("script");
  if (place.input === undefined) return { nested: [], unknown: [...unknown, "input"] };
  if (isReader === "code") addCode(run, place.input, read, unknown);
  return { nested: [isReader === "code" ? { kind: "code", text: place.input } : { kind: "shell", text: place.input, isRemote: false, fields: [plainField(PIPED)] }], unknown };
}

/** A program in another language that the text itself wrote. */
function withWrittenCode(nested: Nested, read: ReadArguments, place: Place): Nested {
  const text = nested.kind === "file" && read.language !== "" ? writtenText(nested.path, place) : undefined;
  return text === undefined ? nested : { kind: "code", text };
}

/** Marks a text that came in over standard input. */
const PIPED = "-";
const SHELLS = new Set(["sh", "bash", "dash", "zsh", "ksh", "ash", "fish", "rbash"]);
const SESSIONS = new Set(["ssh", "su", "at", "batch"]);
const INNER = new Set(["-m", "--version", "-V", "--help", "-h"]);

/** Words that come from the input stand at the end, or where `-I` says. */
function withUnknownWords(nested: Nested, mark: string | undefined, place: Place): Nested {
  if (nested.kind !== "command") return nested;
  const known = place.input !== undefined && !place.input.includes(UNKNOWN_PART) && !/["'\\]/.test(place.input) && place.input.length < 2048 ? place.input : undefined;
  if (mark === undefined) return { ...nested, fields: [...nested.fields, ...(known === undefined ? [{ text: UNKNOWN_PART, isGlob: false, isLoose: true }] : known.split(/\s/).filter((word) => word !== "").map(plainField))] };
  const value = known === undefined || known.trimEnd().includes("\n") ? UNKNOWN_PART : known.trim();
  return { ...nested, fields: nested.fields.map((field) => ({ ...field, text: field.text.replaceAll(mark, () => value) })) };
}

/** What stands for a word of the input: `-I%` names it. */
function replacedMark(words: readonly Field[], read: ReadArguments): string | undefined {
  const at = words.findIndex((field) => field.text.startsWith("-I"));
  if (read.options.includes("-I") && at >= 0) return (words[at]?.text ?? "").slice(2) || words[at + 1]?.text || "{}";
  return read.options.includes("-i") || read.options.includes("--replace") || read.entryName === "parallel" ? "{}" : undefined;
}

function addCode(run: ScriptRun, code: string, read: ReadArguments, unknown: UnknownThing[]): void {
  run.work.steps += code.length;
  const found = readCode(code, read.language);
  for (const destination of found.destinations) if (!read.destinations.includes(destination)) read.destinations.push(destination);
  for (const { path, access } of found.files) addFile(read, plainField(path), access);
  if (found.isUnknown && !unknown.includes("script")) unknown.push("script");
}

function runNested(run: ScriptRun, nested: Nested, executable: string, read: ReadArguments, place: Place): string | undefined {
  switch (nested.kind) {
    case "command":
      return runProgram(run, nested.fields, nested.isRemote ? nest(place, "remote", { environment: newEnvironment() }) : nest(place, "wrapper", { environment: executable === "exec" || executable === "command" || executable === "builtin" ? place.environment : wrappedEnvironment(read, place) }), undefined);
    case "shell":
      return runShell(run, nested, read, place);
    case "code":
      runCode(run, nested.text, read.language, place);
      return undefined;
    case "file": {
      const text = writtenText(nested.path, place);
      if (text === undefined) return undefined;
      return runText(run, text, nest(place, "script", { environment: childEnvironment(place.environment, read.operands.slice(1).map((field) => field.text)) }));
    }
    default:
      return nested satisfies never;
  }
}

/** `env A=b program`. */
function wrappedEnvironment({ settings }: ReadArguments, place: Place): Environment {
  const environment = childEnvironment(place.environment, undefined);
  for (const { text } of settings) {
    const equals = text.indexOf("=");
    const value = text.slice(equals + 1);
    assign(environment, text.slice(0, equals), { elements: [value], from: place.inputs });
    environment.exported.add(text.slice(0, equals));
  }
  return environment;
}

function writtenText(path: string, place: Place): string | undefined {
  return place.environment.written.get(inFolder(folderOf(place), path).replace(/^\.\//, ""));
}

/** A file that the text itself wrote is run as what was written. */
function runWritten(run: ScriptRun, path: string, read: ReadArguments, place: Place): void {
  const text = writtenText(path, place);
  const language = text === undefined ? "" : scriptLanguage(text);
  if (text !== undefined && language !== "") runCode(run, text, language, place);
  else if (text !== undefined) runText(run, text, nest(place, "script", { environment: childEnvironment(place.environment, read.operands.map((field) => field.text)) }));
}

function runCode(run: ScriptRun, code: string, language: string, place: Place): void {
  const { scripts, programs } = readCode(code, language);
  const inner = nest(place, "script", { environment: childEnvironment(place.environment, undefined) });
  for (const script of scripts) runText(run, script, inner);
  for (const program of programs) runProgram(run, program.map(plainField), inner, undefined);
}

function runShell(run: ScriptRun, nested: Extract<Nested, { kind: "shell" }>, read: ReadArguments, place: Place): string | undefined {
  if (nested.isRemote) return runText(run, nested.text, nest(place, "remote", { environment: newEnvironment() }));
  const isPiped = nested.fields[0]?.text === PIPED;
  // After the text of `-c` comes the name it goes by, then its own words.
  const values = read.operands.slice(isPiped ? 0 : 1).map((field) => field.text);
  const environment = childEnvironment(place.environment, isPiped ? values : values.slice(1));
  environment.programName = isPiped ? undefined : values[0];
  if (!isPiped) return runText(run, nested.text, nest(place, "script", { environment }));
  const isDocument = place.inputs.length === 0;
  // What it reads is used up by the script.
  return runText(run, nested.text, nest(place, isDocument ? "here-document" : "pipe", { environment, inputs: [], input: undefined, hasInput: false }));
}
