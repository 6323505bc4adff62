// Reads the words of a command by the table: options, operands, the words that choose, files, destinations, what it runs.
import { addByRole, addFile, type Findings, markUnknown, markWord, newFindings } from "./argument-roles.ts";
import { UNKNOWN_PART } from "./command-reading.ts";
import { type ExecutableEntry, findEntry, type Role, UNLISTED } from "./executable-entry.ts";
import { type Field, plainField } from "./expand-word.ts";

export interface ReadArguments extends Findings {
  readonly options: readonly string[];
  readonly operands: readonly Field[];
  readonly subcommand: readonly string[];
  /** The name of the entry that counted: `git push`, `sed -i`. */
  readonly entryName: string;
  readonly language: string;
  /** `A=b` for the command that it starts. */
  readonly settings: readonly Field[];
}

/** What was read of the words so far. */
interface Progress {
  readonly entries: ExecutableEntry[];
  name: string;
  /** How many more words may choose. */
  choosing: number;
  readonly options: string[];
  readonly values: { readonly role: Role; readonly field: Field }[];
  readonly operands: Field[];
  readonly settings: Field[];
  readonly subcommand: string[];
  /** From here on it is a command of its own. */
  rest: readonly Field[] | undefined;
}

/** `words`: all after the executable. `executable`: its name in the table. */
export function readArguments(executable: string, words: readonly Field[], folder: string): ReadArguments {
  const entry = findEntry(executable) ?? UNLISTED;
  let progress = readProgress([entry], executable, words);
  const name = progress.name;
  const mode = progress.entries[0]?.modes.find((each) => progress.options.includes(each));
  const chosen = mode === undefined ? undefined : findEntry(`${name} ${mode}`);
  if (chosen !== undefined) progress = readProgress([chosen, ...progress.entries], `${name} ${mode ?? ""}`, words);
  const findings = newFindings(folder);
  for (const { role, field } of progress.values) addByRole(findings, role, field);
  addOperands(findings, progress);
  const language = progress.entries.find((each) => each.language !== "")?.language ?? "";
  const { files, destinations, texts, nested, unknown } = findings;
  return { folder, files, destinations, texts, nested, unknown, options: progress.options, operands: progress.operands, subcommand: progress.subcommand, entryName: progress.name, language, settings: progress.settings };
}

function readProgress(entries: readonly ExecutableEntry[], name: string, words: readonly Field[]): Progress {
  const progress: Progress = { entries: [...entries], name, choosing: entries[0]?.subcommands ?? 0, options: [], values: [], operands: [], settings: [], subcommand: [], rest: undefined };
  let hasEnded = false;
  let at = 0;
  while (at < words.length && progress.rest === undefined) {
    const field = words[at++] ?? plainField("");
    const isOption = !hasEnded && !isPlain(progress) && field.text.length > 1 && (field.text.startsWith("-") || (field.text.startsWith("+") && hasRole(progress, field.text)));
    if (field.text === "--" && isOption) hasEnded = true;
    else if (isOption) at = readOption(progress, field, words, at);
    else if (at === 1 && progress.entries.some((entry) => entry.hasBundle) && /^[A-Za-z]{1,12}$/.test(field.text)) at = readCluster(progress, field, words, at, 0);
    else if (isChoosing(progress, field)) choose(progress, field.text);
    else {
      if (isSetting(progress, field)) {
        progress.values.push({ role: "value", field });
        progress.settings.push(field);
      }
      else if (isCommandNext(progress)) progress.rest = words.slice(at - 1);
      else progress.operands.push(field);
      progress.choosing = 0;
      if (progress.entries[0]?.isPosix === true) hasEnded = true;
    }
  }
  return progress;
}

function isPlain(progress: Progress): boolean {
  return progress.entries[0]?.isPlain === true;
}

function hasRole(progress: Progress, name: string): boolean {
  return optionRole(progress, name) !== undefined;
}

function optionRole(progress: Progress, name: string): Role | undefined {
  for (const entry of progress.entries) {
    const role = entry.options.get(name);
    if (role !== undefined) return role;
  }
  return undefined;
}

/** Reads the option and, where it has one, its value; answers where the next word is. */
function readOption(progress: Progress, field: Field, words: readonly Field[], at: number): number {
  const { text } = field;
  const isLong = text.startsWith("--") || progress.entries.some((entry) => entry.hasLongNames) || (text.length > 2 && hasRole(progress, text.split("=", 1)[0] ?? ""));
  if (/^-[0-9]{1,9}$/.test(text)) {
    addOption(progress, text);
    return at;
  }
  if (!isLong) return readCluster(progress, field, words, at, 1);
  const equals = text.indexOf("=");
  const name = equals < 0 ? text : text.slice(0, equals);
  if (name.includes(UNKNOWN_PART)) {
    progress.values.push({ role: "value", field });
    return at;
  }
  addOption(progress, name);
  const role = optionRole(progress, name);
  if (equals >= 0) progress.values.push({ role: role ?? "guess", field: { ...field, text: text.slice(equals + 1) } });
  if (equals >= 0 || role === undefined || role === "attached" || words[at] === undefined) return at;
  progress.values.push({ role, field: words[at] ?? plainField("") });
  return at + 1;
}

function addOption(progress: Progress, name: string): void {
  if (!progress.options.includes(name)) progress.options.push(name);
}

/** Short options in one word, `-xzf`; the first with a value takes the rest of the word, else the next word. */
function readCluster(progress: Progress, field: Field, words: readonly Field[], at: number, from: number): number {
  const { text } = field;
  let next = at;
  for (let i = from; i < text.length; i++) {
    const letter = text.charAt(i);
    if (!isOptionLetter(text.charCodeAt(i))) {
      progress.values.push({ role: letter === "=" ? "guess" : "value", field: { ...field, text: text.slice(letter === "=" ? i + 1 : i) } });
      return next;
    }
    const name = `${text.startsWith("+") ? "+" : "-"}${letter}`;
    addOption(progress, name);
    const role = optionRole(progress, name);
    if (role === undefined) continue;
    // In a bundle without a dash each letter's value is a word of its own.
    if (i + 1 < text.length && from > 0) {
      progress.values.push({ role, field: { ...field, text: text.slice(i + 1) } });
      return next;
    }
    const value = role === "attached" ? undefined : words[next];
    if (value !== undefined) progress.values.push({ role, field: value });
    if (value !== undefined) next++;
  }
  return next;
}

function isOptionLetter(c: number): boolean {
  return (c >= 0x61 && c <= 0x7a) || (c >= 0x3f && c <= 0x5a) || (c >= 0x30 && c <= 0x39) || c === 0x23 || c === 0x2b;
}

function isChoosing(progress: Progress, field: Field): boolean {
  return progress.choosing > 0 && progress.operands.length === 0 && progress.subcommand.length < 3 && !field.isGlob && !field.isLoose && /^[A-Za-z][\w:.-]{0,63}$/.test(field.text);
}

function choose(progress: Progress, word: string): void {
  progress.subcommand.push(word);
  progress.name = `${progress.name} ${word}`;
  progress.choosing--;
  const entry = findEntry(progress.name);
  if (entry === undefined) return;
  progress.entries.unshift(entry);
  progress.choosing = entry.subcommands;
}

function nextRole(progress: Progress): Role | undefined {
  return progress.entries[0]?.operands[progress.operands.length];
}

/** `A=b` before the command that `env` or `sudo` starts. */
function isSetting(progress: Progress, field: Field): boolean {
  return (progress.name === "env" || progress.name === "sudo" || progress.name === "doas") && nextRole(progress) === "command" && /^[A-Za-z_]\w{0,127}=/.test(field.text);
}

function isCommandNext(progress: Progress): boolean {
  const role = nextRole(progress);
  return role === "command" || role === "remote-command" || role === "remote-shell";
}

/** Gives each operand its role: those before the repeated one from the start, those after it from the end. */
function addOperands(findings: Findings, progress: Progress): void {
  const [entry = UNLISTED] = progress.entries;
  const { operands, repeated } = entry;
  const count = progress.operands.length;
  for (const [i, field] of progress.operands.entries()) {
    if (entry.hasPairs) addPair(findings, entry, field);
    else {
      const after = repeated < 0 ? 0 : operands.length - repeated - 1;
      const fromEnd = count - i;
      const isAfter = repeated >= 0 && fromEnd <= after && i >= repeated && count > repeated + after - 1 && (count > after || repeated > 0);
      const role = isAfter ? operands[operands.length - fromEnd] : repeated >= 0 && i >= repeated ? operands[repeated] : operands[i];
      addByRole(findings, role ?? "guess", field);
    }
  }
  addRest(findings, progress, operands[count]);
  if (progress.operands.some((field) => field.isLoose)) markUnknown(findings.unknown, "arguments");
}

function addPair(findings: Findings, entry: ExecutableEntry, field: Field): void {
  const equals = field.text.indexOf("=");
  const role = entry.options.get(field.text.slice(0, Math.max(0, equals)));
  if (role === undefined) markWord(findings, field);
  else addByRole(findings, role, { ...field, text: field.text.slice(equals + 1) });
}

function addRest(findings: Findings, progress: Progress, role: Role | undefined): void {
  const { rest } = progress;
  if (rest === undefined) return;
  if (role === "remote-shell") {
    const text = rest.map((field) => field.text).join(" ");
    if (text.includes(UNKNOWN_PART)) markUnknown(findings.unknown, "script");
    findings.nested.push({ kind: "shell", text, isRemote: true, fields: [] });
  } else findings.nested.push({ kind: "command", fields: rest, isRemote: role === "remote-command" });
}

/** A file that a redirection names. */
export function addRedirected(findings: Findings, operator: string, field: Field): void {
  const access = operator === "<" ? "read" : operator === "<>" ? "unknown" : "write";
  addFile(findings, field, access);
}
