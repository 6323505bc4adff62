// Makes one of our closed codes of whatever SQLite or the file system throws.
import { StoreError } from "../error.ts";
import type { StoreErrorCode } from "../error.ts";
import type { Failure } from "./messages.ts";

const codes: readonly (readonly [prefix: string, code: StoreErrorCode])[] = [
  ["SQLITE_FULL", "disk-full"],
  ["ENOSPC", "disk-full"],
  ["EDQUOT", "disk-full"],
  ["SQLITE_READONLY", "read-only"],
  ["SQLITE_CANTOPEN", "read-only"],
  ["EROFS", "read-only"],
  ["EACCES", "read-only"],
  ["EPERM", "read-only"],
  ["ENOENT", "no-folder"],
  ["ENOTDIR", "no-folder"],
  ["EEXIST", "no-folder"],
  ["ELOOP", "no-folder"],
  ["ENAMETOOLONG", "no-folder"],
  ["SQLITE_IOERR", "io-error"],
  ["SQLITE_NOTADB", "not-a-database"],
  ["SQLITE_CORRUPT", "corrupt"],
  ["SQLITE_CONSTRAINT", "conflict"],
  ["SQLITE_BUSY", "locked"],
  ["SQLITE_LOCKED", "locked"],
];

const sentences: Partial<Record<StoreErrorCode, string>> = {
  "disk-full": "the disk (or the size limit) of the data folder is full: make room, nothing was written",
  "read-only": "the data folder cannot be written: check its permissions and mount",
  "no-folder": "the data folder cannot be made there: a part of its path is no folder, or holds none",
  "io-error": "the disk failed to read or write: nothing was written",
  corrupt: "the database file is damaged: restore it from a copy",
};

export function failureOf(error: unknown): Failure {
  if (error instanceof StoreError) return { code: error.code, message: error.message };
  const given = error instanceof Error ? error : new Error(String(error));
  const mark = String((given as { code?: unknown }).code ?? "");
  const code = codes.find(([prefix]) => mark.startsWith(prefix))?.[1] ?? "io-error";
  const sentence = sentences[code];
  const detail = mark === "" || given.message.startsWith(mark) ? given.message : `${mark}: ${given.message}`;
  return { code, message: sentence === undefined ? detail : `${sentence} (${detail})` };
}
