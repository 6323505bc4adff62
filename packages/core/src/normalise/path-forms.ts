// The ways of operating systems to write one path: escapes, variables, drives and shares, links that every machine has.
import { percentDecodeFully } from "./percent.ts";

/** Percent escapes at any depth, `%u002e`, and the overlong bytes that lenient decoders read as `.`, `/` and `\\`. */
export function decodePath(text: string): string {
  const overlong = text
    .replace(/%25(?=(?:25){0,4}(?:[0-9a-f]{2}|u[0-9a-f]{4}))/gi, "%")
    .replace(/%(?:c0%ae|e0%80%ae)/gi, ".")
    .replace(/%(?:c0%af|e0%80%af)/gi, "/")
    .replace(/%c1%9c/gi, "\\")
    .replace(/%u([0-9a-f]{4})/gi, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return percentDecodeFully(overlong);
}

/** Folders that variables stand for, in upper case. */
const VARIABLES: ReadonlyMap<string, string> = new Map([
  ["HOME", "~"], ["USERPROFILE", "~"], ["HOMEPATH", "~"], ["APPDATA", "~/AppData/Roaming"], ["LOCALAPPDATA", "~/AppData/Local"], ["TEMP", "~/AppData/Local/Temp"], ["TMP", "~/AppData/Local/Temp"], ["XDG_CONFIG_HOME", "~/.config"],
  ["XDG_DATA_HOME", "~/.local/share"], ["XDG_CACHE_HOME", "~/.cache"], ["SYSTEMROOT", "C:/Windows"], ["WINDIR", "C:/Windows"], ["SYSTEMDRIVE", "C:"], ["PROGRAMDATA", "C:/ProgramData"], ["ALLUSERSPROFILE", "C:/ProgramData"], ["PROGRAMFILES", "C:/Program Files"], ["PUBLIC", "C:/Users/Public"], ["TMPDIR", "/tmp"],
]);

/** A variable at the beginning, in the notation of any shell; one that is not known stays. */
export function expandVariables(path: string, cwd: string | undefined): string {
  const match = /^(?:\$\{(?:env:)?(\w{2,24})\}|\$env:(\w{2,24})|\$(\w{2,24})|%(\w{2,24})%)(?=[/\\]|$)/i.exec(path);
  if (match === null) return path;
  const name = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? "").toUpperCase();
  const folder = name === "PWD" ? (cwd ?? ".") : VARIABLES.get(name);
  return folder === undefined ? path : folder + path.slice(match[0].length);
}

const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$)(?:\.|$)/i;

/** Drives, shares and device prefixes of Windows with `/` for `\\`; what is no such path comes back as it is. */
export function windowsPath(given: string, isFileUrl: boolean, disguises: Set<string>): { readonly path: string; readonly isWindows: boolean } {
  const looks = /^[a-z]:/i.test(given) || /^\\{2}/.test(given) || (given.includes("\\") && !given.includes("/")) || /^(?:~[\w/-]{0,64}|\.{1,2})\\/.test(given) || (/^\/\/[?.]\//.test(given) && !isFileUrl) || (isFileUrl && /^\/?[a-z]:/i.test(given));
  if (!looks) return { path: /\.{2}\\/.test(given) ? given.replace(/\\/g, "/") : given, isWindows: false };
  let path = given.replace(/\\/g, "/");
  const device = /^\/{1,2}(?:[?.]|\?\?)\/(?:(UNC)\/|globalroot\/|volume\{)?/i.exec(path);
  if (device !== null) {
    disguises.add("device-prefix");
    path = device[1] === undefined ? path.slice(device[0].length) : `//${path.slice(device[0].length)}`;
  }
  const share = /^\/\/(?:localhost|127\.0\.0\.1|\[?::1\]?|\.)\/([a-z])\$(?=\/|$)/i.exec(path);
  if (share !== null) {
    disguises.add("own-share");
    path = `${share[1] ?? ""}:${path.slice(share[0].length)}`;
  }
  path = path.replace(/^\/?([a-z]):\/?/i, (_all, drive: string) => `${drive.toUpperCase()}:/`);
  return { path: withoutStreams(path, disguises), isWindows: true };
}

/** `notes.txt:hidden` and `notes.txt::$DATA` are the same file to whoever guards it; names in eight letters are another name of a file. */
function withoutStreams(path: string, disguises: Set<string>): string {
  const drive = /^[A-Z]:\//.exec(path)?.[0] ?? "";
  const segments = path.slice(drive.length).split("/").map((segment) => {
    const colon = segment.indexOf(":");
    if (colon > 0) disguises.add("alternate-stream");
    const name = colon > 0 ? segment.slice(0, colon) : segment;
    if (/^[^~.]{1,6}~[0-9]{1,2}(?:\.[^.]{0,3})?$/.test(name)) disguises.add("short-name");
    if (DEVICE.test(name)) disguises.add("device-name");
    return name;
  });
  return drive + segments.join("/");
}

/** Links that every system of a kind has. Read in order, each once. */
const ALIASES: readonly (readonly [RegExp, string])[] = [
  [/^\/proc\/(?:self|thread-self|[0-9]{1,10})\/(?:task\/[0-9]{1,10}\/)?root(?=\/|$)/, ""],
  [/^\/private(?=\/(?:etc|var|tmp)(?:\/|$))/, ""],
  [/^\/System\/Volumes\/Data(?=\/|$)/, ""],
  [/^\/var\/run(?=\/|$)/, "/run"],
  [/^\/var\/lock(?=\/|$)/, "/run/lock"],
  [/^\/(bin|sbin|lib|lib64)(?=\/|$)/, "/usr/$1"],
  [/^~root(?=\/|$)/, "/root"],
  [/^\/proc\/self\/fd(?=\/|$)/, "/dev/fd"],
];

/** The path behind the links; `cwd` is what `/proc/self/cwd` leads to. */
export function resolveAliases(path: string, cwd: string | undefined): string {
  if (!/^(?:\/(?:proc|private|System|var|s?bin|lib)|~root)/.test(path)) return path;
  let real = path;
  // One link may lead to another, as in `/proc/self/root/var/run`, or to itself.
  for (let round = 0; round < 4; round++) {
    const before = real;
    for (const [link, target] of ALIASES) real = real.replace(link, target);
    const working = /^\/proc\/(?:self|thread-self)\/cwd(?:\/|$)/.exec(real);
    if (working !== null) real = cwd === undefined ? real.slice(working[0].length) : `${cwd}/${real.slice(working[0].length)}`;
    if (real === before) break;
  }
  return real === "" ? "/" : real;
}
