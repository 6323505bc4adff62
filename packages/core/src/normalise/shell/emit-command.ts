// Puts one command into the reading.
import { markUnknown } from "./argument-roles.ts";
import type { ReadArguments } from "./read-arguments.ts";
import type { ShellFile, UnknownThing } from "./command-reading.ts";
import type { Field } from "./expand-word.ts";
import type { Redirected } from "./redirect.ts";
import { SHELL_LIMITS } from "./script.ts";
import type { Place, ScriptRun } from "./script-run.ts";

/** Answers its index, -1 when there is no more room. `extra`: more that is not known of it. */
export function emit(run: ScriptRun, place: Place, executable: string, words: readonly Field[], read: ReadArguments, redirected: Redirected | undefined, extra: readonly UnknownThing[] = []): number {
  if (run.commands.length >= SHELL_LIMITS.commands) {
    run.gaps.add("commands");
    return -1;
  }
  if (words.length > SHELL_LIMITS.words) run.gaps.add("words");
  const texts = redirected?.text === undefined ? read.texts : [...read.texts, redirected.text];
  const { unknown } = read;
  for (const thing of extra) markUnknown(unknown, thing);
  if (redirected !== undefined) for (const thing of redirected.findings.unknown) markUnknown(unknown, thing);
  if (words.some((field) => field.isLoose)) markUnknown(unknown, "arguments");
  if (place.environment.steering.size > 0 && !isOwnWork(executable, place)) markUnknown(unknown, "environment");
  const index = run.commands.length;
  run.commands.push({
    executable,
    words: textsOf(words.length > SHELL_LIMITS.words ? words.slice(0, SHELL_LIMITS.words) : words),
    operands: textsOf(read.operands),
    subcommand: read.subcommand,
    options: read.options,
    files: redirected === undefined ? read.files : mergeFiles(read.files, redirected.findings.files),
    destinations: redirected === undefined || redirected.findings.destinations.length === 0 ? read.destinations : [...new Set([...read.destinations, ...redirected.findings.destinations])],
    inputs: place.inputs,
    through: place.through,
    ...(texts.length === 0 ? {} : { text: texts.join(executable === "echo" ? " " : "\n").slice(0, SHELL_LIMITS.value) }),
    unknown,
  });
  place.outputs.push(index);
  return index;
}

/** What the shell does itself, whatever the search path says. */
const OWN_WORK = new Set([":", "[", "alias", "break", "cd", "continue", "declare", "echo", "eval", "exit", "export", "false", "hash", "local", "popd", "printf", "pushd", "pwd", "read", "readonly", "return", "set", "shift", "shopt", "test", "trap", "true", "type", "typeset", "ulimit", "umask", "unset", "wait"]);

function isOwnWork(executable: string, { through }: Place): boolean {
  return executable === "" || (OWN_WORK.has(executable) && through.at(-1) !== "wrapper");
}

export function textsOf(fields: readonly Field[]): string[] {
  return fields.map((field) => field.text);
}

function mergeFiles(files: readonly ShellFile[], more: readonly ShellFile[]): readonly ShellFile[] {
  return more.length === 0 ? files : [...files, ...more.filter((file) => !files.some((other) => other.path === file.path && other.access === file.access))];
}
