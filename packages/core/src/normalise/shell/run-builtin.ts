// Commands of the shell itself, which change what it knows or read more text.
import { inFolder } from "./argument-roles.ts";
import { UNKNOWN_PART, type UnknownThing } from "./command-reading.ts";
import { emit } from "./emit-command.ts";
import { assign, type Environment, forgetAll, UNKNOWN_VALUE } from "./environment.ts";
import type { Field } from "./expand-word.ts";
import { knownOutput } from "./known-output.ts";
import type { ReadArguments } from "./read-arguments.ts";
import type { Redirected } from "./redirect.ts";
import { runText } from "./run-text.ts";
import { nest, type Place, type ScriptRun } from "./script-run.ts";

interface BuiltinResult {
  /** False when it is to be read as a program. */
  readonly isDone: boolean;
  readonly output?: string | undefined;
}

const BUILTINS: ReadonlySet<string> = new Set(["eval", "trap", "source", ".", "export", "declare", "local", "readonly", "typeset", "unset", "read", "mapfile", "readarray", "getopts", "set", "shift", "cd", "pushd", "popd", "alias", "printf", "pwd"]);

/** Whether a command of this name may change what the shell knows. */
export function isBuiltin(name: string): boolean {
  return BUILTINS.has(name);
}

const NOT_DONE: BuiltinResult = { isDone: false };

export function runBuiltin(run: ScriptRun, name: string, words: readonly Field[], read: ReadArguments, place: Place, redirected: Redirected | undefined): BuiltinResult {
  if (!BUILTINS.has(name)) return NOT_DONE;
  const texts = words.map((field) => field.text);
  switch (name) {
    case "eval":
      return { isDone: true, output: runEval(run, texts.join(" "), "eval", words, read, place, redirected) };
    case "trap":
      if (texts.length < 2) return NOT_DONE;
      return { isDone: true, output: runEval(run, texts[0] ?? "", "trap", words, read, place, redirected) };
    case "source":
    case ".":
      return { isDone: true, output: runSource(run, name, words, read, place, redirected) };
    case "pwd":
      emit(run, place, name, words, read, redirected);
      return { isDone: true, output: place.environment.folder === "" ? ".\n" : place.environment.folder === undefined ? undefined : `${place.environment.folder}\n` };
    default:
      changeState(name, words, words.some((field) => field.isGlob || field.isLoose), place);
      return NOT_DONE;
  }
}

/** `isUnknown`: the words may be others, or more. */
function changeState(name: string, words: readonly Field[], isUnknown: boolean, place: Place): void {
  const { environment } = place;
  const texts = words.map((field) => field.text);
  switch (name) {
    case "export":
    case "declare":
    case "local":
    case "readonly":
    case "typeset":
      declare(environment, name, words, place);
      return;
    case "unset":
      for (const each of texts) {
        if (texts[0] === "-f") environment.doubtful.add(each);
        else if (!each.startsWith("-")) assign(environment, each, { elements: [], from: [] });
      }
      return;
    case "read":
    case "mapfile":
    case "readarray":
    case "getopts":
      for (const each of texts) if (/^[A-Za-z_]\w{0,127}$/.test(each)) assign(environment, each, { elements: undefined, from: place.inputs });
      if (texts.some((text) => text.includes(UNKNOWN_PART))) forgetAll(environment);
      return;
    case "set":
    case "shift":
      setPositional(environment, name, texts, isUnknown);
      return;
    case "cd":
    case "pushd":
    case "popd":
      changeFolder(environment, name === "popd" ? undefined : texts.find((text) => !text.startsWith("-") || text === "-"), isUnknown || name === "popd");
      return;
    case "alias":
      for (const each of texts) addAlias(environment, each);
      return;
    case "printf":
      if (texts[0] === "-v") printInto(environment, texts, place);
      return;
    default:
  }
}

function addAlias(environment: Environment, text: string): void {
  const equals = text.indexOf("=");
  if (equals > 0) environment.aliases.set(text.slice(0, equals), text.slice(equals + 1));
}

/** `printf -v name format …`. */
function printInto(environment: Environment, texts: readonly string[], place: Place): void {
  const output = knownOutput("printf", texts.slice(2), [], [], undefined);
  assign(environment, texts[1] ?? "", output === undefined ? UNKNOWN_VALUE : { elements: [output], from: place.inputs });
}

function runEval(run: ScriptRun, text: string, name: string, words: readonly Field[], read: ReadArguments, place: Place, redirected: Redirected | undefined): string | undefined {
  const isKnown = !text.includes(UNKNOWN_PART) && !words.some((field) => field.isGlob || field.isLoose);
  emit(run, { ...place, outputs: [] }, name, words, read, redirected, isKnown ? [] : ["script"]);
  const output = runText(run, text, nest(place, "eval"));
  if (isKnown) return output;
  forgetAll(place.environment);
  return undefined;
}

function runSource(run: ScriptRun, name: string, words: readonly Field[], read: ReadArguments, place: Place, redirected: Redirected | undefined): string | undefined {
  const path = words[0]?.text ?? "";
  const { environment } = place;
  const text = path === "/dev/stdin" ? place.input : environment.written.get(inFolder(environment.folder ?? "", path).replace(/^\.\//, ""));
  const files = path === "" || path.startsWith("/dev/") || path === UNKNOWN_PART ? [] : [{ path: inFolder(environment.folder ?? "", path), access: "execute" as const }];
  const unknown: UnknownThing[] = text === undefined ? ["script"] : [];
  if (path.includes(UNKNOWN_PART)) unknown.push("file");
  emit(run, place, name, words, { ...read, files, destinations: [] }, redirected, unknown);
  if (text !== undefined) return runText(run, text, nest(place, "script"));
  forgetAll(environment);
  return undefined;
}

/** `-x` alone changes no value; other letters may (`-i`, `-u`, `-n`). */
function declare(environment: Environment, name: string, words: readonly Field[], place: Place): void {
  const options = words.map(({ text }) => text).filter((text) => /^[-+][A-Za-z]/.test(text)).join("");
  const isPlain = !/[iluncA]/.test(options);
  for (const { text, written } of words) {
    if (text.startsWith("-") || text.startsWith("+")) continue;
    const found = /^([A-Za-z_]\w{0,127})(\+?)=/.exec(text);
    const variable = found?.[1] ?? text;
    const before = environment.variables.get(variable)?.elements?.[0];
    const value = text.slice(found?.[0].length ?? 0);
    if (name !== "export" && name !== "readonly" && environment.locals !== undefined && !environment.locals.has(variable)) environment.locals.set(variable, environment.variables.get(variable));
    if (found !== null) assign(environment, variable, { elements: !isPlain || (found[2] === "+" && before === undefined) ? undefined : [(found[2] === "+" ? (before ?? "") : "") + value], from: place.inputs }, written);
    else if (!isPlain || name === "local" || text.includes(UNKNOWN_PART)) assign(environment, variable, UNKNOWN_VALUE);
    if (name === "export" || options.includes("x")) environment.exported.add(variable);
  }
}

function setPositional(environment: Environment, name: string, texts: readonly string[], isUnknown: boolean): void {
  if (name === "shift") {
    environment.positional = texts.length === 0 || /^[0-9]{1,3}$/.test(texts[0] ?? "") ? environment.positional?.slice(Number(texts[0] ?? 1)) : undefined;
    return;
  }
  const dashes = texts.indexOf("--");
  if (isUnknown) environment.positional = undefined;
  else if (dashes >= 0) environment.positional = texts.slice(dashes + 1);
  else if (texts[0] !== undefined && !/^[-+]/.test(texts[0])) environment.positional = texts;
}

function changeFolder(environment: Environment, to: string | undefined, isUnknown: boolean): void {
  if (isUnknown || to === "-" || to?.includes(UNKNOWN_PART) === true) environment.folder = undefined;
  else if (to === undefined) environment.folder = "~";
  else if (/^[/~]/.test(to)) environment.folder = to;
  else environment.folder = environment.folder === undefined ? undefined : to === "." ? environment.folder : inFolder(environment.folder, to);
}
