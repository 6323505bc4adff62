// Makes of a word the fields a program gets: braces, parameters, substitutions, splitting, quotes.
import { isRunningName, mayRunCommands } from "./arithmetic.ts";
import { expandBraces } from "./brace-expansion.ts";
import { UNKNOWN_PART } from "./command-reading.ts";
import type { Environment, Value } from "./environment.ts";
import { parameterValue, type ParameterValue } from "./parameter-value.ts";
import { type List, type Part, SHELL_LIMITS, type Word } from "./script.ts";

export interface Field {
  readonly text: string;
  /** File names will stand in its place: its text is the pattern. */
  readonly isGlob: boolean;
  /** It comes from an unquoted unknown: it may be none or several. */
  readonly isLoose: boolean;
  /** Of a search path that is set: how it was written. */
  readonly written?: string;
}

export interface Expansion {
  readonly environment: Environment;
  /** Runs what is substituted; the text it prints, where that is known. */
  readonly substitute: (list: List) => Value;
  /** Runs `<(…)`. */
  readonly process: (list: List) => readonly number[];
  /** Commands whose output went into the words. */
  readonly from: number[];
  readonly spend: (steps: number) => void;
  /** Notes that the shell may run commands here that the text does not list. */
  readonly unlisted: () => void;
  /** Whether the commands print nothing but numbers. */
  readonly isNumber: (from: readonly number[]) => boolean;
}

export function plainField(text: string): Field {
  return { text, isGlob: false, isLoose: false };
}

/** The fields of all words. */
export function expandWords(words: readonly Word[], expansion: Expansion): Field[] {
  const fields: Field[] = [];
  for (const word of words) {
    if (fields.length > SHELL_LIMITS.words) break;
    const [only] = word;
    if (word.length === 1 && only?.kind === "text" && (only.isQuoted || !isActive(only.text))) fields.push(plainField(only.text));
    else expandWord(word, expansion, fields);
  }
  return fields;
}

function isActive(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x2a || c === 0x3f || c === 0x5b || c === 0x7b || c === 0) return true;
  }
  return false;
}

function expandWord(word: Word, expansion: Expansion, fields: Field[]): void {
  const words = expandBraces(word);
  if (words === undefined) {
    for (const part of word) if (part.kind === "substitution") expansion.from.push(...expansion.substitute(part.list).from);
    fields.push({ text: UNKNOWN_PART, isGlob: false, isLoose: true });
    return;
  }
  for (const each of words) {
    const builder = new FieldBuilder(separators(expansion.environment));
    for (const part of each) addPart(part, expansion, builder);
    fields.push(...builder.finish());
  }
}

/** The characters that split words; undefined when they are not known. */
function separators(environment: Environment): string | undefined {
  const value = environment.variables.get("IFS");
  return value === undefined ? " \t\n" : value.elements === undefined ? undefined : (value.elements[0] ?? " \t\n");
}

function addPart(part: Part, expansion: Expansion, builder: FieldBuilder): void {
  if (part.kind === "text") builder.literal(part.text, part.isQuoted);
  else if (part.kind === "process") {
    expansion.from.push(...expansion.process(part.list));
    builder.literal("/dev/fd/63", true);
  } else if (part.kind === "arithmetic") {
    expandNumber(part.parts, expansion);
    builder.unknown(part.isQuoted);
  } else if (part.kind === "substitution") {
    const value = expansion.substitute(part.list);
    expansion.from.push(...value.from);
    addValue({ ...value, isList: false }, part.isQuoted, expansion, builder);
  } else addValue(valueOf(part, expansion), part.isQuoted, expansion, builder);
}

/** A text that the shell works out. */
export function expandNumber(word: Word, expansion: Expansion): string {
  const mark = expansion.from.length;
  const text = expandText(word, expansion);
  if (!expansion.isNumber(expansion.from.slice(mark)) || mayRunCommands(text, expansion)) expansion.unlisted();
  return text;
}

function nameOf({ name, subscript }: Extract<Part, { kind: "parameter" }>, expansion: Expansion): string {
  if (subscript !== undefined) return `${name}[${expandNumber(subscript, expansion)}]`;
  const bracket = name.indexOf("[");
  if (bracket > 0 && mayRunCommands(name.slice(bracket), expansion)) expansion.unlisted();
  return name;
}

/** `${x@P}` takes the value for a prompt, `${!x}` for a name, `${x:n}` works out a number. */
function isRunning({ name, operator }: Extract<Part, { kind: "parameter" }>, text: string, expansion: Expansion): boolean {
  if (operator === ":") return mayRunCommands(text, expansion);
  if (operator !== "indirect" && !(operator === "@" && text === "P")) return false;
  const value = parameterValue(expansion.environment, name, "", undefined);
  if (value.elements === undefined) return operator === "@" || (text === "" && !expansion.isNumber(value.from));
  return value.elements.some((element) => (operator === "@" ? /[$`\\\0]/.test(element) : isRunningName(element)));
}

function valueOf(part: Extract<Part, { kind: "parameter" }>, expansion: Expansion): ParameterValue {
  const name = nameOf(part, expansion);
  const isLiteral = !/^:?[-=?+]$/.test(part.operator);
  const isPattern = isLiteral && part.argument.some((each) => each.kind === "text" && each.isQuoted && /[*?[/]/.test(each.text));
  const text = part.argument.length === 0 ? "" : expandText(part.argument, expansion);
  const isSplit = !isLiteral && !part.isQuoted && part.argument.some((each) => each.kind === "text" && each.isQuoted && /[^\w./:@-]/.test(each.text));
  const isKnown = !isPattern && !isSplit && !(isLiteral && text.includes(UNKNOWN_PART));
  if (isRunning(part, text, expansion)) expansion.unlisted();
  const value = parameterValue(expansion.environment, name, part.operator, isKnown ? text : undefined);
  expansion.from.push(...value.from);
  return value;
}

function addValue(value: ParameterValue, isQuoted: boolean, expansion: Expansion, builder: FieldBuilder): void {
  if (value.elements === undefined) {
    builder.unknown(isQuoted);
    return;
  }
  for (const text of value.elements) expansion.spend(text.length);
  if (isQuoted && value.isList) builder.list(value.elements);
  else if (isQuoted) builder.literal(value.elements.join(" "), true);
  else builder.split(value.elements);
}

/** The text of a word where nothing is split: assignments, here-documents, redirections, arguments of parameters. */
export function expandText(word: Word, expansion: Expansion): string {
  const [only] = word;
  if (word.length === 1 && only?.kind === "text") return only.text;
  const builder = new FieldBuilder("");
  for (const part of word) addPart(part.kind === "text" || part.kind === "process" ? part : { ...part, isQuoted: true }, expansion, builder);
  const text = builder
    .finish()
    .map((field) => field.text)
    .join(" ");
  return text.length > SHELL_LIMITS.value ? UNKNOWN_PART : text;
}

class FieldBuilder {
  readonly #fields: Field[] = [];
  readonly #separators: string | undefined;
  #text: string | undefined;
  #isGlob = false;
  #isLoose = false;

  constructor(separators: string | undefined) {
    this.#separators = separators;
  }

  literal(text: string, isQuoted: boolean): void {
    this.#text = (this.#text ?? "") + text;
    if (!isQuoted && isGlob(text)) this.#isGlob = true;
    if (!isQuoted && text.includes(UNKNOWN_PART)) this.#isLoose = true;
  }

  unknown(isQuoted: boolean): void {
    this.#text = (this.#text ?? "") + UNKNOWN_PART;
    if (!isQuoted) this.#isLoose = true;
  }

  /** `"$@"`: the first joins what stands before, the last what follows. */
  list(elements: readonly string[]): void {
    for (const [i, text] of elements.entries()) {
      if (i > 0) this.#end();
      this.literal(text, true);
    }
  }

  split(elements: readonly string[]): void {
    for (const [i, text] of elements.entries()) {
      if (i > 0) this.#end();
      this.#splitText(text);
    }
  }

  #splitText(text: string): void {
    if (this.#separators === undefined) {
      this.unknown(false);
      return;
    }
    let start = 0;
    for (let at = 0; at < text.length; ) {
      if (!this.#separators.includes(text.charAt(at))) {
        at++;
        continue;
      }
      if (at > start) this.#add(text.slice(start, at));
      at = this.#separatorEnd(text, at, this.#separators);
      start = at;
    }
    if (start < text.length) this.#add(text.slice(start));
  }

  /** A separator is blanks with at most one character that is none; two such have an empty word between them. */
  #separatorEnd(text: string, from: number, separators: string): number {
    let at = from;
    let hasOther = false;
    for (; at < text.length && separators.includes(text.charAt(at)); at++) {
      const isBlank = " \t\n".includes(text.charAt(at));
      if (!isBlank && hasOther) break;
      hasOther ||= !isBlank;
    }
    if (hasOther) this.#text ??= "";
    this.#end();
    return at;
  }

  #add(text: string): void {
    this.#text = (this.#text ?? "") + text;
    if (isGlob(text)) this.#isGlob = true;
    if (text.includes(UNKNOWN_PART)) this.#isLoose = true;
  }

  #end(): void {
    if (this.#text !== undefined && this.#fields.length <= SHELL_LIMITS.words) this.#fields.push({ text: this.#text, isGlob: this.#isGlob, isLoose: this.#isLoose });
    this.#text = undefined;
    this.#isGlob = false;
    this.#isLoose = false;
  }

  finish(): Field[] {
    this.#end();
    return this.#fields;
  }
}

function isGlob(text: string): boolean {
  return text.includes("*") || text.includes("?") || (text.includes("[") && text.includes("]", text.indexOf("[")));
}
