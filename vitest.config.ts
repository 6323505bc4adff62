// Unit, property and end-to-end tests run from source: nothing has to be built first.
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["kaizen-source"] },
  ssr: { resolve: { conditions: ["kaizen-source"], externalConditions: ["kaizen-source"] } },
  test: {
    include: ["packages/*/src/**/*.test.ts", "tools/**/*.test.mjs", "bench/**/*.test.mjs", "examples/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    maxWorkers: 2,
  },
});
