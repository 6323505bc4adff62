// Every refusal in one form: { error: { code, message } }.
import type { FastifyError, FastifyInstance } from "fastify";
import { StoreError } from "@kaizen/store";
import { ObserverError, httpStatus } from "../observer-error.ts";
import type { ObserverErrorCode } from "../observer-error.ts";

const BY_STATUS: ReadonlyMap<number, ObserverErrorCode> = new Map([
  [400, "bad-request"],
  [404, "not-found"],
  [405, "method-not-allowed"],
  [413, "too-large"],
  [414, "too-large"],
  [415, "unsupported-media-type"],
  [503, "unavailable"],
]);

export function replyErrors(server: FastifyInstance): void {
  server.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: { code: "not-found", message: `there is no ${request.method} ${request.url.split("?", 1)[0]?.slice(0, 200)}` } }),
  );
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const known = knownError(error);
    if (known.code === "internal" || error instanceof StoreError) request.log.error({ err: error }, "request failed");
    if (known.code === "unauthorized") reply.header("www-authenticate", "Bearer");
    const status = httpStatus(known.code);
    if (status === 503) reply.header("retry-after", "1");
    return reply.code(status).send({ error: { code: known.code, message: known.message } });
  });
}

function knownError(error: FastifyError): ObserverError {
  if (error instanceof ObserverError) return error;
  if (error instanceof StoreError) {
    // SECURITY: the store's own words name files, tables and statements: they stay in the log.
    if (error.code === "disk-full") return new ObserverError("disk-full", "the disk of the observer is full: nothing was written; try again when there is room");
    return new ObserverError("store-unavailable", `the observer cannot store now (${error.code}): nothing was written; try again`);
  }
  const code = BY_STATUS.get(error.statusCode ?? 500);
  // SECURITY: what went wrong inside stays in the log.
  return code === undefined ? new ObserverError("internal", "something went wrong here; the log says what") : new ObserverError(code, error.message);
}
