// Runs PowerShell and cmd.exe texts: at the top, in `powershell -Command`, `-EncodedCommand`, `cmd /c`, `iex`.
import { addRedirected, readArguments } from "./read-arguments.ts";
import { addFile, type Findings } from "./argument-roles.ts";
import { UNKNOWN_PART, type UnknownThing } from "./command-reading.ts";
import { emit } from "./emit-command.ts";
import { decodeBase64 } from "../encodings.ts";
import { type Field, plainField } from "./expand-word.ts";
import type { Redirected } from "./redirect.ts";
import { mayGoOn, nest, type Place, type ScriptRun } from "./script-run.ts";
import { readWindowsText, type WindowsStatement } from "./windows-text.ts";

/** Whether the command was one that reads such a text. */
export function runWindowsProgram(run: ScriptRun, executable: string, words: readonly Field[], place: Place, redirected: Redirected | undefined): boolean {
  if (!/^(?:powershell|pwsh|cmd)/i.test(executable)) return false;
  const name = windowsName(executable);
  if (name !== "powershell" && name !== "pwsh" && name !== "cmd") return false;
  if (run.isPosixOnly) return true;
  const texts = words.map((field) => field.text);
  const { text, isUnknown, file } = name === "cmd" ? cmdText(texts) : powerShellText(texts);
  const read = readArguments("echo", words, "");
  const own = { ...read, texts: [], operands: [], options: texts.filter((each) => /^[-/][A-Za-z]/.test(each)).map((each) => each.toLowerCase()).slice(0, 16) };
  if (file !== undefined) addFile(own, plainField(file), "execute");
  const readsInput = text === undefined && file === undefined && place.hasInput;
  const unknown: UnknownThing[] = isUnknown || file !== undefined || readsInput || text?.includes(UNKNOWN_PART) === true ? ["script"] : [];
  emit(run, place, name, words, own, redirected, unknown);
  if (text !== undefined) runWindowsText(run, text, nest(place, "script"));
  return true;
}

function windowsName(executable: string): string {
  return executable.toLowerCase().replace(/\.(?:exe|com|cmd|bat)$/, "");
}

interface GivenText {
  readonly text: string | undefined;
  readonly isUnknown: boolean;
  readonly file?: string;
}

function cmdText(words: readonly string[]): GivenText {
  const at = words.findIndex((word) => /^\/[ck]$/i.test(word));
  return at < 0 ? { text: undefined, isUnknown: false } : { text: words.slice(at + 1).join(" "), isUnknown: false };
}

/** Parameters may be cut short: `-e`, `-enc`, `-c`. */
function powerShellText(words: readonly string[]): GivenText {
  for (let at = 0; at < words.length; at++) {
    const word = (words[at] ?? "").toLowerCase().replace(/^\//, "-");
    if (/^-e(?:c|n[a-z]{0,16})?$/.test(word)) return decoded(words[at + 1] ?? "");
    if (/^-c[a-z]{0,8}$/.test(word) && !word.startsWith("-conf")) return { text: words.slice(at + 1).join(" "), isUnknown: false };
    if (/^-f(?:ile|il|i)?$/.test(word)) return { text: undefined, isUnknown: false, file: words[at + 1] ?? "" };
    if (!word.startsWith("-")) return { text: words.slice(at).join(" "), isUnknown: false };
    if (/^-(?:ex|ep|w|ver|in|out|wo|ps)/.test(word)) at++;
  }
  return { text: undefined, isUnknown: false };
}

function decoded(base64: string): GivenText {
  if (base64.includes(UNKNOWN_PART)) return { text: undefined, isUnknown: true };
  const bytes = decodeBase64(base64);
  let text = "";
  for (let i = 0; i + 1 < bytes.length; i += 2) text += String.fromCharCode((bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8));
  return { text, isUnknown: text === "" };
}

export function runWindowsText(run: ScriptRun, text: string, place: Place, variables: Map<string, string> = new Map()): void {
  if (!mayGoOn(run, place, text.length)) return;
  let before: readonly number[] = [];
  for (const statement of readWindowsText(text, variables)) {
    if (!mayGoOn(run, place)) return;
    const outputs: number[] = [];
    runStatement(run, statement, { ...place, outputs, inputs: statement.isPiped ? before : place.inputs, hasInput: statement.isPiped || place.hasInput, input: undefined }, variables);
    before = outputs;
    place.outputs.push(...outputs);
  }
}

const EVALUATES = new Set(["iex", "invoke-expression"]);

function runStatement(run: ScriptRun, statement: WindowsStatement, place: Place, variables: Map<string, string>): void {
  const from: number[] = [];
  for (const inner of statement.inner) runWindowsText(run, inner, nest(place, "substitution", { outputs: from, inputs: [], hasInput: false }), variables);
  const [name, ...words] = statement.words;
  if (name === undefined) return;
  const inner: Place = { ...place, inputs: [...new Set([...place.inputs, ...from])] };
  const fields = words.map(plainField);
  const executable = windowsName(name.slice(name.replaceAll("\\", "/").lastIndexOf("/") + 1));
  if (executable === "" || executable.includes(UNKNOWN_PART)) {
    // `(New-Object Net.WebClient).DownloadString('…')` is a call on a value: what it names is found as words.
    const isCall = name.startsWith(`${UNKNOWN_PART}.`);
    emit(run, inner, "", fields, readArguments("", [plainField(name.slice(name.lastIndexOf(".") + 1)), ...fields], ""), undefined, isCall ? [] : ["executable"]);
    return;
  }
  if (runWindowsProgram(run, executable, fields, inner, undefined)) return;
  const options = new Set(words.filter((word) => /^-[A-Za-z]/.test(word)));
  const read = readArguments(entryOf(executable), words.map((word) => plainField(options.has(word) ? word.toLowerCase() : word)), "");
  const findings: Findings = read;
  for (const { operator, target } of statement.redirected) addRedirected(findings, operator, plainField(target));
  const isEval = EVALUATES.has(executable);
  // `iex iex x` is `iex x`: each level would read all that is left again.
  const own = isEval ? words.findIndex((word) => !EVALUATES.has(word.toLowerCase())) : 0;
  const script = isEval && own >= 0 ? words.slice(own).join(" ") : "";
  const isUnknown = isEval && (script === "" || script.includes(UNKNOWN_PART));
  emit(run, inner, executable, fields, read, undefined, isUnknown ? ["script"] : []);
  if (isEval && !isUnknown) runWindowsText(run, script, nest(inner, "eval"), variables);
}

/** Some names mean another program there. */
const OTHER: ReadonlyMap<string, string> = new Map([["curl", "invoke-webrequest"], ["wget", "invoke-webrequest"], ["type", "get-content"], ["cat", "get-content"], ["copy", "copy-item"], ["cp", "copy-item"], ["move", "move-item"], ["mv", "move-item"], ["del", "remove-item"], ["erase", "remove-item"], ["rm", "remove-item"], ["ri", "remove-item"], ["gc", "get-content"], ["iwr", "invoke-webrequest"], ["irm", "invoke-webrequest"], ["dir", "get-childitem"], ["gci", "get-childitem"], ["ls", "get-childitem"], ["start", "start-process"]]);

function entryOf(executable: string): string {
  return OTHER.get(executable) ?? executable;
}
