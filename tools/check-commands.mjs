// Each command of `kaizen` is a file, and the README's table lists exactly those.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { compareLists } from "./read-core.mjs";
import { runCheck } from "./run-check.mjs";

export const rule = "files in the command folder = rows of the README's command table";

const FOLDER = "packages/cli/src/commands";

export function check(root) {
  const folder = join(root, FOLDER);
  const onDisk = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts")).map((name) => name.slice(0, -3))
    : [];
  if (onDisk.length === 0) return [{ file: FOLDER, message: "has no command" }];
  const text = existsSync(join(root, "README.md")) ? readFileSync(join(root, "README.md"), "utf8") : "";
  const listed = [...text.matchAll(/^\| `kaizen ([a-z-]+)/gmu)].map(([, name = ""]) => name);
  return compareLists(onDisk, listed, "README.md", "command");
}

await runCheck(import.meta.url, check);
