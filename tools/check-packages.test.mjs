// The package check holds the import table against the disk, the dependencies and the paper.
import { expect, test } from "vitest";
import { check, printTable } from "./check-packages.mjs";
import { temporaryCheckout } from "./temporary-checkout.mjs";

const TABLE = {
  packages: { core: { is: "the engine", mayImport: [] }, sdk: { is: "the client", mayImport: ["core"] } },
  onlyIn: { zod: ["sdk"] },
  withoutPlatform: ["core"],
};
const paper = (table) => `# Architecture\n<!-- begin import table -->\n${printTable(table)}\n<!-- end import table -->\n`;
const checkout = (changes = {}) =>
  temporaryCheckout({
    "tools/import-table.json": JSON.stringify(TABLE),
    "docs/architecture.md": paper(TABLE),
    "packages/core/package.json": "{}",
    "packages/sdk/package.json": JSON.stringify({ dependencies: { "@kaizen/core": "0.1.0", zod: "4.0.0" } }),
    ...changes,
  });
const messages = (root) => check(root).map((problem) => problem.message);

test("a table that fits disk, dependencies and paper passes", () => {
  expect(check(checkout())).toEqual([]);
});

test("a folder without a row and a row without a folder are refused", () => {
  expect(messages(checkout({ "packages/host/package.json": "{}" }))).toEqual(["packages/host has no row"]);
  const table = { ...TABLE, packages: { ...TABLE.packages, mcp: { is: "a gateway", mayImport: [] } } };
  expect(messages(checkout({ "tools/import-table.json": JSON.stringify(table), "docs/architecture.md": paper(table) }))).toEqual(["no folder packages/mcp"]);
});

test("a dependency outside of the row, away from its home or without an exact version is refused", () => {
  const core = (dependencies) => ({ "packages/core/package.json": JSON.stringify({ dependencies }) });
  expect(messages(checkout(core({ "@kaizen/sdk": "0.1.0" })))).toEqual(["@kaizen/sdk is not in the row of core"]);
  expect(messages(checkout(core({ zod: "4.0.0" })))).toEqual(["zod belongs in packages/sdk"]);
  expect(messages(checkout(core({ tldts: "^7.0.0" })))).toEqual(['tldts: expected an exact version, got "^7.0.0"']);
});

test("a paper with an old table or without one is refused", () => {
  const old = paper({ ...TABLE, withoutPlatform: [] });
  expect(messages(checkout({ "docs/architecture.md": old }))).toEqual(["the import table differs from the data: run npm run docs"]);
  expect(messages(checkout({ "docs/architecture.md": "# Architecture\n" }))[0]).toContain("no table between");
});
