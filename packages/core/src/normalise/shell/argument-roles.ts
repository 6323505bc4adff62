// What one word does by its role: names a file, a destination, text, or something else that is run.
import { looksLikeFile } from "../file-names.ts";
import { type FileAccess, type ShellFile, UNKNOWN_PART, type UnknownThing } from "./command-reading.ts";
import type { Role } from "./executable-entry.ts";
import type { Field } from "./expand-word.ts";

/** Something that a command runs and that has to be read in turn. */
export type Nested =
  | { readonly kind: "command"; readonly fields: readonly Field[]; readonly isRemote: boolean }
  | { readonly kind: "shell"; readonly text: string; readonly isRemote: boolean; readonly fields: readonly Field[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "file"; readonly path: string };

/** What the words of a command were found to say; filled word by word. */
export interface Findings {
  /** The folder relative paths belong to; empty for none. */
  readonly folder: string;
  readonly files: ShellFile[];
  readonly destinations: string[];
  readonly texts: string[];
  readonly nested: Nested[];
  readonly unknown: UnknownThing[];
}

export function newFindings(folder: string): Findings {
  return { folder, files: [], destinations: [], texts: [], nested: [], unknown: [] };
}

export function markUnknown(unknown: UnknownThing[], thing: UnknownThing): void {
  if (!unknown.includes(thing)) unknown.push(thing);
}

const ACCESS: ReadonlyMap<Role, FileAccess> = new Map([
  ["read", "read"],
  ["write", "write"],
  ["delete", "delete"],
  ["execute", "execute"],
  ["path", "unknown"],
  ["folder", "write"],
] as const);

/** `field`: the word, or the value of an option. */
export function addByRole(findings: Findings, role: Role, field: Field): void {
  const access = ACCESS.get(role);
  if (access !== undefined) {
    addFile(findings, field, access);
    if (role === "execute") findings.nested.push({ kind: "file", path: field.text });
    return;
  }
  switch (role) {
    case "move":
      addFile(findings, field, "read");
      addFile(findings, field, "delete");
      return;
    case "host":
      addDestination(findings, field);
      return;
    case "url":
      if (isUrl(field.text) || isOnHost(field.text)) addDestination(findings, field);
      else if (isPath(field.text)) addFile(findings, field, "read");
      else markWord(findings, field);
      return;
    case "from":
    case "to":
      if (isUrl(field.text) || isOnHost(field.text)) addDestination(findings, field);
      else addFile(findings, field, role === "to" ? "write" : "read");
      return;
    case "text":
      addText(findings, field);
      return;
    case "data":
      if (field.text.startsWith("@")) addFile(findings, { ...field, text: field.text.slice(1) }, "read");
      else addText(findings, field);
      return;
    case "form":
      addForm(findings, field);
      return;
    case "shell":
    case "remote-shell":
      addScript(findings, field, { kind: "shell", text: field.text, isRemote: role === "remote-shell", fields: [] });
      return;
    case "code":
      addScript(findings, field, { kind: "code", text: field.text });
      return;
    case "guess":
      guess(findings, field);
      return;
    default:
      markWord(findings, field);
      if (isUrl(field.text)) addDestination(findings, field);
  }
}

function addScript(findings: Findings, field: Field, nested: Nested): void {
  if (field.text.includes(UNKNOWN_PART)) markUnknown(findings.unknown, "script");
  findings.nested.push(nested);
}

function addForm(findings: Findings, field: Field): void {
  const at = /=[@<]/.exec(field.text);
  if (at === null) addText(findings, field);
  else addFile(findings, { ...field, text: field.text.slice(at.index + 2).split(/;(?:type|filename)=/, 1)[0] ?? "" }, "read");
}

function addText(findings: Findings, field: Field): void {
  markWord(findings, field);
  findings.texts.push(field.text);
}

/** A word that is only looked at for what is unknown of it. */
export function markWord(findings: Findings, field: Field): void {
  if (field.isGlob || field.text.includes(UNKNOWN_PART)) markUnknown(findings.unknown, "arguments");
}

const NO_FILES = new Set(["", "-", ".", "/dev/null", "/dev/stdout", "/dev/stderr", "/dev/stdin", "/dev/tty", "NUL", "nul"]);

export function addFile(findings: Findings, field: Field, access: FileAccess): void {
  const { text } = field;
  if (field.isGlob || text.includes(UNKNOWN_PART)) markUnknown(findings.unknown, "file");
  if (NO_FILES.has(text) || text.startsWith("/dev/fd/") || text === UNKNOWN_PART) return;
  if (isUrl(text)) {
    addDestination(findings, field);
    return;
  }
  const socket = /^\/dev\/(?:tcp|udp)\/([^/]+)\/([^/]+)$/.exec(text);
  if (socket !== null) {
    addDestination(findings, { ...field, text: `${socket[1] ?? ""}:${socket[2] ?? ""}` });
    return;
  }
  const path = inFolder(findings.folder, text);
  if (!findings.files.some((file) => file.path === path && file.access === access)) findings.files.push({ path, access });
}

/** A relative path in a folder; others as they are. */
export function inFolder(folder: string, path: string): string {
  if (folder === "" || /^(?:[/~]|[A-Za-z]:|\\|-?$)/.test(path)) return path;
  return `${folder}${folder.endsWith("/") ? "" : "/"}${path.replace(/^(?:\.\/)+/, "")}`;
}

export function addDestination(findings: Findings, field: Field): void {
  if (field.isGlob || field.text.includes(UNKNOWN_PART)) markUnknown(findings.unknown, "destination");
  if (field.text === "" || field.text === "-" || field.text === UNKNOWN_PART) return;
  if (!findings.destinations.includes(field.text)) findings.destinations.push(field.text);
}

export function isUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]{1,30}:\/\//i.test(text);
}

/** `host:path`, `user@host:path`: the colon stands before any slash, and is no drive's. */
function isOnHost(text: string): boolean {
  return /^(?:[^\s/:@]{1,64}@)?(?:\[[0-9a-f:.]{2,45}\]|[^\s/:@]{2,253}):/i.test(text);
}

function isPath(text: string): boolean {
  return /^(?:\/|~(?:$|\/)|\.{1,2}(?:$|\/)|[A-Za-z]:\\)/.test(text);
}

/** A word of a program that is not known: a URL, a place on a host, a path, a file or a host by its looks. */
function guess(findings: Findings, field: Field): void {
  const { text } = field;
  const value = /^[\w.-]{1,64}=(.+)$/s.exec(text)?.[1];
  if (value !== undefined) {
    guess(findings, { ...field, text: value });
    return;
  }
  const plain = text.startsWith("@") || text.startsWith("file://") ? text.replace(/^(?:@|fileb?:\/\/)/, "") : text;
  if (isUrl(plain) || /^[\w.-]{1,64}@[^\s/:@]{1,253}:/.test(plain)) addDestination(findings, { ...field, text: plain });
  else if (plain !== text || isPath(plain)) addFile(findings, { ...field, text: plain }, "unknown");
  else if (/\s/.test(plain)) markWord(findings, field);
  else if (plain.includes("/") || looksLikeFile(plain)) addFile(findings, { ...field, text: plain }, "unknown");
  else if (/^(?:[a-z0-9-]{1,63}\.){1,8}(?:[a-z][a-z0-9-]{1,30}|[0-9]{1,3})(?::[0-9]{1,5})?$/i.test(plain) && !/^[0-9]{1,5}\.[0-9]{1,5}(?:\.[0-9]{1,5})?$/.test(plain)) addDestination(findings, field);
  else markWord(findings, field);
}
