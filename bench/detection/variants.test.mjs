// Which variants of a session are judged.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { madeUpSets } from "./made-up-set.mjs";
import { loadVariants } from "./variants.mjs";

async function stylesOf(style) {
  const module = join(madeUpSets({}), "variants.mjs");
  writeFileSync(module, 'export const variantsOf = (session) => ["open:de", "open:en", "imperative:urgent"].map((style) => ({ style, session }));\n');
  const variantsOf = await loadVariants({ module, part: "open", ...(style === undefined ? {} : { style }) });
  return variantsOf({ id: "s" }, {}).map((variant) => variant.style);
}

test.each([
  [undefined, ["as recorded", "open:de", "open:en", "imperative:urgent"]],
  ["de", ["as recorded", "open:de"]],
  ["imperative", ["as recorded", "imperative:urgent"]],
  ["imperative:urg", ["as recorded", "imperative:urgent"]],
  ["fr", []],
])("style %s means %j", async (style, styles) => {
  expect(await stylesOf(style)).toEqual(styles);
});

test("without a module a session is judged as it is", async () => {
  const variantsOf = await loadVariants(undefined);
  expect(variantsOf({ id: "s" }, {})).toEqual([{ style: null, session: { id: "s" } }]);
});
