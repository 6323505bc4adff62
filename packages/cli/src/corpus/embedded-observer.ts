// An observer inside this process, on a data folder that lives as long as it does.
import type { CapabilityName } from "@kaizen/core";
import { CliError, systemReason } from "../cli-error.ts";
import type { Io } from "../io.ts";

export interface EmbeddedObserver {
  readonly baseUrl: string;
  readonly apiKey: string;
  close(): Promise<void>;
}

/** `capabilities`: those that are switched on; absent = all. Closing it removes its data. */
export async function startEmbeddedObserver(io: Io, capabilities: readonly CapabilityName[] | undefined): Promise<EmbeddedObserver> {
  const { startObserver } = await import("@kaizen/observer");
  const observer = await startObserver({
    dataDir: undefined,
    port: 0,
    log: { level: "silent", write: () => undefined },
    now: io.now,
    random: io.random,
    ...(capabilities === undefined ? {} : { capabilities }),
  }).catch((cause: unknown) => {
    throw new CliError(`cannot start an observer in a temporary folder: ${systemReason(cause)}`);
  });
  if (observer.adminKey === undefined) throw new CliError("expected a fresh observer to make an admin key, got none");
  return { baseUrl: observer.url, apiKey: observer.adminKey, close: () => observer.close() };
}
