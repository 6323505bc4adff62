// Checks one declaration or policy file; which of the two it is, its content says.
import type { FileProblem } from "@kaizen/protocol";
import { didYouMean, parseDeclarationFile, parsePolicyFile, readYamlFile } from "@kaizen/protocol";

type FileKind = "declaration" | "policy" | "unknown";

export interface LintedFile {
  readonly file: string;
  readonly kind: FileKind;
  readonly problems: readonly FileProblem[];
}

const MARKS = ["rules", "agent", "purpose", "tags", "tools", "destinations", "data", "volumes", "schedule", "sub_agents"] as const;

export function lintFile(text: string, file: string): LintedFile {
  const documents = readYamlFile(text, file);
  if (!documents.ok) return { file, kind: "unknown", problems: documents.error };
  const [first] = documents.value;
  const keys = typeof first?.value === "object" && first.value !== null && !Array.isArray(first.value) ? Object.keys(first.value) : [];
  if (keys.includes("rules")) return { file, kind: "policy", problems: problemsOf(parsePolicyFile(text, file)) };
  if (keys.some((key) => MARKS.some((mark) => mark === key))) return { file, kind: "declaration", problems: problemsOf(parseDeclarationFile(text, file)) };
  const [key] = keys;
  const message = `expected a declaration (\`agent:\`) or a policy (\`rules:\`)${key === undefined ? "" : `, got ${JSON.stringify(key.slice(0, 60))} as the first key${didYouMean(key, MARKS)}`}`;
  const located = first?.locate([{ path: key === undefined ? [] : [key], code: "unknown-file", message }]) ?? [{ file, line: 1, column: 1, code: "unknown-file", message: `${message}, got an empty file` }];
  return { file, kind: "unknown", problems: located };
}

function problemsOf(parsed: { readonly ok: true } | { readonly ok: false; readonly error: readonly FileProblem[] }): readonly FileProblem[] {
  return parsed.ok ? [] : parsed.error;
}
