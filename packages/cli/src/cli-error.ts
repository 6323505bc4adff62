// The one error that commands throw: a clear sentence for the user instead of a stack.
import { EXIT } from "./exit-code.ts";

export class CliError extends Error {
  readonly exitCode: number;

  /** `message`: lower case, what was expected, what came, what to do. */
  constructor(message: string, exitCode: number = EXIT.unusable) {
    super(message);
    this.name = "CliError";
    this.exitCode = exitCode;
  }
}

/** The system's own words for a failed file or network operation, without paths and codes. */
export function systemReason(cause: unknown): string {
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
  const known = typeof code === "string" ? REASONS.get(code) : undefined;
  return known ?? (cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause));
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "no such file or folder"],
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["EISDIR", "it is a folder"],
  ["ENOTDIR", "a part of the path is not a folder"],
  ["EROFS", "the disk is read-only"],
  ["ENOSPC", "the disk is full"],
  ["EADDRINUSE", "the port is taken"],
  ["ECONNREFUSED", "connection refused"],
  ["ECONNRESET", "connection lost"],
  ["ENOTFOUND", "no such host"],
  ["ETIMEDOUT", "timed out"],
  ["Z_BUF_ERROR", "the compressed data ends too early"],
  ["Z_DATA_ERROR", "the compressed data is damaged"],
]);
