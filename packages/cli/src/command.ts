// The shape of a command. One file in `commands/` exports one of these, and `commands.ts` lists it.
//
//   export const greetCommand: CommandDefinition = {
//     name: "greet",
//     summary: "say hello",
//     examples: ["kaizen greet Ada"],
//     define: (command, run) => {
//       command.argument("<name>", "who").option("--json", "print JSON").action(
//         run(async (io, name: string, options: { json?: boolean }) => {
//           await io.stdout.write(options.json ? `${JSON.stringify({ name })}\n` : `hello ${printable(name)}\n`);
//           return EXIT.good;
//         }),
//       );
//     },
//   };
import type { Command } from "commander";
import type { Io } from "./io.ts";

/**
 * Wraps the work of a command: it gets its I/O and what commander parsed, and returns the exit code.
 * Wrong use and unusable input are thrown as `CliError`; an aborted `io.signal` is answered with 130 or 143 by the caller.
 */
export type Runner = <Parsed extends unknown[]>(work: (io: Io, ...parsed: Parsed) => Promise<number>) => (...parsed: Parsed) => Promise<void>;

export interface CommandDefinition {
  readonly name: string;
  /** One line, lower case, for the list of commands. */
  readonly summary: string;
  /** Shown under `--help`; each is a whole command line. */
  readonly examples: readonly string[];
  /** Runs until a signal ends it: having ended in good order then counts as its own code, not as an interruption. */
  readonly runsUntilSignal?: true;
  define(command: Command, run: Runner): void;
}
