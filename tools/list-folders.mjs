// The folders inside a folder.
import { existsSync, readdirSync } from "node:fs";

/** Names, sorted; empty when there is no such folder. */
export function listFolders(path) {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}
