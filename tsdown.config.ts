// One build for all packages: each `packages/*/src/index.ts` becomes `dist/index.js` with its types.
import { readdirSync } from "node:fs";
import { defineConfig } from "tsdown";

export default defineConfig(
  readdirSync(new URL("packages", import.meta.url)).map((name) => ({
    name,
    cwd: `packages/${name}`,
    entry: name === "store" ? ["src/index.ts", "src/sqlite/worker.ts"] : ["src/index.ts"],
    format: "esm",
    platform: name === "core" ? "neutral" : "node",
    target: "node20",
    dts: true,
    outExtensions: () => ({ js: ".js", dts: ".d.ts" }),
    deps: { skipNodeModulesBundle: true },
    clean: true,
  })),
);
