// Rules of dependency-cruiser, made of the import table. Run: depcruise packages --config tools/dependency-cruiser.mjs
import { readFileSync } from "node:fs";

/** Rules for a table of the shape of `import-table.json`. */
export function importRules(table) {
  return [...directionRules(table), ...libraryRules(table), ...platformRules(table), ...generalRules()];
}

function directionRules({ packages }) {
  return Object.entries(packages).map(([name, { mayImport }]) => ({
    name: `${name}-imports-only-its-row`,
    comment: `packages/${name} may import: ${mayImport.join(", ") || "no other package"} (tools/import-table.json)`,
    severity: "error",
    from: { path: `^packages/${name}/` },
    to: { path: "^packages/", pathNot: [name, ...mayImport].map((allowed) => `^packages/${allowed}/`) },
  }));
}

function libraryRules({ onlyIn }) {
  return Object.entries(onlyIn).map(([library, homes]) => ({
    name: `${library}-has-one-home`,
    comment: `${library} is imported only in packages/${homes.join(", packages/")}`,
    severity: "error",
    from: { path: "^packages/", pathNot: homes.map((home) => `^packages/${home}/`) },
    to: { path: `(?:^|node_modules/)${library}(?:/|$)` },
  }));
}

function platformRules({ withoutPlatform }) {
  return withoutPlatform.map((name) => ({
    name: `${name}-has-no-platform`,
    comment: `packages/${name} runs anywhere: nothing of node:* outside of its tests`,
    severity: "error",
    from: { path: `^packages/${name}/src/`, pathNot: "\\.test\\.ts$" },
    to: { dependencyTypes: ["core"] },
  }));
}

function generalRules() {
  return [
    {
      name: "no-value-import-cycle",
      comment: "modules that import each other's values cannot be understood, tested or loaded one by one",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "resolvable", comment: "an import leads somewhere", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "product-imports-no-test",
      comment: "what ships does not import tests or development tools",
      severity: "error",
      from: { path: "^packages/[^/]+/src/", pathNot: "\\.test\\.ts$" },
      to: { path: "\\.test\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "through-the-front-door",
      comment: "a package is imported by its name, never by a path into its folder",
      severity: "error",
      from: { path: "^packages/([^/]+)/" },
      to: { path: "^packages/", pathNot: ["^packages/$1/", "^packages/[^/]+/src/index\\.ts$"] },
    },
  ];
}

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: importRules(JSON.parse(readFileSync(new URL("import-table.json", import.meta.url), "utf8"))),
  options: {
    doNotFollow: { path: "node_modules|/dist/" },
    exclude: { path: "/dist/|/node_modules/.*/node_modules/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["kaizen-source", "import", "node", "default", "types"],
      extensions: [".ts", ".mjs", ".js", ".json"],
    },
  },
};
