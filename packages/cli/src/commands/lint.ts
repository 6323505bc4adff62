// `kaizen lint`: checks declaration and policy files.
import { formatFileProblem } from "@kaizen/protocol";
import { CliError } from "../cli-error.ts";
import type { CommandDefinition } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { jsonText } from "../json-text.ts";
import type { Io } from "../io.ts";
import { lintFile } from "../lint-file.ts";
import { printable } from "../printable.ts";
import { readTextFile } from "../read-input-file.ts";

export const lintCommand: CommandDefinition = {
  name: "lint",
  summary: "check declaration and policy files",
  examples: ["kaizen lint kaizen.yaml", "kaizen lint policies/*.yaml --json"],
  define: (command, run) => {
    command
      .argument("<file...>", "declarations or policies; which of the two, the content says")
      .option("--json", "one JSON line a file")
      .addHelpText("after", "\nPrints `file:line:column code message`. Exit code 1 when a file has problems, 2 when one cannot be read.\ndocs/files.md describes both kinds of file.")
      .action(run(lint));
  },
};

async function lint(io: Io, files: readonly string[], options: { readonly json?: boolean }): Promise<number> {
  let exitCode: number = EXIT.good;
  for (const file of files) {
    let text: string;
    try {
      text = await readTextFile(io, file);
    } catch (cause) {
      if (!(cause instanceof CliError)) throw cause;
      await io.stderr.write(`${printable(cause.message, 1_000)}\n`);
      exitCode = EXIT.unusable;
      continue;
    }
    const linted = lintFile(text, file);
    if (linted.problems.length > 0 && exitCode === EXIT.good) exitCode = EXIT.bad;
    if (options.json === true) await io.stdout.write(`${jsonText(linted)}\n`);
    else await io.stdout.write(linted.problems.length === 0 ? `${printable(file)}: ${linted.kind}, no problem\n` : linted.problems.map((problem) => `${printable(formatFileProblem(problem), 2_000)}\n`).join(""));
  }
  return exitCode;
}
