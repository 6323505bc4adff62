// Writes into the papers what is derived from data, code and a corpus run; `--check` only says what is out of date.
// The README's output block comes from a real run: `--corpus-output FILE` takes one that was just made.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { listChecks } from "./check-all.mjs";
import { printTable } from "./check-packages.mjs";
import { corpusLines } from "./corpus-lines.mjs";
import { replaceBlock, replaceRegions } from "./derived-text.mjs";
import { listFiles } from "./list-files.mjs";
import { ROOT } from "./run-check.mjs";

const { values } = parseArgs({ options: { check: { type: "boolean" }, "corpus-output": { type: "string" } } });

function readCorpusOutput() {
  const file = values["corpus-output"];
  if (file !== undefined && existsSync(file)) return readFileSync(file, "utf8");
  const program = join(ROOT, "packages/cli/bin/kaizen.mjs");
  // Exit code 1 is a scorecard with a miss: that, too, is what a reader would see.
  const { stdout } = spawnSync(process.execPath, [program, "corpus"], { cwd: ROOT, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });
  return stdout;
}

async function printChecks() {
  const rows = [];
  for (const name of listChecks()) {
    const { rule } = await import(`./${name}`);
    rows.push(`| \`tools/${name}\` | ${rule} |`);
  }
  return ["| check | holds |", "|---|---|", ...rows].join("\n");
}

/** What stands between `<!-- begin NAME -->` and `<!-- end NAME -->` on a page. */
const BLOCKS = [
  { page: "docs/architecture.md", name: "import table", text: () => printTable(JSON.parse(readFileSync(join(ROOT, "tools/import-table.json"), "utf8"))) },
  { page: "docs/testing.md", name: "own checks", text: printChecks },
  { page: "README.md", name: "corpus output", text: () => `\`\`\`text\n${corpusLines(readCorpusOutput())}\n\`\`\`` },
];

/** True when the page was not as it has to be. What cannot be derived is reported and left as it is. */
async function writePage(page) {
  const before = readFileSync(join(ROOT, page), "utf8");
  let text = replaceRegions(before, (source) => readFileSync(join(ROOT, source), "utf8"));
  for (const block of BLOCKS.filter((candidate) => candidate.page === page)) {
    try {
      text = replaceBlock(text, block.name, await block.text());
    } catch (error) {
      console.error(`${page}, ${block.name}: ${error.message}`);
      process.exitCode = 1;
    }
  }
  if (text === before) return false;
  if (!values.check) writeFileSync(join(ROOT, page), text);
  console.log(`${values.check ? "out of date" : "written"}: ${page}`);
  return true;
}

const pages = listFiles(ROOT).filter((file) => file === "README.md" || /^docs\/.*\.md$/u.test(file));
let changed = 0;
for (const page of pages) changed += (await writePage(page)) ? 1 : 0;
if (values.check && changed > 0) console.error("run npm run docs, read the difference and commit it");
if (values.check && changed > 0) process.exitCode = 1;
