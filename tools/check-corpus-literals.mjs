// The engine is not tuned to the corpus: no tool, host, person, address or id of red-team/ stands in its sources.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { listFiles } from "./list-files.mjs";
import { ROOT, runCheck } from "./run-check.mjs";

export const rule = "no tool, host, person, address or id of the red-team corpus stands in the engine's sources";

/** Common words that are also a tool, a host's label or somebody's name in a scenario. */
const COMMON = new Set("search read write fetch delete update create list send query note notes status report reports upload download publish export import render schedule translate summarise files mail mails stats feeds bank docs tickets assets packages image images house press market support service services accounts payments orders calendar browser shell terminal python post resolver drop http_request read_file write_file edit_file run_command send_email send_mail web_search".split(" "));
const SHORTEST = 4;

export async function check(root) {
  const files = listFiles(root);
  const { readYamlFile } = await import(pathToFileURL(join(ROOT, "packages/protocol/dist/index.js")).href);
  const literals = corpusLiterals(readYamlFile, files.filter((file) => /^red-team\/.*\.yaml$/u.test(file)).map((file) => readFileSync(join(root, file), "utf8")));
  const sources = files.filter((file) => /^packages\/core\/src\/.*\.(?:ts|json)$/u.test(file));
  const found = sources.flatMap((file) => literalsIn(file, readFileSync(join(root, file), "utf8"), literals));
  const isFixture = ({ file }) => file.includes(".test.") || file.endsWith(".json");
  for (const { file, line, message } of found.filter(isFixture)) console.warn(`     warning: ${file}:${line} ${message}`);
  return found.filter((problem) => !isFixture(problem));
}

/** Literal, in lower case -> what it is. */
function corpusLiterals(readYamlFile, texts) {
  const literals = new Map();
  const add = (what, literal) => {
    const text = literal.toLowerCase();
    if (text.length >= SHORTEST && !COMMON.has(text) && !literals.has(text)) literals.set(text, what);
  };
  for (const text of texts) {
    const read = readYamlFile(text, "scenario");
    for (const { value } of read.ok ? read.value : []) {
      for (const tool of toolsIn(value)) if (/[_\-.A-Z]/u.test(tool)) add("tool", tool);
    }
    for (const [token] of text.matchAll(/[\w.@+-]+/gu)) {
      const [person = "", domain] = token.split("@");
      const host = trimmed(domain ?? token);
      if (/\.(?:example|test)$/u.test(host)) {
        add("host", host);
        add("host", host.split(".").at(-2) ?? "");
      }
      if (domain !== undefined) add("address", trimmed(token));
      if (domain !== undefined && person.includes(".")) add("person", person);
      if (/^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}$/u.test(token)) add("address", token);
      if (/^[A-Z][A-Z-]{0,16}-\d{3,}$/u.test(token) || /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/u.test(token)) add("id", token);
    }
  }
  return literals;
}

/** Without a point or a dash of the sentence around it. */
function trimmed(word) {
  let [start, end] = [0, word.length];
  while (start < end && ".-".includes(word[start])) start++;
  while (end > start && ".-".includes(word[end - 1])) end--;
  return word.slice(start, end);
}

function toolsIn(value) {
  if (Array.isArray(value)) return value.flatMap(toolsIn);
  if (typeof value !== "object" || value === null) return [];
  const own = typeof value.tool === "string" ? [value.tool] : [];
  const catalogue = Array.isArray(value.catalogue) ? value.catalogue.flatMap(({ name }) => (typeof name === "string" ? [name] : [])) : [];
  const declared = Array.isArray(value.tools) ? value.tools.flatMap((tool) => (typeof tool === "string" ? [tool] : typeof tool?.name === "string" ? [tool.name] : [])) : [];
  return [...own, ...catalogue, ...declared, ...Object.values(value).flatMap(toolsIn)].filter((tool) => !tool.includes("*"));
}

function literalsIn(file, text, literals) {
  return text.split("\n").flatMap((line, index) => {
    const words = new Set([...line.toLowerCase().matchAll(/[\p{L}\p{N}_.@+-]+/gu)].flatMap(([word]) => [word, ...word.split(/[.@]/u), trimmed(word)]));
    return [...words].filter((word) => literals.has(word)).map((word) => ({ file, line: index + 1, message: `"${word}" (${literals.get(word)}) is in the red-team corpus: use another name` }));
  });
}

await runCheck(import.meta.url, check);
