// For end-to-end tests: `kaizen serve` as a real child process that can be killed at any moment and started again.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export const KAIZEN_BIN: string = fileURLToPath(new URL("../../bin/kaizen.mjs", import.meta.url));

export interface ServedObserver {
  readonly url: string;
  /** Only where this start created it. */
  readonly adminKey: string | undefined;
  readonly process: ChildProcess;
  /** Ends it the hard way and waits until it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Starts `kaizen serve` on `dataDir` and waits until it answers; `port` 0 = any free port. */
export async function serve(dataDir: string, port = 0): Promise<ServedObserver> {
  const child = spawn(process.execPath, [KAIZEN_BIN, "serve", "--port", String(port), "--data", dataDir], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1" },
  });
  const output = { text: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.text += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.text += chunk.toString()));
  const url = await firstMatch(child, output, /http:\/\/127\.0\.0\.1:\d+/);
  await untilHealthy(url, child, output);
  const adminKey = /kz_live_[A-Za-z0-9_-]{20,}/.exec(output.text)?.[0];
  return {
    url,
    adminKey,
    process: child,
    kill: async (signal) => {
      const gone = once(child, "exit");
      child.kill(signal);
      if (child.exitCode === null && child.signalCode === null) await gone;
    },
  };
}

async function firstMatch(child: ChildProcess, output: { text: string }, pattern: RegExp): Promise<string> {
  for (;;) {
    const found = pattern.exec(output.text)?.[0];
    if (found !== undefined) return found;
    if (child.exitCode !== null) throw new Error(`kaizen serve ended with ${child.exitCode}: ${output.text}`);
    await Promise.race([once(child.stdout ?? child, "data"), once(child, "exit")]);
  }
}

async function untilHealthy(url: string, child: ChildProcess, output: { text: string }): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error(`kaizen serve ended with ${child.exitCode}: ${output.text}`);
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`kaizen serve did not become healthy: ${output.text}`);
}
