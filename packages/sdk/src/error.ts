// The one error class of the client. Recognised by a mark, so that two copies of this package in one process understand each other.
export type KaizenErrorCode = "bad-option" | "bad-declaration" | "bad-policy" | "bad-guard" | "no-bundle" | "not-delivered" | "closed" | "blocked";

const MARK = Symbol.for("kaizen.error");

/** Wrong configuration or use. The message says what was expected and quotes what came; it never holds a key. */
export class KaizenError extends Error {
  readonly code: KaizenErrorCode;

  constructor(code: KaizenErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "KaizenError";
    this.code = code;
    Object.defineProperty(this, MARK, { value: true });
  }
}

/** True for errors of any copy of this package. Never throws, whatever `value` is. */
export function isKaizenError(value: unknown): value is KaizenError {
  try {
    return typeof value === "object" && value !== null && MARK in value;
  } catch {
    return false;
  }
}
