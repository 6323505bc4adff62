// Which values are commands: by the name of the tool, by the name of the argument, or as the words of one in a list.
import { type Slot, slotOf } from "./slots.ts";
import { remember } from "./remember.ts";

const TOOL_WORDS: ReadonlySet<string> = new Set(["bash", "shell", "sh", "zsh", "terminal", "cmd", "powershell", "pwsh", "command", "commands", "subprocess", "ssh"]);
const TOOL_NAMES: ReadonlySet<string> = new Set(["exec", "execute", "run"]);
/** What a tool that runs commands may call the text it runs. */
const INPUTS: ReadonlySet<string> = new Set(["", "input", "text", "line", "stdin", "query", "value"]);
/** Lists of words of one command, beside the program or with it. */
const WORD_LISTS = /^(?:args|argv|arguments|params|parameters|commandargs|cmdargs)$/;
const PROGRAMS = ["command", "cmd", "executable", "program", "binary", "file", "bin"];

/** Whether a tool's name says that it runs commands. */
export function isCommandTool(name: string): boolean {
  return name.length <= 256 && hasCommandWord(name);
}

const hasCommandWord = remember(2048, (name) => {
  const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z]+/);
  return words.some((word) => TOOL_WORDS.has(word)) || (words.length === 1 && TOOL_NAMES.has(words[0] ?? ""));
});

/** `runsCommands`: the tool or the kind of action does. */
export function commandSlot(key: string, runsCommands: boolean): Slot["command"] {
  const { command } = slotOf(key);
  return runsCommands && (command === "perhaps" || INPUTS.has(key.toLowerCase())) ? "yes" : command;
}

/**
 * A list of words as the text of one command; undefined when it is none. `parent`: the object that holds the list, in which the program
 * may stand; `program`: the action's own target, for a command that is started with a list of words.
 */
export function commandOfList(list: readonly unknown[], key: string, parent: object | undefined, program: string | undefined, runsCommands: boolean): string | undefined {
  const isWordList = WORD_LISTS.test(key.toLowerCase().replace(/[^a-z]/g, ""));
  const isCommand = commandSlot(key, runsCommands) !== "no";
  if ((!isWordList && !isCommand) || list.length === 0 || list.length > 1024) return undefined;
  const words = wordsOf(list);
  if (words === undefined) return undefined;
  const given = isWordList || key === "" ? (programOf(parent) ?? program) : undefined;
  if (given !== undefined) return `${given} ${words.map((word) => quoted(word)).join(" ")}`;
  // The words of a command begin with a program; a list of whole commands does not.
  return isCommand && !/\s/.test(words[0] ?? "") ? words.map((word) => quoted(word)).join(" ") : undefined;
}

/** Whether the words of a program's command stand in a list beside it. */
export function hasWordList(parent: object | undefined): boolean {
  if (parent === undefined || Array.isArray(parent)) return false;
  for (const key of Object.keys(parent).slice(0, 32)) {
    if (!WORD_LISTS.test(key.toLowerCase().replace(/[^a-z]/g, ""))) continue;
    const list: unknown = Reflect.getOwnPropertyDescriptor(parent, key)?.value;
    if (Array.isArray(list) && list.length > 0) return true;
  }
  return false;
}

function wordsOf(list: readonly unknown[]): string[] | undefined {
  const words: string[] = [];
  for (let i = 0; i < list.length; i++) {
    const word: unknown = Reflect.getOwnPropertyDescriptor(list, String(i))?.value;
    if (typeof word !== "string" && typeof word !== "number") return undefined;
    words.push(String(word));
  }
  return words;
}

function programOf(parent: object | undefined): string | undefined {
  if (parent === undefined) return undefined;
  for (const name of PROGRAMS) {
    const program: unknown = Reflect.getOwnPropertyDescriptor(parent, name)?.value;
    if (typeof program === "string" && program !== "") return program;
  }
  return undefined;
}

function quoted(word: string): string {
  return /^[\w./:@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
