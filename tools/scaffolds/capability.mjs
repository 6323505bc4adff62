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
      edits: [{ file: PIPELINE, change: (text) => addToPipeline(text, name, known) }],
    };
  },
};

function capabilityNames(text) {
  // BOUNDED: a file of this checkout.
  const list = /export const CAPABILITIES = \[([^\]]*)\]/u.exec(text)?.[1] ?? "";
  return [...list.matchAll(/"([a-z-]+)"/gu)].map(([, name]) => name);
}

/** The pipeline keeps the order of the engine's words. */
function addToPipeline(text, name, order) {
  // BOUNDED: a file of this checkout.
  const list = /^(export const capabilities: .* = \[)(.*)\];$/mu.exec(text);
  const imports = text.lastIndexOf("\nimport type ");
  if (list === null || imports === -1) throw new Error(`expected imports and a list "capabilities" in ${PIPELINE}`);
  const [whole, head, items = ""] = list;
  const values = [...items.split(", ").filter((item) => item !== ""), camelCase(name)];
  const sorted = order.map(camelCase).filter((value) => values.includes(value));
  const line = `import { ${camelCase(name)} } from "./${name}/${name}.ts";`;
  return `${text.slice(0, imports)}\n${line}${text.slice(imports)}`.replace(whole, () => `${head}${sorted.join(", ")}];`);
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
  const value = camelCase(name);
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
  const fires = tool.length > 128;
  const title = fires ? "A tool's name is longer than any that a person would give" : "A tool has a usual name";
  const findings = fires ? { findings: [{ event: 0, code: "long-tool-name", capability: name, severity: "low" }] } : {};
  return `${JSON.stringify({ title, events: [{ action: { kind: "tool_call", tool } }], ...findings }, null, 2)}\n`;
}
