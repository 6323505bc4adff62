// The packages on the disk, the import table, their dependencies and the architecture paper name the same parts.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runCheck } from "./run-check.mjs";

export const rule = "packages on disk = import table = docs/architecture.md; dependencies stay inside their row";

const TABLE = "tools/import-table.json";
const PAPER = "docs/architecture.md";
const BEGIN = "<!-- begin import table -->";
const END = "<!-- end import table -->";

export function check(root) {
  const table = JSON.parse(readFileSync(join(root, TABLE), "utf8"));
  const onDisk = readdirSync(join(root, "packages")).toSorted();
  const listed = Object.keys(table.packages).toSorted();
  return [
    ...onDisk.filter((name) => !listed.includes(name)).map((name) => ({ file: TABLE, message: `packages/${name} has no row` })),
    ...listed.filter((name) => !onDisk.includes(name)).map((name) => ({ file: TABLE, message: `no folder packages/${name}` })),
    ...onDisk.flatMap((name) => dependencyProblems(root, table, name)),
    ...paperProblems(root, table),
  ];
}

/** What `package.json` names must be allowed: a dependency that no import may use is dead or a hole. */
function dependencyProblems(root, table, name) {
  const file = `packages/${name}/package.json`;
  if (!existsSync(join(root, file))) return [{ file, message: "missing" }];
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(root, file), "utf8"));
  const allowed = table.packages[name]?.mayImport ?? [];
  return Object.entries({ ...devDependencies, ...dependencies }).flatMap(([dependency, version]) => {
    if (!/^\d+\.\d+\.\d+$/u.test(version)) return [{ file, message: `${dependency}: expected an exact version, got "${version}"` }];
    const homes = table.onlyIn[dependency];
    if (homes !== undefined && !homes.includes(name)) return [{ file, message: `${dependency} belongs in packages/${homes.join(", packages/")}` }];
    const part = /^@kaizen\/(.+)$/u.exec(dependency)?.[1];
    return part === undefined || allowed.includes(part) ? [] : [{ file, message: `${dependency} is not in the row of ${name}` }];
  });
}

function paperProblems(root, table) {
  if (!existsSync(join(root, PAPER))) return [{ file: PAPER, message: "missing" }];
  const text = readFileSync(join(root, PAPER), "utf8");
  const [, rest] = text.split(`${BEGIN}\n`);
  const printed = rest?.split(END)[0];
  if (printed === undefined) return [{ file: PAPER, message: `no table between "${BEGIN}" and "${END}"` }];
  return printed.trim() === printTable(table) ? [] : [{ file: PAPER, message: "the import table differs from the data: run npm run docs" }];
}

/** The table as Markdown, as it stands in the paper. */
export function printTable({ packages, onlyIn, withoutPlatform }) {
  const only = (name) => Object.keys(onlyIn).filter((library) => onlyIn[library].includes(name)).map((library) => `\`${library}\``);
  return [
    "| package | is | may import | only here |",
    "|---|---|---|---|",
    ...Object.entries(packages).map(([name, { is, mayImport }]) => {
      const libraries = [...only(name), ...(withoutPlatform.includes(name) ? ["no `node:*`"] : [])];
      return `| \`packages/${name}\` | ${is} | ${mayImport.join(", ") || "pure libraries only"} | ${libraries.join(", ")} |`;
    }),
  ].join("\n");
}

await runCheck(import.meta.url, check);
