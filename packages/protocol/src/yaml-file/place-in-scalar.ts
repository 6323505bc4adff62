// Where in a file a character of a text value stands, through quotes, escapes and indentation.
import { Scalar } from "yaml";

/** Offset in `source` of the character `at` of the value; of the value's beginning where that cannot be told. */
export function placeInScalar(source: string, scalar: Scalar, at: number): number | undefined {
  const [start, end] = scalar.range ?? [];
  if (start === undefined || end === undefined || typeof scalar.value !== "string") return undefined;
  const written = source.slice(start, end);
  switch (scalar.type) {
    case Scalar.PLAIN:
      return written === scalar.value ? start + at : start;
    case Scalar.QUOTE_SINGLE:
    case Scalar.QUOTE_DOUBLE:
      return start + (placeInQuotes(written, at, scalar.type === Scalar.QUOTE_DOUBLE ? "\\" : "'") ?? 0);
    case Scalar.BLOCK_LITERAL:
    case Scalar.BLOCK_FOLDED:
      return start + (placeInBlock(written, scalar.value, at) ?? 0);
    default:
      return start;
  }
}

/** One escape is two characters that stand for one; others, and line ends, are not followed. */
function placeInQuotes(written: string, at: number, escape: "\\" | "'"): number | undefined {
  let place = 1;
  for (let passed = 0; passed < at; passed++) {
    if (written[place] === "\n") return undefined;
    if (written[place] !== escape) place += 1;
    else if ('"\\/\''.includes(written[place + 1] ?? " ")) place += 2;
    else return undefined;
  }
  return place < written.length ? place : undefined;
}

/** Of a folded block only the first line is followed. */
function placeInBlock(written: string, value: string, at: number): number | undefined {
  const lines = written.split("\n");
  const before = value.slice(0, at).split("\n");
  const indent = (lines[1] ?? "").length - (lines[1] ?? "").trimStart().length;
  const column = (before.at(-1) ?? "").length;
  const [text, line] = [value.split("\n")[before.length - 1] ?? "", lines[before.length] ?? ""];
  if (!line.slice(indent).startsWith(text.slice(0, column))) return undefined;
  return lines.slice(0, before.length).reduce((sum, each) => sum + each.length + 1, 0) + indent + column;
}
