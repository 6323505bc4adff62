// One build for all packages: each `packages/*/src/index.ts` becomes `dist/index.js` with its types.
import { readdirSync } from "node:fs";
import { defineConfig } from "tsdown";
import { evaluateAtFirstUse } from "./tools/build/evaluate-at-first-use.mjs";
import { thirdPartyNotices } from "./tools/build/third-party-notices.mjs";

// The engine is loaded at the start of every agent: its libraries come in its one file, and names stay for stack traces.
const BUNDLED = {
  deps: { onlyBundle: ["@marcbachmann/cel-js", "@noble/hashes", "fflate", "ipaddr.js", "punycode", "re2js", "tldts", "tldts-core", "tr46", "unhomoglyph"] },
  inputOptions: { resolve: { mainFields: ["module", "main"] } },
  minify: { mangle: { keepNames: true }, compress: { keepNames: { function: true, class: true } }, codegen: { removeWhitespace: true } },
  plugins: [evaluateAtFirstUse(), thirdPartyNotices()],
};

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
    ...(name === "core" ? BUNDLED : { deps: { skipNodeModulesBundle: true } }),
    clean: true,
  })),
);
