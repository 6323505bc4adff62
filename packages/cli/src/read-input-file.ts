// Reads declaration and policy files that a command line names.
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Declaration, Policy } from "@kaizen/core";
import type { FileProblem, Result } from "@kaizen/protocol";
import { formatFileProblem, parseDeclarationFile, parsePolicyFile } from "@kaizen/protocol";
import { CliError, systemReason } from "./cli-error.ts";
import type { Io } from "./io.ts";

const LARGEST = 4_000_000;

/** The text of a small file. Throws a `CliError` that names it. */
export async function readTextFile(io: Io, file: string): Promise<string> {
  try {
    const path = resolve(io.cwd, file);
    const { size } = await stat(path);
    if (size > LARGEST) throw new CliError(`cannot read ${file}: expected at most 1 MB, got ${size} bytes`);
    return await readFile(path, "utf8");
  } catch (cause) {
    throw cause instanceof CliError ? cause : new CliError(`cannot read ${file}: ${systemReason(cause)}`);
  }
}

/** Declarations of all files by their agent. Throws a `CliError` for the first file that is wrong. */
export async function readDeclarations(io: Io, files: readonly string[]): Promise<ReadonlyMap<string, Declaration>> {
  const declarations = new Map<string, Declaration>();
  for (const file of files) {
    for (const declaration of valid(parseDeclarationFile(await readTextFile(io, file), file))) {
      if (declarations.has(declaration.agent)) throw new CliError(`${file}: expected one declaration an agent, got a second one for ${JSON.stringify(declaration.agent)}`);
      declarations.set(declaration.agent, declaration);
    }
  }
  return declarations;
}

export async function readPolicy(io: Io, file: string): Promise<Policy> {
  return valid(parsePolicyFile(await readTextFile(io, file), file));
}

function valid<T>(parsed: Result<T, FileProblem[]>): T {
  if (parsed.ok) return parsed.value;
  const [first, ...rest] = parsed.error;
  const more = rest.length === 0 ? "" : ` (and ${rest.length} more; \`kaizen lint\` lists them)`;
  throw new CliError(`${first === undefined ? "unreadable" : formatFileProblem(first)}${more}`);
}
