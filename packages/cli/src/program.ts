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
  let endsInOrder = false;
  const runnerOf = ({ runsUntilSignal }: CommandDefinition): Runner => (work) => async (...parsed) => {
    exitCode = await work(io, ...parsed);
    endsInOrder = runsUntilSignal === true;
  };
  const program = buildProgram(commands, runnerOf, version, io, written);
  try {
    await program.parseAsync([...argv], { from: "user" });
  } catch (cause) {
    exitCode = await report(cause, io, helpFor(program, argv));
  }
  await Promise.all(written);
  return io.signal.aborted && !endsInOrder ? signalCode(io.signal) : exitCode;
}

function buildProgram(commands: readonly CommandDefinition[], runnerOf: (definition: CommandDefinition) => Runner, version: string, io: Io, written: Promise<void>[]): Command {
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
    definition.define(command, runnerOf(definition));
  }
  return program;
}

async function report(cause: unknown, io: Io, help: string): Promise<number> {
  if (cause instanceof CommanderError) {
    if (cause.exitCode === 0) return EXIT.good;
    await say(io, commanderSentence(cause, help));
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

function commanderSentence(cause: CommanderError, help: string): string {
  if (cause.code === "commander.help") return `expected a command; \`${help}\` lists them`;
  return `${cause.message.replace(/^error: /, "").split("\n").join(" ")}; see \`${help}\``;
}

/** The help of the innermost command that the words name. */
function helpFor(program: Command, argv: readonly string[]): string {
  const path = [program.name()];
  let command = program;
  for (const word of argv) {
    const inner = command.commands.find((one) => one.name() === word);
    if (inner === undefined) break;
    path.push(word);
    command = inner;
  }
  return `${path.join(" ")} --help`;
}

async function say(io: Io, sentence: string): Promise<void> {
  const mark = hasColours(io, "stderr") ? picocolors.createColors(true).red("error:") : "error:";
  await io.stderr.write(`${mark} ${printable(sentence, 2_000)}\n`);
}

function signalCode(signal: AbortSignal): number {
  return signal.reason === "SIGTERM" ? EXIT.terminated : EXIT.interrupted;
}
