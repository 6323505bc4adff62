// Which labelled trace sets a folder holds, and what their labels say.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const LABELS_END = ".labels.jsonl.gz";
const LABELS = new Set(["benign", "attack_succeeded", "attack_failed"]);
const PARTS = new Set(["fit", "measure"]);

/** Names of the sets that have both a trace file and labels, sorted. */
export function listSets(folder) {
  const names = readdirSync(folder).filter((file) => file.endsWith(LABELS_END));
  return names.map((file) => file.slice(0, -LABELS_END.length)).filter((name) => existsSync(tracePath(folder, name))).toSorted();
}

export function tracePath(folder, set) {
  return join(folder, `${set}.jsonl.gz`);
}

/** Labels by session id; a row that is no label is a problem, `file:line: message`, and left out. */
export function readLabels(folder, set) {
  const labels = new Map();
  const problems = [];
  const lines = gunzipSync(readFileSync(join(folder, `${set}${LABELS_END}`))).toString("utf8").split("\n");
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const label = parseLabel(line);
    const problem = label === undefined ? "expected a label: id, label, suite, task, part" : labels.has(label.id) ? "expected one label a session" : undefined;
    if (problem === undefined) labels.set(label.id, label);
    else problems.push(`${set}${LABELS_END}:${index + 1}: ${problem}`);
  }
  return { labels, problems };
}

function parseLabel(line) {
  let row;
  try {
    row = JSON.parse(line);
  } catch {
    return undefined;
  }
  const hasWords = ["id", "suite", "task"].every((key) => typeof row?.[key] === "string");
  return hasWords && LABELS.has(row.label) && PARTS.has(row.part) ? row : undefined;
}
