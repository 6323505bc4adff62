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
  // BOUNDED: a file of this checkout.
  const list = /export const CAPABILITIES = \[([^\]]*)\]/u.exec(text)?.[1] ?? "";
  return [...list.matchAll(/"([a-z-]+)"/gu)].map(([, name]) => name);
}

function addToPipeline(text, name) {
  const value = `${camelCase(name)}Capability`;
  // BOUNDED: a file of this checkout.
  const listed = text.replace(/^(export const capabilities: [^=]*= \[)([^\]]*?),?(\s*)\];/mu, (_, head, items, tail) => `${head}${items}${items.trim() === "" ? "" : ", "}${value}${tail}];`);
  const imports = listed.lastIndexOf("\nimport ");
  const end = listed.indexOf("\n", imports + 1);
  if (listed === text || imports === -1) throw new Error(`expected imports and a list "capabilities" in ${PIPELINE}`);
  return `${listed.slice(0, end)}\nimport { ${value} } from "./${name}/${name}.ts";${listed.slice(end)}`;
}

function paperText(name) {
  return `# ${name}

What this capability watches, what it cannot see, and where its thresholds come from.

| code | severity | when |
|---|---|---|
| \`long-tool-name\` | low | a tool's name is longer than any that a person would give |
`;
}

function checkText(name) {
  const value = `${camelCase(name)}Capability`;
  return `// Says when a tool's name is longer than any that a person would give: such names hide what they are.
import type { Capability, FindingCode } from "../capability.ts";
import { CLEAN, finding } from "../capability.ts";

const LONGEST = 128;

const LONG_TOOL_NAME: FindingCode = {
  code: "long-tool-name",
  severity: "low",
  summary: "A tool has a name of more than \${LONGEST} characters.",
  why: "Lists cut long names, so their end is never seen.",
  next: "Look the tool up where it was registered.",
};

export const ${value}: Capability<null> = {
  name: "${name}",
  summary: "Says when a tool's name is longer than any that a person would give.",
  codes: [LONG_TOOL_NAME],
  start: () => null,
  save: () => null,
  load: () => null,
  judge: (facts) => {
    if (facts.event !== "action" || facts.tool === undefined || facts.tool.shown.length <= LONGEST) return CLEAN;
    const what = \`the tool's name has \${facts.tool.shown.length} characters\`;
    return { findings: [finding(LONG_TOOL_NAME, { capability: "${name}", confidence: 1, what, cites: [facts.id] })] };
  },
};
`.replace('"A tool has a name of more than ${LONGEST} characters."', "`A tool has a name of more than ${LONGEST} characters.`");
}

function fixtureText(name, tool) {
  const findings = tool.length > 128 ? [{ event: 0, code: "long-tool-name", capability: name }] : [];
  return `${JSON.stringify({ events: [{ action: { kind: "tool_call", tool } }], findings }, null, 2)}\n`;
}
