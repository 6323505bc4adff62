// Takes over the spool files of processes that are gone. A claim is one rename: of two who try, one finds the file no longer there.
import { readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { ownerState, ownerText, parseOwner, type Owner } from "./owner.ts";
import { Segment, segmentFile } from "./segment.ts";

/** An owner whose process cannot be seen from here counts as gone when its file was silent for so long. It beats every 30 seconds. */
const SILENT_MS = 10 * 60_000;
const FILE = /^([0-9a-f-]{36})\.([0-9a-z-]{1,64})\.jsonl$/;

/** At most `most` segments, oldest first; the rest is found by the next call. Never throws. */
export function adoptSegments(folder: string, here: Owner, now: number, most: number): Segment[] {
  const adopted: Segment[] = [];
  for (const file of filesOf(folder)) {
    const [, name, owner] = FILE.exec(file) ?? [];
    if (name === undefined || owner === undefined || !isGone(join(folder, file), owner, here, now)) continue;
    const segment = claim(folder, file, name, here);
    if (segment?.pending === 0) segment.remove();
    else if (segment !== undefined) adopted.push(segment);
    if (adopted.length >= most) break;
  }
  return adopted;
}

/** Names begin with a time-ordered id. */
function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}

function isGone(path: string, owner: string, here: Owner, now: number): boolean {
  if (owner === "free") return true;
  const parsed = parseOwner(owner);
  if (parsed === undefined) return false;
  const state = ownerState(parsed, here);
  if (state !== "unknown") return state === "dead";
  try {
    return now - statSync(path).mtimeMs > SILENT_MS;
  } catch {
    return false;
  }
}

function claim(folder: string, file: string, name: string, here: Owner): Segment | undefined {
  try {
    renameSync(join(folder, file), join(folder, segmentFile(name, ownerText(here))));
    return new Segment(folder, name, ownerText(here));
  } catch {
    return undefined;
  }
}

/** Set-aside records and offsets without a file are kept for a week, then deleted. */
export function deleteRemains(folder: string, now: number): void {
  const files = filesOf(folder);
  const names = new Set(files.map((file) => FILE.exec(file)?.[1]));
  for (const file of files) {
    if (FILE.test(file) || names.has(file.split(".")[0])) continue;
    try {
      if (now - statSync(join(folder, file)).mtimeMs > 7 * 24 * 3600_000) rmSync(join(folder, file), { force: true });
    } catch {
      // Another process was faster.
    }
  }
}
