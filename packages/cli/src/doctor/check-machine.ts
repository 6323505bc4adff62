// Checks of this machine: Node.js, the state folder and what waits in it.
import { opendir, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Io } from "../io.ts";
import type { Check } from "./check.ts";

const OLDEST_NODE: readonly [number, number] = [20, 19];
const MOST_FILES = 10_000;
const STALE_BUNDLE_MS = 24 * 60 * 60 * 1_000;

export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const isNewEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return { name: "node", state: isNewEnough ? "good" : "bad", says: isNewEnough ? version : `expected Node.js ${OLDEST_NODE.join(".")} or newer, got ${version}: install a newer one` };
}

/** Where the client keeps what must outlive its process. */
function stateFolder(io: Io): string {
  const named = io.env["KAIZEN_STATE_DIR"] ?? "";
  if (named !== "") return resolve(io.cwd, named);
  const base = io.env["XDG_STATE_HOME"] ?? "";
  return join(base === "" ? join(io.env["HOME"] ?? homedir(), ".local", "state") : base, "kaizen");
}

export async function checkStateFolder(io: Io): Promise<Check> {
  const folder = stateFolder(io);
  // Loaded here, because the engine's libraries would make every other command start slower.
  const { openPrivateFolder } = await import("@kaizen/sdk");
  const opened = openPrivateFolder(folder);
  return opened.kind === "open" ? { name: "state folder", state: "good", says: `${folder} can be written` } : { name: "state folder", state: "bad", says: `cannot be used: ${opened.why}` };
}

interface Found {
  spoolFiles: number;
  spoolBytes: number;
  newestBundleAt: number | undefined;
  files: number;
}

/** How much waits to be sent, and how old the newest policy bundle on disk is. */
export async function checkStateContents(io: Io): Promise<readonly Check[]> {
  const found: Found = { spoolFiles: 0, spoolBytes: 0, newestBundleAt: undefined, files: 0 };
  await look(stateFolder(io), false, found);
  const spool: Check =
    found.spoolBytes === 0
      ? { name: "spool", state: "good", says: "nothing waits to be sent" }
      : { name: "spool", state: "note", says: `${found.spoolBytes} bytes in ${found.spoolFiles} files wait to be sent by the next process of their agent` };
  return [spool, bundleCheck(found.newestBundleAt, io.now())];
}

function bundleCheck(newestAt: number | undefined, now: number): Check {
  if (newestAt === undefined) return { name: "bundle", state: "note", says: "none on disk: agents start with the policy and declaration given in code" };
  const age = Math.max(0, now - newestAt);
  return { name: "bundle", state: age > STALE_BUNDLE_MS ? "note" : "good", says: `the newest is ${Math.round(age / 60_000)} minutes old${age > STALE_BUNDLE_MS ? ": verdicts say stale-policy until the observer is reached" : ""}` };
}

async function look(folder: string, isSpool: boolean, found: Found): Promise<void> {
  const entries = await opendir(folder).catch(() => undefined);
  if (entries === undefined) return;
  for await (const entry of entries) {
    if (found.files++ > MOST_FILES) return;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await look(path, isSpool || entry.name === "spool", found);
    else if (entry.isFile() && (isSpool || entry.name.startsWith("bundle"))) await count(path, isSpool, found);
  }
}

async function count(path: string, isSpool: boolean, found: Found): Promise<void> {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined || facts.size === 0) return;
  if (isSpool) {
    found.spoolFiles++;
    found.spoolBytes += facts.size;
  } else found.newestBundleAt = Math.max(found.newestBundleAt ?? 0, facts.mtimeMs);
}
