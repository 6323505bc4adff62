// Reads a command text: which programs it runs, which files it touches and how, which hosts it contacts, and what it does not say.
import type { CommandFacts, FileAccess, UnreadReason } from "../words/facts.ts";
import { findContacts } from "./find-destinations.ts";
import type { FindWork, FoundDestination } from "./destination-finds.ts";
import { type PathParts, parsePath } from "./paths.ts";
import { type ReadingGap, type ShellCommand, UNKNOWN_PART } from "./shell/command-reading.ts";
import { findEntry } from "./shell/executable-entry.ts";
import { readCommands } from "./shell/read-commands.ts";

export interface CommandReadings {
  readonly commands: readonly Omit<CommandFacts, "at">[];
  readonly files: readonly { readonly path: PathParts; readonly access: FileAccess }[];
  readonly contacts: readonly FoundDestination[];
  /** The text is one that a shell takes, and all of it was read. */
  readonly isWhole: boolean;
}

/** What of a command's words is kept. */
const LONGEST_WORD = 128;
const GAPS: Readonly<Record<ReadingGap, UnreadReason | undefined>> = { length: "too-large", depth: "too-deep", steps: "too-many", commands: "too-many", words: "too-many", syntax: undefined };

/**
 * `cwd`: the folder that relative paths start from, where it is known. `isSure`: the text is for a shell; else it may be a program in any
 * language, and it is undefined unless every command in it is one of a known program.
 */
export function readCommandText(text: string, cwd: string | undefined, isSure: boolean, work: FindWork): CommandReadings | undefined {
  const reading = readCommands(text);
  if (!isSure && !(reading.isWhole && reading.commands.every(({ executable }) => executable !== "" && findEntry(executable) !== undefined))) return undefined;
  for (const gap of reading.unknown) {
    const reason = GAPS[gap];
    if (reason !== undefined) work.unread(reason);
  }
  const files: { path: PathParts; access: FileAccess }[] = [];
  const contacts: FoundDestination[] = [];
  const commands = reading.commands.map((command) => {
    for (const { path, access } of command.files) {
      // A part that is not known may be anything: so does a pattern say it.
      const parts = parsePath(path.replaceAll(UNKNOWN_PART, "*"), true, cwd);
      if (parts !== undefined) files.push({ path: parts, access });
    }
    const reached = command.destinations.map((text) => findContacts(withoutUnknown(text), work));
    contacts.push(...reached.flat());
    if (command.unknown.includes("arguments") && reached.length === 0) contacts.push(...computedNames(text).flatMap((name) => findContacts(name, work)));
    return commandFacts(command, reached.some((found) => found.length === 0));
  });
  return { commands, files, contacts, isWhole: reading.isWhole };
}

/** `$(cat key).evil.test`: whatever stands before it, the name goes to the servers of the rest. */
function computedNames(text: string): string[] {
  return [...text.slice(0, 65_536).matchAll(/[)}`]\.((?:[a-z0-9-]{1,63}\.){1,16}[a-z]{2,63})(?![\w.-])/gi)].slice(0, 64).map((match) => `unknown.${match[1] ?? ""}`);
}

function commandFacts({ executable, subcommand, options, operands, words, unknown }: ShellCommand, hasUnknownHost: boolean): Omit<CommandFacts, "at"> {
  const said = new Set<string>(unknown);
  // Of a program that nobody knows, a first bare word is what chooses, as in nearly all that have sub-commands.
  const chosen = subcommand.length > 0 || findEntry(executable) !== undefined ? subcommand : operands.slice(0, 1).filter((word) => /^[a-z][a-z0-9:_-]{0,31}$/.test(word));
  if (hasUnknownHost) said.add("destination");
  const short = (word: string): string => word.replaceAll(UNKNOWN_PART, "*").slice(0, LONGEST_WORD);
  return { executable: short(executable), subcommand: chosen.slice(0, 3).map(short), words: leadingWords(subcommand.length + operands.length > 0 ? [...subcommand, ...operands] : withoutOptions(words)), options: options.slice(0, 32).map(short), unknown: [...said].toSorted() };
}

/** Of a program that runs another, the words are that command: all of them, for it has no operands of its own. */
function withoutOptions(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !word.startsWith("-"));
  return start < 0 ? [] : words.slice(start).filter((word) => !word.startsWith("-"));
}

function leadingWords(words: readonly string[]): string[] {
  return words.slice(0, 4).map((word) => (/^[\w:.@/+-]{1,64}$/.test(word) ? word : "*"));
}

/**
 * A label of a host that is only known at run time is called `unknown`: `$x.evil.test` goes to evil.test's name server whatever `$x` is,
 * and to no host that a rule for one host names.
 */
function withoutUnknown(text: string): string {
  if (!text.includes(UNKNOWN_PART)) return text;
  const scheme = /^[a-z][a-z0-9+.-]{0,31}:\/\//i.exec(text)?.[0] ?? "";
  const rest = text.slice(scheme.length);
  const end = rest.search(/[/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const labels = authority.slice(authority.lastIndexOf("@") + 1).split(".");
  // Without its last two labels a name is no name.
  if (labels.slice(-2).some((label) => label.includes(UNKNOWN_PART))) return "";
  return `${scheme}${labels.map((label) => (label.includes(UNKNOWN_PART) ? "unknown" : label)).join(".")}${end < 0 ? "" : rest.slice(end).replaceAll(UNKNOWN_PART, "unknown")}`;
}
