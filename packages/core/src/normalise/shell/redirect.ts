// Redirections: what a command reads, which files it names, and whether its output still goes on.
import { emit } from "./emit-command.ts";
import { addRedirected, readArguments } from "./read-arguments.ts";
import { type Findings, inFolder, newFindings } from "./argument-roles.ts";
import { UNKNOWN_PART } from "./command-reading.ts";
import { copyEnvironment } from "./environment.ts";
import { expandText, expandWords, type Expansion, type Field, plainField } from "./expand-word.ts";
import type { List, Redirection, Word } from "./script.ts";
import { nest, type Place, type ScriptRun } from "./script-run.ts";

export interface Redirected {
  /** The place with what the redirections read. */
  readonly place: Place;
  readonly findings: Findings;
  /** Text of a here-document or here-string. */
  readonly text: string | undefined;
  /** Standard output goes to a file. */
  readonly isSilent: boolean;
  /** Gives the files to the commands that stand inside, and remembers what was written. */
  readonly attach: (outputs: readonly number[], output: string | undefined) => void;
}

/** Programs that print numbers, whatever they are given. */
const NUMBERS = new Set(["wc", "date", "expr", "seq", "nproc", "bc", "id", "pgrep", "sysctl", "cksum"]);

/** How words are expanded at a place; commands whose output goes into them are added to `from`. */
export function expansionAt(run: ScriptRun, place: Place, from: number[]): Expansion {
  const runInner = (list: List): { outputs: number[]; output: string | undefined } => {
    const outputs: number[] = [];
    const output = run.runList(run, list, nest(place, "substitution", { environment: copyEnvironment(place.environment), outputs }));
    return { outputs, output };
  };
  return {
    environment: place.environment,
    from,
    substitute: (list) => {
      const { outputs, output } = runInner(list);
      return { elements: output === undefined ? undefined : [withoutLineEnds(output)], from: outputs };
    },
    process: (list) => runInner(list).outputs,
    spend: (steps) => {
      run.work.steps += steps;
    },
    unlisted: () => {
      const last = run.commands.at(-1);
      if (last?.executable !== "" || !last.unknown.includes("commands")) emit(run, nest(place, "substitution", { inputs: [], outputs: [] }), "", [], readArguments("", [], ""), undefined, ["executable", "commands"]);
    },
    isNumber: (indexes) => indexes.every((index) => NUMBERS.has(run.commands[index]?.executable ?? "")),
  };
}

function withoutLineEnds(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0x0a) end--;
  return text.slice(0, end);
}

export function redirect(run: ScriptRun, redirections: readonly Redirection[], place: Place): Redirected {
  const findings = newFindings(place.environment.folder ?? "");
  if (redirections.length === 0) return { place, findings, text: undefined, isSilent: false, attach: () => {} };
  const from: number[] = [];
  const expansion = expansionAt(run, place, from);
  let reads: Pick<Place, "input" | "inputs" | "hasInput"> = { input: place.input, inputs: place.inputs, hasInput: place.hasInput };
  let text: string | undefined;
  let written: Field | undefined;
  let isAppended = false;
  for (const { operator, descriptor, target, isAmbiguous } of redirections) {
    if (isAmbiguous === true) expansion.unlisted();
    if (operator === "<<" || operator === "<<<") {
      text = expandText(target, expansion) + (operator === "<<<" ? "\n" : "");
      reads = { input: text, inputs: [...from], hasInput: true };
      continue;
    }
    const field = targetField(target, expansion);
    if (/^(?:[0-9]{1,5}-?|-)$/.test(field.text) && operator.endsWith("&")) continue;
    addRedirected(findings, operator, field);
    const isInput = operator === "<" && (descriptor === "" || descriptor === "0");
    if (isInput) reads = { input: place.environment.written.get(inFolder(findings.folder, field.text)), inputs: field.text === "/dev/fd/63" ? [...from] : [], hasInput: true };
    else if (operator !== "<" && operator !== "<&" && descriptor !== "2" && operator !== "<>") {
      written = field;
      isAppended = operator.includes(">>");
    }
  }
  const attach = (outputs: readonly number[], output: string | undefined): void => {
    if (written !== undefined) remember(place, inFolder(findings.folder, written.text), output, isAppended);
    for (const index of findings.files.length + findings.destinations.length > 0 ? outputs.slice(-1) : []) {
      const command = run.commands[index];
      if (command !== undefined) run.commands[index] = { ...command, files: [...command.files, ...findings.files], destinations: [...command.destinations, ...findings.destinations], unknown: [...new Set([...command.unknown, ...findings.unknown])] };
    }
  };
  return { place: { ...place, ...reads }, findings, text, isSilent: written !== undefined, attach };
}

function targetField(target: Word, expansion: Expansion): Field {
  const fields = expandWords([target], expansion);
  return fields.length === 1 ? (fields[0] ?? plainField(UNKNOWN_PART)) : plainField(UNKNOWN_PART);
}

/** The text of a file that the script wrote, so that running it is running that text. */
function remember(place: Place, path: string, output: string | undefined, isAppended: boolean): void {
  const { written } = place.environment;
  if (written.size >= 64 || path.includes(UNKNOWN_PART)) return;
  const before = isAppended ? written.get(path) : "";
  const key = path.replace(/^\.\//, "");
  written.set(key, before === undefined || output === undefined ? undefined : before + output);
}
