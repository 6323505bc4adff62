// The folder where the client keeps what must outlive the process. Everything in it is readable by this user only.
import { closeSync, fsyncSync, lstatSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { makeFolder } from "./make-folder.ts";
import type { Platform } from "./platform.ts";

export function defaultStateFolder(environment: Platform["environment"]): string {
  const base = environment["XDG_STATE_HOME"];
  return join(base === undefined || base === "" ? join(homedir(), ".local", "state") : base, "kaizen");
}

/** `why`: a sentence for its owner; it says what to do. */
export type OpenedFolder = { readonly kind: "open"; readonly path: string } | { readonly kind: "unusable"; readonly why: string };

const WRITABLE_BY_OTHERS = 0o022;
const STICKY = 0o1000;

/**
 * Makes `parts` below `folder`, each 0700, and answers the path when it can be written and is ours alone.
 * SECURITY: a folder that others can write would let them plant policies and a fingerprint key.
 */
export function openPrivateFolder(folder: string, ...parts: readonly string[]): OpenedFolder {
  try {
    makeFolder(folder);
    // The owner may have named a link; what counts is where it leads, and that it cannot be turned elsewhere later.
    let path = realpathSync(folder);
    const problem = problemOf(path, STICKY);
    if (problem !== undefined) return { kind: "unusable", why: problem };
    for (const part of parts) {
      path = join(path, part);
      makeFolder(path);
      const wrong = problemOf(path, 0);
      if (wrong !== undefined) return { kind: "unusable", why: wrong };
    }
    const probe = join(path, `.probe-${process.pid}`);
    rmSync(probe, { force: true });
    closeSync(openSync(probe, "wx", 0o600));
    rmSync(probe, { force: true });
    return { kind: "open", path };
  } catch (error) {
    return { kind: "unusable", why: `${folder} cannot be made or written (${String((error as NodeJS.ErrnoException).code ?? error)}); name another with KAIZEN_STATE_DIR` };
  }
}

/** Whether a folder that was opened is still ours: to be asked before a file in it is opened, for as long as the process lives. */
export function isPrivateFolder(path: string): boolean {
  try {
    return problemOf(path, 0) === undefined;
  } catch {
    return false;
  }
}

/** `accepted`: a mode bit that makes up for being writable by others. A link is never followed. */
function problemOf(path: string, accepted: number): string | undefined {
  const facts = lstatSync(path);
  if (!facts.isDirectory()) return `${path} is no folder`;
  // Windows has neither owners nor modes of this kind.
  if (process.getuid === undefined) return undefined;
  const { mode, uid } = facts;
  const isSticky = (mode & accepted) !== 0;
  if (uid !== process.getuid() && !(isSticky && uid === 0)) return `${path} belongs to another user (${uid}); name one of your own with KAIZEN_STATE_DIR`;
  return (mode & WRITABLE_BY_OTHERS) !== 0 && !isSticky ? `${path} can be written by others (mode ${(mode & 0o7777).toString(8)}); take that away with chmod go-w, or name another with KAIZEN_STATE_DIR` : undefined;
}

/** A folder name for names from outside: 32 hexadecimal characters. */
export function folderName(...names: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(names)).digest("hex").slice(0, 32);
}

/** All agents of a deployment share it. */
export function labelsFolder(observer: string): string {
  return folderName("labels", "of all agents", observer);
}

/** Undefined when the file is not there, cannot be read or is larger than `mostBytes`. */
export function readText(path: string, mostBytes: number): string | undefined {
  try {
    // SECURITY: what is read here is obeyed: the folder may have been put in another's place since it was opened.
    return !isPrivateFolder(dirname(path)) || statSync(path).size > mostBytes ? undefined : readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Readers see the old or the new text, never a part. False when it could not be written. */
export function writeAtomically(path: string, text: string): boolean {
  if (!isPrivateFolder(dirname(path))) return false;
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    rmSync(temporary, { force: true });
    const file = openSync(temporary, "wx", 0o600);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
    return true;
  } catch {
    rmSync(temporary, { force: true });
    return false;
  }
}
