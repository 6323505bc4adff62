// Finds the red-team corpus that came with this program.
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { loadCorpus, type Corpus } from "@kaizen/corpus";
import { formatFileProblem } from "@kaizen/protocol";
import { CliError } from "../cli-error.ts";
import type { Io } from "../io.ts";
import { printable } from "../printable.ts";

const FOLDER = "red-team";

/** Prints every problem of a malformed corpus with file and line, then throws. */
export async function readCorpus(io: Io, given: string | undefined): Promise<Corpus> {
  const dir = given === undefined ? ownFolder() : resolve(io.cwd, given);
  const loaded = loadCorpus(dir);
  if (loaded.ok) return loaded.value;
  await io.stderr.write(loaded.error.map((problem) => `${printable(formatFileProblem(problem), 2_000)}\n`).join(""));
  throw new CliError(`expected a corpus without mistakes in ${dir}, got ${loaded.error.length}; see the lines above`);
}

/** Beside the package, or further up in a checkout. */
function ownFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, FOLDER, "organisation.yaml"))) return join(folder, FOLDER);
    if (folder === dirname(folder)) throw new CliError(`expected a folder ${FOLDER} beside this program, got none; name one with --corpus`);
  }
}
