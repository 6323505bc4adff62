// `npm run new -- KIND NAME`: writes a folder or file that passes all checks, and the line in the list that names it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "./run-check.mjs";
import { capability } from "./scaffolds/capability.mjs";
import { command } from "./scaffolds/command.mjs";
import { decision } from "./scaffolds/decision.mjs";
import { scenario } from "./scaffolds/scenario.mjs";

const KINDS = [capability, command, decision, scenario];
const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u;

/**
 * Makes the thing below `root` and returns the paths that were written. Throws an Error with one sentence when the
 * kind is unknown, the name is unfit, or a thing of this name exists; nothing is written then.
 */
export function makeNew(root, kindName, name) {
  const names = KINDS.map((kind) => kind.name).join(", ");
  const kind = KINDS.find((candidate) => candidate.name === kindName);
  if (kind === undefined) throw new Error(`expected a kind (${names}), got "${kindName ?? ""}"`);
  if (name === undefined || !NAME.test(name)) throw new Error(`expected a kebab-case name for the ${kind.name}, got "${name ?? ""}"`);
  const { files, edits } = kind.make(root, name);
  for (const path of Object.keys(files)) {
    if (existsSync(join(root, path))) throw new Error(`${kind.name} "${name}" exists already: ${path}`);
  }
  const edited = edits.map(({ file, change }) => ({ file, text: change(readFileSync(join(root, file), "utf8")) }));
  for (const [path, text] of Object.entries(files)) writeText(root, path, text);
  for (const { file, text } of edited) writeText(root, file, text);
  return [...Object.keys(files), ...edits.map((edit) => edit.file)];
}

function writeText(root, path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    for (const path of makeNew(ROOT, process.argv[2], process.argv[3])) console.log(path);
  } catch (error) {
    console.error(`${error.message}\nusage: npm run new -- ${KINDS.map((kind) => kind.name).join("|")} NAME`);
    process.exitCode = 2;
  }
}
