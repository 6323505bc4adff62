// Commands that programs take in places of their own: `find -exec`, git's settings, ssh's proxy, tar's actions.
import type { Nested } from "./argument-roles.ts";
import { UNKNOWN_PART } from "./command-reading.ts";
import type { Field } from "./expand-word.ts";
import type { ReadArguments } from "./read-arguments.ts";

/** Settings whose value a program runs. */
const SETTING = /^(?:-[co])?(?:core\.(?:sshcommand|pager|editor|fsmonitor|gitproxy)|diff\.external|credential\.helper|pager\.\w{1,32}|proxycommand|localcommand|exec|--to-command|--use-compress-program|--rsh|--upload-pack|--receive-pack|--checkpoint-action=exec)[= ](.{1,4096})$/is;
const ALIAS = /^(?:-c)?alias\.[\w-]{1,64}=!(.{1,4096})$/is;

export function hiddenScripts(executable: string, words: readonly Field[], read: ReadArguments): Nested[] {
  const nested: Nested[] = [];
  if (executable === "find" || executable === "gfind" || executable === "fd" || executable === "fdfind") addFound(words, read, nested);
  for (const { text } of words) {
    if (text.length < 6 || !(text.includes("=") || text.includes(" "))) continue;
    const script = ALIAS.exec(text)?.[1] ?? (TAKES_SETTINGS.has(executable) ? SETTING.exec(text)?.[1] : undefined);
    if (script !== undefined) nested.push({ kind: "shell", text: script.replace(/^!/, ""), isRemote: false, fields: [] });
  }
  return nested;
}

const TAKES_SETTINGS = new Set(["git", "ssh", "scp", "sftp", "rsync", "tar", "bsdtar", "gtar", "mosh", "autossh"]);
const RUNS = new Set(["-exec", "-execdir", "-ok", "-okdir", "-x", "-X", "--exec", "--exec-batch"]);

/** `-exec … ;` or `+`: the words with what was found in place of `{}`. `-delete` deletes under the start. */
function addFound(words: readonly Field[], read: ReadArguments, nested: Nested[]): void {
  for (let at = 0; at < words.length; at++) {
    if (words[at]?.text === "-delete") for (const start of startPaths(words)) read.files.push({ path: start, access: "delete" });
    if (!RUNS.has(words[at]?.text ?? "")) continue;
    let end = at + 1;
    while (end < words.length && words[end]?.text !== ";" && !(words[end]?.text === "+" && words[end - 1]?.text === "{}")) end++;
    const found = `${(startPaths(words)[0] ?? ".").replace(/\/$/, "")}/${UNKNOWN_PART}`;
    const fields = words.slice(at + 1, end).map((field) => ({ ...field, text: field.text.replaceAll("{}", () => found) }));
    if (fields.length > 0) nested.push({ kind: "command", fields, isRemote: false });
    at = end;
  }
}

/** The words that are the program's own: for `find` without the commands it starts. */
export function ownWords(executable: string, words: readonly Field[]): readonly Field[] {
  if (!executable.endsWith("find") && executable !== "fd") return words;
  const first = words.findIndex((field) => RUNS.has(field.text));
  return first < 0 ? words : words.slice(0, first + 1);
}

function startPaths(words: readonly Field[]): string[] {
  const paths: string[] = [];
  for (const { text } of words) {
    if (/^[-(!]/.test(text)) break;
    paths.push(text.length > 1 && text.endsWith("/") ? text.slice(0, -1) : text);
  }
  return paths.length === 0 ? ["."] : paths;
}
