// Checks of the observer that the environment or the command line names.
import { keysResponseSchema } from "@kaizen/protocol";
import { CliError } from "../cli-error.ts";
import type { Io } from "../io.ts";
import { anyAnswer, createApiClient } from "../server/api-client.ts";
import type { ApiClient, ServerOptions } from "../server/api-client.ts";
import type { Check } from "./check.ts";

/** Without `--server` and KAIZEN_API_URL there is nothing to check: agents are then judged without an observer. */
export async function checkServer(io: Io, options: ServerOptions): Promise<readonly Check[]> {
  if (options.server === undefined && (io.env["KAIZEN_API_URL"] ?? "") === "") return [{ name: "observer", state: "note", says: "none is configured (KAIZEN_API_URL): verdicts are made here and kept nowhere else" }];
  try {
    const client = createApiClient(io, options);
    const health = await client.attempt("GET", "/healthz", anyAnswer);
    if (!health.ok) return [{ name: "observer", state: "bad", says: `${client.url} answers, but is not well: ${health.error.message}` }];
    return [{ name: "observer", state: "good", says: `${client.url} answers` }, await checkKey(io, client)];
  } catch (cause) {
    if (!(cause instanceof CliError)) throw cause;
    return [{ name: "observer", state: "bad", says: cause.message }];
  }
}

async function checkKey(io: Io, client: ApiClient): Promise<Check> {
  if ((io.env["KAIZEN_API_KEY"] ?? "") === "") return { name: "key", state: "bad", says: "KAIZEN_API_KEY is not set: make a key with `kaizen keys create`" };
  const keys = await client.attempt("GET", "/v1/keys", keysResponseSchema);
  if (keys.ok) return { name: "key", state: "good", says: "accepted; role admin" };
  if (keys.error.status !== 403) return { name: "key", state: "bad", says: `not accepted: ${keys.error.message}; make another with \`kaizen keys create\`` };
  return { name: "key", state: "good", says: "accepted; role agent, reader or operator: may not administer" };
}
