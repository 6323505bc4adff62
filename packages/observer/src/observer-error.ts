// The one error class of this package and what each of its codes means over HTTP.

/** Closed set. The first group fails a start, the others answer a request. */
const STATUS = {
  "port-taken": 500,
  "cannot-listen": 500,
  "bad-request": 400,
  unauthorized: 401,
  forbidden: 403,
  "not-found": 404,
  "method-not-allowed": 405,
  conflict: 409,
  "too-large": 413,
  "unsupported-media-type": 415,
  internal: 500,
  unavailable: 503,
  "disk-full": 503,
  "store-unavailable": 503,
} as const;

export type ObserverErrorCode = keyof typeof STATUS;

export class ObserverError extends Error {
  override readonly name: string = "ObserverError";
  readonly code: ObserverErrorCode;

  constructor(code: ObserverErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export function httpStatus(code: ObserverErrorCode): number {
  return STATUS[code];
}
