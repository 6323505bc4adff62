// The whole red-team corpus through the SDK and a fresh observer, as a user runs it.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const name = "corpus";

export function measure() {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL("../packages/cli/bin/kaizen.mjs", import.meta.url)), "corpus"], { encoding: "utf8" });
  if (status !== 0 && status !== 1) throw new Error(`expected the corpus to run, got ${status}: ${stderr}`);
  return [{ what: "kaizen corpus, whole", value: Number(process.hrtime.bigint() - start) / 1e9, unit: "s", budget: 20 }];
}
