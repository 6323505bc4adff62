// A build plugin: writes the licences of the libraries that were bundled into `dist/THIRD-PARTY-NOTICES.txt`.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

export function thirdPartyNotices() {
  return {
    name: "third-party-notices",
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((part) => (part.type === "chunk" && part.fileName.endsWith(".js") ? part.moduleIds : []));
      if (modules.length === 0) return;
      const folders = new Set(modules.map(libraryFolder).filter((folder) => folder !== undefined));
      const source = `This package contains code of the libraries below.\n\n${[...folders].toSorted().map(notice).join("\n")}`;
      this.emitFile({ type: "asset", fileName: "THIRD-PARTY-NOTICES.txt", source });
    },
  };
}

function libraryFolder(id) {
  const start = id.lastIndexOf("/node_modules/");
  if (start < 0) return undefined;
  const folder = id.slice(id.indexOf("/"), start);
  const [first, second] = id.slice(start + "/node_modules/".length).split("/");
  return join(folder, "node_modules", first, first.startsWith("@") ? second : "");
}

/** Throws for a library without a licence text: its code may not be passed on without one. */
function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/iu.test(each));
  if (file === undefined) throw new Error(`expected a licence file in ${name}, which is bundled`);
  return `${"=".repeat(80)}\n${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}
