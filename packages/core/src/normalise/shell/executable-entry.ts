// Reads the table of programs: what each operand and each option's value is.
import { EXECUTABLES } from "./executables.ts";

const ROLES = [
  "value", "text", "read", "write", "delete", "move", "execute", "path", "folder", "host", "url", "from", "to", "data", "form", "shell", "code", "command", "remote-command", "remote-shell", "guess", "attached",
] as const;

/** What a word is to a program; the table's head says what each means. */
export type Role = (typeof ROLES)[number];

export interface ExecutableEntry {
  /** Roles of operands in order; `repeated` is the index of the one that any number have, -1 for none. */
  readonly operands: readonly Role[];
  readonly repeated: number;
  readonly options: ReadonlyMap<string, Role>;
  /** How many leading bare words choose what it does. */
  readonly subcommands: number;
  /** Options with one dash are whole names, as for `find`. */
  readonly hasLongNames: boolean;
  /** Options end at the first operand. */
  readonly isPosix: boolean;
  /** It has no options: every word is an operand. */
  readonly isPlain: boolean;
  /** Operands `name=value`, as for `dd`. */
  readonly hasPairs: boolean;
  /** The first operand may be short options without a dash, as for `tar`. */
  readonly hasBundle: boolean;
  /** Options that choose another entry, named after this one and the option. */
  readonly modes: readonly string[];
  /** The language of its `code`. */
  readonly language: string;
}

/** Rows are read when first asked for. */
const rows: ReadonlyMap<string, string> = readRows(EXECUTABLES);
const entries = new Map<string, ExecutableEntry>();

export const UNLISTED: ExecutableEntry = readEntry("guess*");

/** The entry of a program, or of a program and its leading words: `git`, `git push`. */
export function findEntry(name: string): ExecutableEntry | undefined {
  const known = entries.get(name);
  if (known !== undefined) return known;
  const row = rows.get(name);
  if (row === undefined) return undefined;
  const entry = readEntry(row);
  entries.set(name, entry);
  return entry;
}

/** All names of the table. */
export function entryNames(): readonly string[] {
  return [...rows.keys()];
}

function readRows(table: string): Map<string, string> {
  const rows = new Map<string, string>();
  for (const line of table.split("\n")) {
    const cut = line.indexOf(" = ");
    if (cut > 0) for (const name of line.slice(0, cut).split(", ")) rows.set(name.trim(), line.slice(cut + 3));
  }
  return rows;
}

function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}

function toRole(text: string, row: string): Role {
  if (isRole(text)) return text;
  throw new Error(`expected a role in the row "${row}", got "${text}"`);
}

function readEntry(row: string): ExecutableEntry {
  const [operandText = "", optionText = "", flagText = ""] = row.split("|");
  const operands = operandText.split(" ").filter((word) => word !== "");
  const options = new Map<string, Role>();
  for (const group of optionText.split(" ")) {
    const cut = group.lastIndexOf(":");
    if (cut > 0) for (const name of group.slice(0, cut).split(",")) options.set(name, toRole(group.slice(cut + 1), row));
  }
  const flags = new Map(flagText.split(" ").map((flag) => [flag.split("=")[0] ?? "", flag.slice(flag.indexOf("=") + 1)]));
  return {
    operands: operands.map((word) => toRole(word.replace("*", ""), row)),
    repeated: operands.findIndex((word) => word.endsWith("*")),
    options,
    subcommands: Number(flags.get("sub") ?? 0),
    hasLongNames: flags.has("long"),
    isPosix: flags.has("posix"),
    isPlain: flags.has("plain"),
    hasPairs: flags.has("pairs"),
    hasBundle: flags.has("bundle"),
    modes: (flags.get("mode") ?? "").split(",").filter((mode) => mode !== ""),
    language: flags.get("language") ?? "",
  };
}
