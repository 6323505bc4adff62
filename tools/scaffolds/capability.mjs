// A capability of the engine: its folder with paper, check and fixtures, and its line in the pipeline.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { camelCase } from "./camel-case.mjs";

const FOLDER = "packages/core/src/capabilities";
const PIPELINE = `${FOLDER}/pipeline.ts`;
const WORDS = "packages/core/src/words/verdict.ts";

export const capability = {
  name: "capability",
  make(root, name) {
    const known = capabilityNames(readFileSync(join(root, WORDS), "utf8"));
    if (!known.includes(name)) {
      throw new Error(`expected one of the engine's words (${known.join(", ")}), got "${name}": a new word is a contract and starts with a decision record`);
    }
    const folder = `${FOLDER}/${name}`;
    return {
      files: {
        [`${folder}/README.md`]: paperText(name),
        [`${folder}/${name}.ts`]: checkText(name),
        [`${folder}/fires/long-tool-name.json`]: fixtureText(name, "x".repeat(200)),
        [`${folder}/silent/short-tool-name.json`]: fixtureText(name, "ticket_get"),
      },
      edits: [{ file: PIPELINE, change: (text) => addToPipeline(text, name) }],
    };
  },
};

function capabilityNames(text) {
  const list = /export const CAPABILITIES = \[([^\]]*)\]/u.exec(text)?.[1] ?? "";
  return [...list.matchAll(/"([a-z-]+)"/gu)].map(([, name]) => name);
}

function addToPipeline(text, name) {
  const value = `${camelCase(name)}Capability`;
  const listed = text.replace(/^(export const capabilities: [^=]*= \[)([^\]]*?),?(\s*)\];/mu, (_, head, items, tail) => `${head}${items}${items.trim() === "" ? "" : ", "}${value}${tail}];`);
  const imports = listed.lastIndexOf("\nimport ");
  const end = listed.indexOf("\n", imports + 1);
  if (listed === text || imports === -1) throw new Error(`expected imports and a list "capabilities" in ${PIPELINE}`);
  return `${listed.slice(0, end)}\nimport { ${value} } from "./${name}/${name}.ts";${listed.slice(end)}`;
}
