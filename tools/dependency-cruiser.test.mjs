// The import rules, made of a small table, refuse what the table does not allow. Runs the real dependency-cruiser.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { importRules } from "./dependency-cruiser.mjs";
import { ROOT } from "./run-check.mjs";
import { temporaryCheckout } from "./temporary-checkout.mjs";

const run = promisify(execFile);
const TABLE = {
  packages: { core: { is: "the engine", mayImport: [] }, sdk: { is: "the client", mayImport: ["core"] } },
  onlyIn: { zod: ["core"] },
  withoutPlatform: ["core"],
};

async function brokenRules(files) {
  const root = temporaryCheckout({
    "rules.json": JSON.stringify({ forbidden: importRules(TABLE), options: { tsPreCompilationDeps: true } }),
    "packages/core/src/index.ts": "// x\nexport const a = 1;\n",
    "packages/sdk/src/index.ts": "// x\nexport const b = 1;\n",
    ...files,
  });
  const args = [join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"), "packages", "--config", "rules.json", "--output-type", "json"];
  const { stdout } = await run(process.execPath, args, { cwd: root }).catch((error) => error);
  const broken = JSON.parse(stdout).summary.violations.map((violation) => violation.rule.name);
  return [...new Set(broken)].toSorted();
}

test("an import down the table passes", async () => {
  expect(await brokenRules({ "packages/sdk/src/index.ts": '// x\nexport { a } from "../../core/src/index.ts";\n' })).toEqual([]);
});

test("an import up the table is refused", async () => {
  expect(await brokenRules({ "packages/core/src/index.ts": '// x\nexport { b } from "../../sdk/src/index.ts";\n' })).toEqual(["core-imports-only-its-row"]);
});

test("an import into the inside of another package is refused", async () => {
  const files = { "packages/core/src/part.ts": "// x\nexport const c = 1;\n", "packages/sdk/src/index.ts": '// x\nexport { c } from "../../core/src/part.ts";\n' };
  expect(await brokenRules(files)).toEqual(["through-the-front-door"]);
});

test("a library away from its home and a platform module in the engine are refused", async () => {
  const zod = { "node_modules/zod/package.json": '{"name":"zod","main":"index.js"}', "node_modules/zod/index.js": "" };
  expect(await brokenRules({ ...zod, "packages/sdk/src/index.ts": '// x\nexport { z } from "zod";\n' })).toContain("zod-has-one-home");
  expect(await brokenRules({ "packages/core/src/index.ts": '// x\nexport { join } from "node:path";\n' })).toEqual(["core-has-no-platform"]);
});

test("a cycle of values is refused, a cycle of types is not", async () => {
  const cycle = (word) => ({
    "packages/core/src/index.ts": `// x\n${word} { b } from "./part.ts";\nexport const a = 1;\n`,
    "packages/core/src/part.ts": `// x\n${word} { a } from "./index.ts";\nexport const b = 1;\n`,
  });
  expect(await brokenRules(cycle("export"))).toEqual(["no-value-import-cycle"]);
  expect(await brokenRules(cycle("export type"))).toEqual([]);
});

test("an import that leads nowhere and a product file that imports a test are refused", async () => {
  expect(await brokenRules({ "packages/core/src/index.ts": '// x\nexport { b } from "./gone.ts";\n' })).toEqual(["resolvable"]);
  const files = { "packages/core/src/a.test.ts": "// x\nexport const c = 1;\n", "packages/core/src/index.ts": '// x\nexport { c } from "./a.test.ts";\n' };
  expect(await brokenRules(files)).toEqual(["product-imports-no-test"]);
});
