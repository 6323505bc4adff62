// Parses a command line, runs one command and answers with its exit code.
import { Command, CommanderError } from "commander";
import picocolors from "picocolors";
import { CliError, systemReason } from "./cli-error.ts";
import type { CommandDefinition, Runner } from "./command.ts";
import { EXIT } from "./exit-code.ts";
import { hasColours } from "./has-colours.ts";
import type { Io } from "./io.ts";
import { printable } from "./printable.ts";

/** `argv` without program and script. Never rejects. */
export async function runProgram(argv: readonly string[], io: Io, commands: readonly CommandDefinition[], version: string): Promise<number> {
  let exitCode: number = EXIT.good;
  const written: Promise<void>[] = [];
  const run: Runner = (work) => async (...parsed) => {
    exitCode = await work(io, ...parsed);
  };
  const program = buildProgram(commands, run, version, io, written);
  try {
    await program.parseAsync([...argv], { from: "user" });
  } catch (cause) {
    exitCode = await report(cause, io);
  }
  await Promise.all(written);
  return io.signal.aborted ? signalCode(io.signal) : exitCode;
}

function buildProgram(commands: readonly CommandDefinition[], run: Runner, version: string, io: Io, written: Promise<void>[]): Command {
  const program = new Command("kaizen")
    .description("Runtime behavioural security for AI agents: watches what agents do and says what they should not.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "explain a command")
    .showHelpAfterError(false)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void written.push(io.stdout.write(text)),
      // What commander has to say about wrong use is thrown as well, and said once by `report`.
      writeErr: () => undefined,
      getOutHasColors: () => hasColours(io),
    });
  program.addHelpText("after", "\nExit codes: 0 good, 1 something is wrong, 2 wrong use or unusable input.\nRun `kaizen COMMAND --help` for examples.");
  for (const definition of commands) {
    const command = program.command(definition.name).description(definition.summary).allowExcessArguments(false);
    command.addHelpText("after", `\nExamples:\n${definition.examples.map((example) => `  $ ${example}`).join("\n")}`);
    definition.define(command, run);
  }
  return program;
}

async function report(cause: unknown, io: Io): Promise<number> {
  if (cause instanceof CommanderError) {
    if (cause.exitCode === 0) return EXIT.good;
    await say(io, commanderSentence(cause));
    return EXIT.unusable;
  }
  if (io.signal.aborted) return signalCode(io.signal);
  if (cause instanceof CliError) {
    await say(io, cause.message);
    return cause.exitCode;
  }
  await say(io, `${systemReason(cause)} (unexpected; set KAIZEN_DEBUG=1 to see where)`);
  if (io.env["KAIZEN_DEBUG"] === "1" && cause instanceof Error) await io.stderr.write(`${cause.stack ?? ""}\n`);
  return EXIT.unusable;
}

function commanderSentence(cause: CommanderError): string {
  if (cause.code === "commander.help") return "expected a command; `kaizen --help` lists them";
  return `${cause.message.replace(/^error: /, "").split("\n").join(" ")}; see \`kaizen --help\``;
}

async function say(io: Io, sentence: string): Promise<void> {
  const mark = hasColours(io, "stderr") ? picocolors.createColors(true).red("error:") : "error:";
  await io.stderr.write(`${mark} ${printable(sentence, 2_000)}\n`);
}

function signalCode(signal: AbortSignal): number {
  return signal.reason === "SIGTERM" ? EXIT.terminated : EXIT.interrupted;
}
