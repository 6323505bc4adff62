// What a shell text does, command by command: the words of `readCommands`.

/**
 * Stands in a word for a part that is only known at run time: a variable from outside, the output of a command. No real word holds it.
 * A word from an unquoted unknown may at run time be none or several.
 */
export const UNKNOWN_PART = "\u0000";

export type FileAccess = "read" | "write" | "execute" | "delete" | "unknown";

export interface ShellFile {
  /** As written after expansion: `~` for the home folder, a pattern as the pattern, `UNKNOWN_PART` inside. Relative paths stay relative, unless the text changed folder before. */
  readonly path: string;
  readonly access: FileAccess;
}

/**
 * `pipe`: in a script that was piped to a shell. `substitution`: in `$(…)`, back-ticks, `<(…)`. `here-document`: in a script given as one, or as a here-string.
 * `wrapper`: started by another program that only runs it (`sudo`, `xargs`, `find -exec`). `remote`: on another machine or in a container.
 * `script`: in a text given to an interpreter (`sh -c`, `python -c`), or in a file that the same text wrote. `function`: in the body of one.
 */
export type Through = "pipe" | "substitution" | "subshell" | "here-document" | "eval" | "wrapper" | "remote" | "script" | "function" | "background";

/**
 * `environment`: variables that the text sets decide what the program does. `commands`: the shell itself may run more than is listed,
 * with a text that it takes for a number or a name.
 */
export type UnknownThing = "executable" | "arguments" | "file" | "destination" | "script" | "input" | "environment" | "commands";

export interface ShellCommand {
  /** Base name, such as `git`; lower case and without `.exe` for Windows. Empty when it is not known. */
  readonly executable: string;
  /** All words after the executable, as the program gets them: options, their values and operands. */
  readonly words: readonly string[];
  /** Of `words` those that are neither options nor their values. */
  readonly operands: readonly string[];
  /** The leading bare words that choose what it does: `["push"]`, `["s3", "cp"]`; at most 3. */
  readonly subcommand: readonly string[];
  /** Names only, in order, each once: combined short ones are split, values are cut off. */
  readonly options: readonly string[];
  readonly files: readonly ShellFile[];
  /** URLs, hosts, `host:port`, `user@host:path`, as written. */
  readonly destinations: readonly string[];
  /** Indexes of the commands whose output it gets: piped in, substituted into a word, or through a variable. */
  readonly inputs: readonly number[];
  /** How it is nested, outermost first. */
  readonly through: readonly Through[];
  /** Literal text it is given: here-document, what `echo` prints, `-d` data. At most 64 KiB. */
  readonly text?: string;
  readonly unknown: readonly UnknownThing[];
}

/** Why a reading is not whole. */
export type ReadingGap = "length" | "depth" | "steps" | "syntax" | "commands" | "words";

export interface CommandReading {
  /** In the order in which they run, nested ones too; a command that runs another stands before it. At most 256. */
  readonly commands: readonly ShellCommand[];
  /** False when a bound was hit or the text is none that a shell takes. */
  readonly isWhole: boolean;
  readonly unknown: readonly ReadingGap[];
}
