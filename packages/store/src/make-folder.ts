// Makes a folder and those above it, and gives up where nothing can be made.
import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * New folders are open to their owner only. Throws what the file system says.
 * Plain `mkdir` from the path upwards: the recursive one of Node 20 never ends below `/proc`, where making says "not there".
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" && dirname(path) !== path && !isFolder(dirname(path))) {
      makeFolder(dirname(path));
      mkdirSync(path, { mode: 0o700 });
    } else if (!isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
