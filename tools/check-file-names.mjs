// File and folder names are kebab-case and say what is inside: no drawers.
import { listFiles } from "./list-files.mjs";
import { runCheck } from "./run-check.mjs";

export const rule = "kebab-case names, no drawers, `index.ts` only at a package's root";

const KEBAB = /^\.?[a-z0-9]+(?:[.-][a-z0-9]+)*$/u;
const DRAWERS = new Set(["util", "utils", "helper", "helpers", "common", "misc", "manager", "managers"]);
/** Names that other tools and readers expect in capitals. */
const CAPITALS = new Set(["README.md", "LICENSE", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md"]);

export function check(root) {
  return listFiles(root).flatMap((file) => {
    const message = namingProblem(file);
    return message === undefined ? [] : [{ file, message }];
  });
}

function namingProblem(file) {
  for (const name of file.split("/")) {
    if (CAPITALS.has(name)) continue;
    if (!KEBAB.test(name)) return `expected a kebab-case name, got "${name}"`;
    const drawer = name.split(/[.-]/u).find((word) => DRAWERS.has(word));
    if (drawer !== undefined) return `"${drawer}" says nothing: name "${name}" after the one thing it holds`;
  }
  if (/\/index\.tsx?$/u.test(file) && !/^packages\/[^/]+\/src\/index\.tsx?$/u.test(file)) {
    return "index.ts stands only at a package's root: name the file after what it exports";
  }
  return undefined;
}

await runCheck(import.meta.url, check);
