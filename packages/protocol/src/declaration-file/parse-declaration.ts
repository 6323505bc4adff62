// Reads declarations: a file of one or several YAML documents, or a value given in code.
import type { Declaration } from "@kaizen/core";
import { checkDeclaration } from "@kaizen/core";
import type { Result } from "../result.ts";
import type { FileProblem, Problem } from "../problem.ts";
import { zodProblems } from "../zod-problems.ts";
import { readYamlFile } from "../yaml-file/read-yaml-file.ts";
import { DECLARATION_KEYS, declarationDocumentSchema, fromDocument } from "./declaration-document.ts";

/** One declaration a document, every agent once. Problems of all documents are reported together. */
export function parseDeclarationFile(text: string, fileName: string): Result<Declaration[], FileProblem[]> {
  const documents = readYamlFile(text, fileName);
  if (!documents.ok) return documents;
  if (documents.value.length === 0) return { ok: false, error: [{ file: fileName, line: 1, column: 1, code: "missing", message: "expected a declaration (agent, purpose, tools, destinations), got an empty file" }] };
  const declarations = new Map<string, Declaration>();
  const problems: FileProblem[] = [];
  for (const document of documents.value) {
    const parsed = parseDeclarationShort(document.value);
    if (!parsed.ok) problems.push(...document.locate(parsed.error));
    else if (declarations.has(parsed.value.agent)) problems.push(...document.locate([{ path: ["agent"], code: "duplicate", message: `expected one declaration an agent, got a second one for ${JSON.stringify(parsed.value.agent)}` }]));
    else declarations.set(parsed.value.agent, parsed.value);
  }
  return problems.length > 0 ? { ok: false, error: problems } : { ok: true, value: [...declarations.values()] };
}

/** One declaration as in a file; the short form is `{agent, purpose?, tools?, destinations?}`. */
export function parseDeclarationShort(value: unknown): Result<Declaration, Problem[]> {
  const parsed = declarationDocumentSchema.safeParse(value);
  if (!parsed.success) return { ok: false, error: zodProblems(parsed.error, value, DECLARATION_KEYS) };
  const declaration = fromDocument(parsed.data);
  const problems = checkDeclaration(declaration).map(({ path, code, message }): Problem => ({ path: writtenPath(path), code, message }));
  return problems.length > 0 ? { ok: false, error: problems } : { ok: true, value: declaration };
}

const WRITTEN: ReadonlyMap<string, string> = new Map([
  ["maxSize", "max_size"],
  ["maxAmount", "max_amount"],
  ["noOtherArguments", "other_arguments"],
  ["readOnly", "read_only"],
  ["subAgents", "sub_agents"],
]);

/** The engine has other words than the file for a few keys; names of arguments stay as they are. */
function writtenPath(path: readonly (string | number)[]): (string | number)[] {
  return path.map((step, index) => (typeof step === "number" || path[index - 1] === "arguments" ? step : (WRITTEN.get(step) ?? step)));
}
