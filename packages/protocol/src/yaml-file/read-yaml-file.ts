// Reads hostile YAML into plain data that still knows where each value stands.
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseAllDocuments, visit } from "yaml";
import type { Document, ParsedNode } from "yaml";
import type { Result } from "../result.ts";
import type { FileProblem, Problem, ValuePath } from "../problem.ts";
import { placeInScalar } from "./place-in-scalar.ts";

export interface YamlDocument {
  readonly value: unknown;
  /** Puts problems of this document at their lines. */
  locate(problems: readonly Problem[]): FileProblem[];
}

const LARGEST_FILE = 1_000_000;
const MOST_ALIASES = 100;
const MOST_DOCUMENTS = 1_000;
const DEEPEST = 64;
const CORE_TAGS = "tag:yaml.org,2002:";

/** Every document that is not empty. At most 1 MB, 1,000 documents, 64 levels, 100 alias expansions; no custom tags, no duplicate keys. */
export function readYamlFile(text: string, file: string): Result<YamlDocument[], FileProblem[]> {
  const whole = (code: string, message: string): Result<never, FileProblem[]> => ({ ok: false, error: [{ file, line: 1, column: 1, code, message }] });
  if (text.length > LARGEST_FILE) return whole("too-large", `expected a file of at most 1 MB, got ${text.length} characters`);
  const lines = new LineCounter();
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  // SECURITY: the parser recurses; thousands of open brackets would end in a stack overflow that takes the process with it.
  const tooDeep = deepFlow(text);
  if (tooDeep !== undefined) return whole("bad-yaml", `expected at most ${DEEPEST} levels`);
  let documents: readonly Document.Parsed<ParsedNode>[];
  try {
    const parsed = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: true, strict: true, version: "1.2", prettyErrors: false });
    documents = Array.isArray(parsed) ? (parsed as Document.Parsed<ParsedNode>[]) : [];
  } catch (cause) {
    return whole("bad-yaml", `expected YAML: ${cause instanceof Error ? firstLine(cause.message) : "unreadable"}`);
  }
  if (documents.length > MOST_DOCUMENTS) return whole("too-long", `expected at most ${MOST_DOCUMENTS} documents, got ${documents.length}`);
  const problems = documents.flatMap((document) =>
    [...document.errors, ...document.warnings].map((error): FileProblem => ({ file, ...place(error.pos[0]), code: "bad-yaml", message: yamlMessage(error.code, error.message) })),
  );
  if (problems.length > 0) return { ok: false, error: problems.slice(0, 100) };
  const read: YamlDocument[] = [];
  for (const document of documents) {
    if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) continue;
    const one = readDocument(document, { file, text, place });
    if (!one.ok) return one;
    read.push(one.value);
  }
  return { ok: true, value: read };
}

interface Source {
  readonly file: string;
  readonly text: string;
  place(offset: number): { line: number; column: number };
}

function readDocument(document: Document.Parsed<ParsedNode>, { file, text, place }: Source): Result<YamlDocument, FileProblem[]> {
  const refused = refusedNode(document);
  if (refused !== undefined) return { ok: false, error: [{ file, ...place(refused.offset), code: "bad-yaml", message: refused.message }] };
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return {
      ok: true,
      value: { value, locate: (problems) => problems.map(({ path, at, code, message }) => ({ file, ...place(insideOf(document, text, path, at) ?? offsetOf(document, path)), code, message })) },
    };
  } catch (cause) {
    return { ok: false, error: [{ file, ...place(document.range[0]), code: "bad-yaml", message: `expected few aliases: ${cause instanceof Error ? firstLine(cause.message) : "unreadable"}` }] };
  }
}

/** The first node that plain data does not need and that a reader might take for something else. */
function refusedNode(document: Document.Parsed<ParsedNode>): { offset: number; message: string } | undefined {
  let refused: { offset: number; message: string } | undefined;
  visit(document, (key, node, ancestors) => {
    if (!isNode(node)) return undefined;
    const offset = node.range?.[0] ?? 0;
    if (ancestors.length > DEEPEST * 2) refused = { offset, message: `expected at most ${DEEPEST} levels` };
    else if (!isAlias(node) && node.tag !== undefined && !node.tag.startsWith(CORE_TAGS)) refused = { offset, message: `expected no custom tag, got ${JSON.stringify(node.tag.slice(0, 60))}` };
    else if (key === "key" && !(isScalar(node) && typeof node.value === "string")) refused = { offset, message: "expected every key to be text" };
    else if (isScalar(node) && typeof node.value === "object" && node.value !== null) refused = { offset, message: "expected text, a number, true, false, a list or a mapping" };
    return refused === undefined ? undefined : visit.BREAK;
  });
  return refused;
}

/** Where the character `at` of the text at `path` stands. */
function insideOf(document: Document.Parsed<ParsedNode>, text: string, path: ValuePath, at: number | undefined): number | undefined {
  const node = at === undefined ? undefined : document.getIn(path, true);
  return at !== undefined && isScalar(node) ? placeInScalar(text, node, at) : undefined;
}

/** Where the value at `path` begins; for a key of a mapping, where the key begins; else the nearest that exists. */
function offsetOf(document: Document.Parsed<ParsedNode>, path: ValuePath): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? document.range[0];
  for (const [depth, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === step);
      if (pair === undefined) return offset;
      const last = depth === path.length - 1;
      const scalarValue = isScalar(pair.value) && last ? pair.value.range?.[0] : undefined;
      offset = (isNode(pair.key) ? pair.key.range?.[0] : undefined) ?? scalarValue ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === "number") {
      node = node.items[step];
      if (!isNode(node)) return offset;
      offset = node.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}

/** True text position does not matter: any run of more than 64 unclosed flow brackets is refused. Counts brackets in text too, which only errs to the safe side. */
function deepFlow(text: string): number | undefined {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === "[" || character === "{") depth++;
    else if ((character === "]" || character === "}") && depth > 0) depth--;
    if (depth > DEEPEST) return index;
  }
  return undefined;
}

function yamlMessage(code: string, message: string): string {
  if (code === "DUPLICATE_KEY") return "expected every key once in a mapping, got one twice";
  if (message.includes("call stack")) return `expected at most ${DEEPEST} levels`;
  if (code === "TAG_RESOLVE_FAILED") return `expected no custom tag: ${firstLine(message)}`;
  return `expected YAML: ${firstLine(message)}`;
}

function firstLine(message: string): string {
  const end = message.indexOf("\n");
  return (end < 0 ? message : message.slice(0, end)).slice(0, 200);
}
