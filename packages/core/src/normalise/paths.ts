// File paths: which texts are paths, and their normal form behind every way to write them.
import { unconfused, withoutInvisible, isAscii } from "./fold-text.ts";
import { decodePath, expandVariables, resolveAliases, windowsPath } from "./path-forms.ts";
import { isSensitivePath } from "./sensitive-paths.ts";

export interface PathParts {
  /** `/`-separated, `.` and `..` resolved, aliases of the system followed, case kept, at most 512 characters. A UNC path begins with `//`. */
  readonly path: string;
  /** What a case-insensitive rule compares: lower case, composed, without invisible and look-alike letters. */
  readonly skeleton: string;
  readonly sensitive: boolean;
  /** Sorted codes of what was seen through, e.g. `percent-encoded`, `short-name`, `alternate-stream`. */
  readonly disguises: readonly string[];
}

/** Beginnings that make a text a path by themselves. */
const ROOTED = /^(?:\/(?!\/)|~[\w-]{0,32}[/\\]|\.{1,2}[/\\]|[a-z]:[/\\]|\\\\|\\\?\?\\|\$\{?(?:HOME|PWD|XDG_[A-Z]{3,16}_HOME|TMPDIR)\}?[/\\]|\$env:\w{3,24}[/\\]|%[a-z()0-9]{3,24}%[/\\]|%(?:25)?2[ef]|\.{1,2}(?:%2f|%5c|%25))/i;

const LONGEST = 4096;

/**
 * Reads a whole value as a path. `isPathSlot`: the argument's name says path, so a relative name is one too. `cwd`: the folder that relative
 * paths start from, where it is known.
 */
export function parsePath(text: string, isPathSlot: boolean, cwd?: string): PathParts | undefined {
  const value = unwrapped(text.trim(), isPathSlot);
  // Any letter may stand in a file's name; elsewhere these say that the text is none.
  if (value.length < (isPathSlot ? 1 : 2) || value.length > LONGEST || (!isPathSlot && /[\n\r<>|"]/.test(value))) return undefined;
  const isFileUrl = /^file:[/\\]/i.test(value);
  if (!isFileUrl && /^[a-z][a-z0-9+.-]{1,32}:[/\\]{2}/i.test(value)) return undefined;
  const isRooted = isFileUrl || ROOTED.test(isAscii(value) ? value : value.normalize("NFKC"));
  const isRelative = value.length <= 512 && !/\s/.test(value);
  if (!isRooted && !isRelative && !(isPathSlot && value.length <= 512)) return undefined;
  const disguises = new Set<string>();
  const path = normalisePath(value, isFileUrl, cwd, disguises);
  const sensitive = isSensitivePath(path);
  if (!isRooted && !isPathSlot && !sensitive) return undefined;
  return { path: path.slice(0, 512), skeleton: unconfused(path.slice(0, 512)), sensitive, disguises: [...disguises].toSorted() };
}

/** In a place for paths: true when the text is meant as one although none could be made of it. */
export function isMeantAsPath(text: string): boolean {
  const value = text.trim();
  return ROOTED.test(value.slice(0, 80)) || /^[a-z][a-z0-9+.-]{1,32}:[/\\]{2}/i.test(value) || (value.length > 512 && (!/\s/.test(value) || /(?:^|[/\\])\.\.[/\\]/.test(value)));
}

/** The file that a URL of another scheme reads: `jar:file:/a!/b`, `view-source:file:///a`, `php://filter/resource=/a`, `glob:///a`. */
function unwrapped(value: string, isPathSlot: boolean): string {
  if (value.length > LONGEST || !/^[a-z][a-z0-9+._-]{1,32}:/i.test(value)) return value;
  // BOUNDED: at most 4,096 characters, and the match is looked for from the beginning alone.
  const filtered = /^php:[/\\]{2}filter[/\\](?:[^=]{0,512}=[^=]{0,64}){0,4}?resource=([^]{1,4096})$/i.exec(value)?.[1];
  if (filtered !== undefined) return filtered;
  const inner = value.replace(/^(?:[a-z][a-z0-9+._-]{1,32}:){1,3}(?=file:[/\\])/i, "");
  if (inner !== value) return inner.replace(/![/\\][^]{0,4096}$/, "");
  return isPathSlot && !/^(?:file|https?|wss?|ftp):/i.test(value) ? value.replace(/^[a-z][a-z0-9+._-]{1,32}:[/\\]{2}(?=[/\\])/i, "file://") : value;
}

/** The normal form of any path text of at most 4,096 characters. */
function normalisePath(text: string, isFileUrl: boolean, cwd: string | undefined, disguises: Set<string>): string {
  let plain = text;
  const step = (code: string, next: string): void => {
    if (next !== plain) disguises.add(code);
    plain = next;
  };
  // BOUNDED: at most 4,096 characters, and the match goes to the end.
  if (isFileUrl) plain = decodePath(text.replace(/^file:[/\\]{2}(?:localhost)?(?=[/\\])/i, "").replace(/^file:/i, "").replace(/[?#].*$/s, ""));
  else if (text.includes("%")) step("percent-encoded", decodePath(text));
  if (!isAscii(plain)) {
    step("compatibility-letters", /[\uff0e\uff0f\uff3c\u2024\u2025\u2026\u2215\u2044\u29f8]/.test(plain) ? plain.normalize("NFKC").replace(/[\u2215\u2044\u29f8]/g, "/") : plain.normalize("NFC") === plain ? plain : plain.normalize("NFC"));
    // An invisible letter makes another file; between dots and slashes it only hides them.
    step("zero-width", plain.replace(/(?<=^|[./\\~])[\p{Cf}]{1,8}(?=[./\\])/gu, ""));
    if (withoutInvisible(plain) !== plain) disguises.add("zero-width");
    const folded = unconfused(plain);
    if (isAscii(folded) && folded !== plain.toLowerCase()) disguises.add("confusable-letters");
  }
  step("null-byte", plain.replace(/\u0000/g, ""));
  plain = expandVariables(plain, cwd);
  const windows = windowsPath(plain, isFileUrl, disguises);
  plain = windows.path;
  const isRelative = !/^(?:\/|[A-Z]:\/|~[\w-]*(?:\/|$))/.test(plain);
  if (isRelative && cwd !== undefined && plain !== "") plain = `${windowsPath(expandVariables(cwd.slice(0, 4096), undefined), false, new Set()).path}/${plain}`;
  return resolveAliases(resolveDots(plain, windows.isWindows, disguises), cwd === undefined ? undefined : resolveDots(cwd, false, new Set()));
}

function resolveDots(plain: string, isWindows: boolean, disguises: Set<string>): string {
  const root = /^(?:\/\/(?=[^/])|\/|[A-Z]:\/|~[\w-]*\/)/.exec(isWindows ? plain : plain.replace(/^\/{2,}/, "/"))?.[0] ?? "";
  const segments: string[] = [];
  for (const given of plain.slice(root.length).split("/")) {
    const segment = segmentOf(given, isWindows, disguises);
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.length > 0 && segments.at(-1) !== "..") segments.pop();
    else if (root === "") segments.push(segment);
  }
  return root + segments.join("/");
}

/** `..;x` and more than two dots are how filters for `..` are passed; Windows drops dots and blanks at the end of a name. */
function segmentOf(given: string, isWindows: boolean, disguises: Set<string>): string {
  if (given.startsWith("..") && (given.startsWith("..;") || (given.length > 2 && given.length <= 16 && /^\.{3,16}$/.test(given)))) {
    disguises.add("long-dots");
    return "..";
  }
  if (!isWindows || given === "." || given === "..") return given;
  const stripped = given.replace(/[. ]{1,16}$/, "");
  if (stripped !== given) disguises.add("trailing-dot");
  return stripped;
}
