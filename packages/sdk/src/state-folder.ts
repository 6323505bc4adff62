// The folder where the client keeps what must outlive the process. Everything in it is readable by this user only.
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Platform } from "./platform.ts";

export function defaultStateFolder(environment: Platform["environment"]): string {
  const base = environment["XDG_STATE_HOME"];
  return join(base === undefined || base === "" ? join(homedir(), ".local", "state") : base, "kaizen");
}

/**
 * Makes `parts` below `folder`, each 0700, and answers the path; undefined when it cannot be written or is not ours alone.
 * SECURITY: a folder that others can write would let them plant policies and a fingerprint key.
 */
export function openPrivateFolder(folder: string, ...parts: readonly string[]): string | undefined {
  let path = folder;
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    for (const part of parts) {
      path = join(path, part);
      mkdirSync(path, { recursive: true, mode: 0o700 });
      const { mode, uid } = statSync(path);
      if ((mode & 0o022) !== 0 || (process.getuid !== undefined && uid !== process.getuid())) return undefined;
    }
    const probe = join(path, `.probe-${process.pid}`);
    closeSync(openSync(probe, "w", 0o600));
    rmSync(probe, { force: true });
    return path;
  } catch {
    return undefined;
  }
}

/** A folder name for names from outside: 32 hexadecimal characters. */
export function folderName(...names: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(names)).digest("hex").slice(0, 32);
}

/** Undefined when the file is not there, cannot be read or is larger than `mostBytes`. */
export function readText(path: string, mostBytes: number): string | undefined {
  try {
    return statSync(path).size > mostBytes ? undefined : readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Readers see the old or the new text, never a part. False when it could not be written. */
export function writeAtomically(path: string, text: string): boolean {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(temporary, "w", 0o600);
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
