// Reads the sessions of a set that somebody asked for. Those of other suites stay unparsed bytes.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parseTraceLine } from "@kaizen/protocol";
import { readLabels, tracePath } from "./labels.mjs";

const NEWLINE = 0x0a;
/** Enough for the opening brace, the key and an id. */
const HEAD_BYTES = 640;
const ID = /^\s*\{\s*"id"\s*:\s*"([^"\\]{1,512})"/u;

/** Does the label belong to what is measured? `choice`: `suites` (absent = all), `leftOut`, `part` and `label` (absent = any). */
export function isChosen(label, { suites, leftOut = [], part, label: kind }) {
  if (leftOut.includes(label.suite)) return false;
  if (suites !== undefined && !suites.includes(label.suite)) return false;
  return (part === undefined || label.part === part) && (kind === undefined || label.label === kind);
}

/** The chosen sessions of every `share.of`-th line, in file order, each with its label, or `{ problem }` for what cannot be read. */
export function* chosenSessions(folder, set, choice, share = { index: 0, of: 1 }) {
  const { bytes, labels } = setOf(folder, set);
  let number = 0;
  for (let from = 0; from < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, from);
    const end = newline === -1 ? bytes.length : newline;
    const line = bytes.subarray(from, end);
    from = end + 1;
    number++;
    if (line.length === 0 || number % share.of !== share.index) continue;
    const found = sessionOf(line, labels, choice);
    if (found !== undefined) yield "problem" in found ? { problem: `${set}.jsonl.gz:${number}: ${found.problem}` } : { line: number, ...found };
  }
}

function sessionOf(line, labels, choice) {
  const id = ID.exec(line.subarray(0, HEAD_BYTES).toString("utf8"))?.[1];
  if (id === undefined) return { problem: "expected the session to begin with its id" };
  const label = labels.get(id);
  if (label === undefined) return { problem: "expected a label with this session's id" };
  if (!isChosen(label, choice)) return undefined;
  const session = parseTraceLine(line.toString("utf8"));
  return session.ok ? { label, session: session.value } : { problem: session.error.message };
}

let held;

/** The last set stays in memory: its shares are asked for one after the other. */
function setOf(folder, set) {
  if (held?.folder !== folder || held.set !== set) {
    held = { folder, set, bytes: gunzipSync(readFileSync(tracePath(folder, set))), labels: readLabels(folder, set).labels };
  }
  return held;
}
