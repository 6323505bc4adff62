// Loads the built engine of a checkout, for checks that hold lists in it against the disk.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The exports of `packages/core`; throws when it has not been built. */
export async function readCore(root) {
  const file = join(root, "packages/core/dist/index.js");
  if (!existsSync(file)) throw new Error("packages/core is not built: run npx tsdown first");
  return import(pathToFileURL(file).href);
}

/** Problems of two lists of names that have to be equal. `place` says where the second list stands. */
export function compareLists(onDisk, listed, place, what) {
  return [
    ...onDisk.filter((name) => !listed.includes(name)).map((name) => ({ file: place, message: `${what} "${name}" is on the disk but not listed` })),
    ...listed.filter((name) => !onDisk.includes(name)).map((name) => ({ file: place, message: `${what} "${name}" is listed but not on the disk` })),
  ];
}
