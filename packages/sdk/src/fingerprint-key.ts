// The key of this machine's fingerprints, for as long as no observer has given one.
import { linkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isPrivateFolder, readText } from "./state-folder.ts";

const KEY_BYTES = 32;

/** 32 bytes: from the folder's key file, which is made when it is missing; without a folder a key for this process only. */
export function localFingerprintKey(folder: string | undefined, random: (length: number) => Uint8Array): Uint8Array {
  if (folder === undefined || !isPrivateFolder(folder)) return random(KEY_BYTES);
  const path = join(folder, "fingerprint-key");
  const known = readKey(path);
  if (known !== undefined) return known;
  const made = random(KEY_BYTES);
  const temporary = `${path}.${process.pid}.${Buffer.from(random(4)).toString("hex")}.tmp`;
  try {
    writeFileSync(temporary, Buffer.from(made).toString("base64"), { mode: 0o600, flag: "wx" });
    // A link, not a rename: when two processes start together, both use the key that was there first.
    linkSync(temporary, path);
  } catch {
    return readKey(path) ?? made;
  } finally {
    rmSync(temporary, { force: true });
  }
  return made;
}

function readKey(path: string): Uint8Array | undefined {
  return parseFingerprintKey(readText(path, 1024));
}

/** 32 bytes in base64, else undefined. */
export function parseFingerprintKey(text: unknown): Uint8Array | undefined {
  if (typeof text !== "string" || text.length > 64) return undefined;
  const bytes = Buffer.from(text.trim(), "base64");
  return bytes.length === KEY_BYTES ? new Uint8Array(bytes) : undefined;
}
