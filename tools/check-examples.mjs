// A code block in a paper that is marked `<!-- from FILE#REGION -->` is that region of a compiled and tested file.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "./list-files.mjs";
import { readRegion } from "./read-region.mjs";
import { runCheck } from "./run-check.mjs";

export const rule = "TypeScript in README and docs is a region of a compiled, tested file";

const MARK = /^<!-- from ([^#\s]+)#([a-z0-9-]+) -->$/u;

export function check(root) {
  return listFiles(root)
    .filter((file) => file === "README.md" || (file.startsWith("docs/") && file.endsWith(".md")))
    .flatMap((file) => pageProblems(root, file));
}

function pageProblems(root, file) {
  const lines = readFileSync(join(root, file), "utf8").split("\n");
  const problems = [];
  for (let index = 0; index < lines.length; index++) {
    const fence = /^```(\w*)$/u.exec(lines[index] ?? "");
    if (fence === null) continue;
    const end = lines.indexOf("```", index + 1);
    if (end === -1) return [...problems, { file, line: index + 1, message: "code block is never closed" }];
    const mark = MARK.exec(lines[index - 1] ?? "");
    const message = blockProblem(root, fence[1], mark, lines.slice(index + 1, end).join("\n"));
    if (message !== undefined) problems.push({ file, line: index + 1, message });
    index = end;
  }
  return problems;
}

function blockProblem(root, language, mark, block) {
  if (mark === null) {
    return language === "ts" || language === "js" ? "code block has no `<!-- from FILE#REGION -->` line before it" : undefined;
  }
  const [, source = "", region = ""] = mark;
  if (!existsSync(join(root, source))) return `no such file: ${source}`;
  const text = readRegion(readFileSync(join(root, source), "utf8"), region);
  if (text === undefined) return `${source} has no region "${region}"`;
  return text === block.trim() ? undefined : `differs from ${source}#${region}: run npm run docs`;
}

await runCheck(import.meta.url, check);
