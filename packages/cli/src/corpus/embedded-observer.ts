// An observer inside this process, on a data folder that lives as long as it does.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CapabilityName } from "@kaizen/core";
import { CliError, systemReason } from "../cli-error.ts";
import type { Io } from "../io.ts";

export interface EmbeddedObserver {
  readonly baseUrl: string;
  readonly apiKey: string;
  close(): Promise<void>;
}

/** `capabilities`: those that are switched on; absent = all. */
export async function startEmbeddedObserver(io: Io, capabilities: readonly CapabilityName[] | undefined): Promise<EmbeddedObserver> {
  const { startObserver } = await import("@kaizen/observer");
  const dataDir = await mkdtemp(join(tmpdir(), "kaizen-corpus-data-"));
  const remove = (): Promise<void> => rm(dataDir, { recursive: true, force: true });
  try {
    const observer = await startObserver({
      dataDir,
      port: 0,
      log: { level: "silent", write: () => undefined },
      now: io.now,
      random: io.random,
      ...(capabilities === undefined ? {} : { capabilities }),
    });
    if (observer.adminKey === undefined) throw new Error("a fresh data folder gave no admin key");
    return { baseUrl: observer.url, apiKey: observer.adminKey, close: () => observer.close().finally(remove) };
  } catch (cause) {
    await remove();
    throw new CliError(`cannot start an observer in a temporary folder: ${systemReason(cause)}`);
  }
}
