// Every source file opens with one to three plain lines that say what it is for.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "./list-files.mjs";
import { runCheck } from "./run-check.mjs";

export const rule = "source files open with one to three comment lines";

const SLASHES = /\.(?:ts|tsx|mjs|js)$/u;
const HASHES = /\.(?:sh|yml)$|^\.ci\/run$/u;

export function check(root) {
  return listFiles(root).flatMap((file) => {
    const mark = SLASHES.test(file) ? "//" : HASHES.test(file) ? "#" : undefined;
    if (mark === undefined) return [];
    const lines = openingLines(readFileSync(join(root, file), "utf8"), mark);
    if (lines >= 1 && lines <= 3) return [];
    return [{ file, line: 1, message: `expected one to three opening lines that start with "${mark}", got ${lines}` }];
  });
}

function openingLines(text, mark) {
  const lines = text.split("\n", 12);
  if (lines[0]?.startsWith("#!")) lines.shift();
  // More may follow after an empty comment line: an example, say.
  const end = lines.findIndex((line) => !line.startsWith(mark) || line === mark);
  return end === -1 ? lines.length : end;
}

await runCheck(import.meta.url, check);
