// Which files belong to the checkout: what git tracks or would track; outside of git, what lies on the disk.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const NEVER = new Set(["node_modules", "dist", "coverage", ".git", ".kaizen"]);

/** Paths relative to `root`, `/`-separated, sorted; only files that exist. */
export function listFiles(root) {
  const files = existsSync(join(root, ".git")) ? listTracked(root) : listWalked(root, "");
  return files.filter((file) => existsSync(join(root, file))).toSorted();
}

function listTracked(root) {
  const output = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return [...new Set(output.split("\0"))].filter((file) => file !== "");
}

function listWalked(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (NEVER.has(entry.name)) return [];
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return listWalked(root, path);
    return entry.isFile() ? [path] : [];
  });
}
