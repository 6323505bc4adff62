// The one error class of this package. Its code is from a closed set that callers may switch on.

/**
 * `not-a-database`, `foreign-database`, `newer-schema`, `locked`: the data folder cannot be used, nothing was changed in it.
 * `no-folder`: it cannot be made, or a part of its path is no folder.
 * `disk-full`, `read-only`, `io-error`, `corrupt`: the write (or read) did not happen; try again when the cause is gone.
 * `conflict`: somebody else changed the row first; nothing was written. `overloaded`: the queue is full, nothing was queued.
 * `closed`: the store was closed. `broken`: the storage thread died; open the store again. `sealed`: a stored secret cannot be opened with the key file.
 */
export const STORE_ERROR_CODES = [
  "not-a-database",
  "foreign-database",
  "newer-schema",
  "locked",
  "no-folder",
  "disk-full",
  "read-only",
  "io-error",
  "corrupt",
  "conflict",
  "overloaded",
  "closed",
  "broken",
  "sealed",
] as const;
export type StoreErrorCode = (typeof STORE_ERROR_CODES)[number];

export class StoreError extends Error {
  override readonly name: string = "StoreError";
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
