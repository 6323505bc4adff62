// One simple command: its settings, its words, its redirections; functions and aliases that stand for others.
import { mayRunCommands } from "./arithmetic.ts";
import { assign, type Environment, type Value } from "./environment.ts";
import { type Expansion, expandText, expandWords, type Field, plainField } from "./expand-word.ts";
import { expansionAt, redirect, type Redirected } from "./redirect.ts";
import { runProgram } from "./run-program.ts";
import { emit } from "./emit-command.ts";
import type { Assignment, Node, Part, Word } from "./script.ts";
import { nest, type Place, type ScriptRun } from "./script-run.ts";
import { plainText } from "./simple-reader.ts";
import { pathTemplate } from "./steering-variables.ts";
import { readArguments } from "./read-arguments.ts";

type RunNode = (run: ScriptRun, node: Node, place: Place) => string | undefined;

/** Answers what it prints, where that is known. */
export function runSimple(run: ScriptRun, node: Extract<Node, { kind: "simple" }>, place: Place, runNode: RunNode): string | undefined {
  const from: number[] = [];
  const expansion = expansionAt(run, place, from);
  const fields = DECLARING.has(plainText(node.words[0] ?? [])) ? declaredFields(node.words, expansion) : expandWords(node.words, expansion);
  const [name] = fields;
  const before = name === undefined ? [] : node.assignments.map((each) => ({ name: each.name, value: place.environment.variables.get(each.name), isExported: place.environment.exported.has(each.name), isSteering: place.environment.steering.has(each.name) }));
  for (const assignment of node.assignments) setVariable(place.environment, assignment, expansion, name !== undefined);
  const redirected = redirect(run, node.redirections, place);
  const outputs: number[] = [];
  const inner: Place = { ...redirected.place, outputs, inputs: mergeInputs(redirected.place.inputs, from) };
  const output = name === undefined ? runNothing(run, inner, redirected) : runNamed(run, fields, inner, redirected, runNode);
  for (const each of before) restore(place.environment, each);
  redirected.attach([], output);
  if (redirected.isSilent) return "";
  place.outputs.push(...outputs);
  return output;
}

function mergeInputs(inputs: readonly number[], from: readonly number[]): readonly number[] {
  return from.length === 0 ? inputs : [...new Set([...inputs, ...from])];
}

const DECLARING = new Set(["export", "declare", "local", "readonly", "typeset"]);

/** `export A=$B`: what follows `=` is not split. */
function declaredFields(words: readonly Word[], expansion: Expansion): Field[] {
  return words.flatMap((word) => {
    const [first] = word;
    if (first?.kind !== "text" || first.isQuoted || !first.text.includes("=")) return expandWords([word], expansion);
    const written = first.text.startsWith("PATH=") ? { written: pathTemplate(word, !expansion.environment.steering.has("PATH")).slice(5) } : {};
    return [{ ...plainField(expandText(word, expansion)), ...written }];
  });
}

function setVariable(environment: Environment, assignment: Assignment, expansion: Expansion, isForCommand: boolean): void {
  const mark = expansion.from.length;
  const value = assignedValue(assignment, expansion);
  const from = expansion.from.slice(mark);
  const bracket = assignment.name.indexOf("[");
  const name = bracket < 0 ? assignment.name : assignment.name.slice(0, bracket);
  const before = environment.variables.get(name);
  let next: Value = { elements: value, from };
  if (bracket >= 0 && mayRunCommands(assignment.name.slice(bracket), expansion)) expansion.unlisted();
  if (bracket >= 0) next = { elements: undefined, from: [...(before?.from ?? []), ...from] };
  else if (assignment.isAppended) next = { elements: appended(before?.elements, value, assignment.isArray), from: [...(before?.from ?? []), ...from] };
  assign(environment, name, next, name === "PATH" ? writtenPath(environment, assignment) : undefined);
  if (isForCommand) environment.exported.add(name);
}

/** `PATH+=:/x` begins with what was there. */
function writtenPath(environment: Environment, { value, isAppended }: Assignment): string {
  const word = value.flatMap((part) => ("kind" in part ? [part] : part));
  return pathTemplate(isAppended ? [OWN_PATH_PART, ...word] : word, !environment.steering.has("PATH"));
}

const OWN_PATH_PART: Part = { kind: "parameter", name: "PATH", operator: "", argument: [], isQuoted: true };

function assignedValue(assignment: Assignment, expansion: Expansion): readonly string[] | undefined {
  if (assignment.isArray) {
    const fields = expandWords(assignment.value.map((word) => ("kind" in word ? [word] : word)), expansion);
    return fields.some((field) => field.isGlob || field.isLoose || /^\[[^\]]{0,64}\]=/.test(field.text)) ? undefined : fields.map((field) => field.text);
  }
  const parts = assignment.value.flatMap((part) => ("kind" in part ? [part] : []));
  return [parts.length === 0 ? "" : expandText(parts, expansion)];
}

function appended(before: readonly string[] | undefined, value: readonly string[] | undefined, isArray: boolean): readonly string[] | undefined {
  if (before === undefined || value === undefined) return undefined;
  const text = (before[0] ?? "") + (value[0] ?? "");
  if (!isArray) return text.length > 65_536 ? undefined : [text, ...before.slice(1)];
  return before.length + value.length > 256 ? undefined : [...before, ...value];
}

function restore(environment: Environment, { name, value, isExported, isSteering }: { name: string; value: Value | undefined; isExported: boolean; isSteering: boolean }): void {
  if (value === undefined) environment.variables.delete(name);
  else environment.variables.set(name, value);
  if (!isExported) environment.exported.delete(name);
  if (!isSteering) environment.steering.delete(name);
}

/** Settings or redirections alone: `>file` makes one, `$(<file)` reads one. */
function runNothing(run: ScriptRun, place: Place, redirected: Redirected): string | undefined {
  if (redirected.findings.files.length + redirected.findings.destinations.length > 0) emit(run, place, "", [], readArguments("echo", [], ""), redirected);
  return redirected.findings.files.some((file) => file.access === "read") ? place.input : "";
}

function runNamed(run: ScriptRun, fields: readonly Field[], place: Place, redirected: Redirected, runNode: RunNode): string | undefined {
  const name = fields[0]?.text ?? "";
  const body = place.environment.functions.get(name);
  const isDoubtful = place.environment.doubtful.has(name);
  const output = body === undefined ? undefined : runFunction(run, name, body, fields.slice(1), place, redirected, runNode);
  if (body !== undefined && !isDoubtful) return output;
  const printed = runProgram(run, fields, place, redirected);
  return body === undefined ? printed : undefined;
}

function runFunction(run: ScriptRun, name: string, body: Node, words: readonly Field[], place: Place, redirected: Redirected, runNode: RunNode): string | undefined {
  run.called.add(name);
  const { environment } = place;
  const { positional, locals } = environment;
  environment.locals = new Map();
  environment.positional = words.some((field) => field.isGlob || field.isLoose) ? undefined : words.map((field) => field.text);
  // A variable that holds output goes into the body with the words.
  const output = runNode(run, body, nest(place, "function", { hasInput: place.hasInput || redirected.text !== undefined }));
  for (const [variable, value] of environment.locals) {
    if (value === undefined) environment.variables.delete(variable);
    else environment.variables.set(variable, value);
  }
  environment.locals = locals;
  environment.positional = positional;
  redirected.attach(place.outputs, undefined);
  return output;
}

/** Functions that nothing called: another text may. */
export function runUncalled(run: ScriptRun, place: Place, runNode: RunNode): void {
  for (const [name, body] of place.environment.functions) {
    if (run.called.has(name)) continue;
    run.called.add(name);
    place.environment.positional = undefined;
    runNode(run, body, nest(place, "function", { outputs: [] }));
  }
}
