// Path patterns: `*` is one segment or a part of it, `**` or a final slash is all below. Matched without a regular expression.
import { percentDecodeFully } from "../normalise/percent.ts";
import { compileGlob, globCovers, isGlob } from "./glob.ts";
import type { GlobMatcher } from "./glob.ts";

const DEEP = "**";

/** A path pattern in segments; the first one is `""` where the path begins with a slash. */
export interface PathPattern {
  readonly segments: readonly string[];
  readonly fits: readonly GlobMatcher[];
  /** The text of a pattern without `*`, or before its final `**`: then comparing texts is enough. */
  readonly literal?: string;
  readonly isDeep: boolean;
}

/** Undefined for an empty pattern and for one that climbs (`..`). */
export function parsePathPattern(text: string): PathPattern | undefined {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > 512) return undefined;
  const split = segmentsOf(trimmed);
  if (split.includes("..")) return undefined;
  const segments = trimmed.endsWith("/") && split.at(-1) !== DEEP ? [...split, DEEP] : split;
  const isDeep = segments.at(-1) === DEEP;
  const head = isDeep ? segments.slice(0, -1) : segments;
  const isLiteral = head.length > 0 && !head.some(isGlob);
  return { segments, fits: segments.map(compileGlob), isDeep, ...(isLiteral ? { literal: head.join("/") } : {}) };
}

/** Without empty and `.` segments; a leading slash stays as the segment `""`. */
function segmentsOf(path: string): string[] {
  const segments = path.split("/").filter((segment) => segment !== "" && segment !== ".");
  return path.startsWith("/") ? ["", ...segments] : segments;
}

/**
 * SECURITY: a path is taken in only if it is so in every way in which it can be read: as written, and with escapes,
 * backslashes and path parameters resolved, as lenient servers do it.
 */
export function takesInPath(pattern: PathPattern, path: string): boolean {
  if (!isUnusual(path)) return fitsReading(pattern, path);
  const plain = percentDecodeFully(path).replace(/\\/g, "/");
  return fitsReading(pattern, resolved(path)) && fitsReading(pattern, resolved(plain)) && fitsReading(pattern, resolved(withoutParameters(plain)));
}

/** Escapes, backslashes, parameters, dot segments, repeated and final slashes. */
function isUnusual(path: string): boolean {
  return /[%\\;]|\/[./]|\/$|^\.\//.test(path);
}

/** `/a;v=1/..;/b` is `/a/../b` for servers that know path parameters. */
function withoutParameters(path: string): string {
  return path.split("/").map((segment) => segment.split(";", 1)[0] ?? "").join("/");
}

function resolved(path: string): string {
  const isRooted = path.startsWith("/");
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") kept.push(segment);
    else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (!isRooted) kept.push(segment);
  }
  return (isRooted ? "/" : "") + kept.join("/");
}

function fitsReading(pattern: PathPattern, path: string): boolean {
  const { literal } = pattern;
  if (literal !== undefined) {
    if (!path.startsWith(literal)) return false;
    return path.length === literal.length || (pattern.isDeep && path[literal.length] === "/" && !hasClimb(path));
  }
  const segments = segmentsOf(path);
  if (segments.includes("..")) return pattern.segments.every((one) => one === DEEP);
  return fitsSegments(pattern, segments, (at, segment) => segment !== "" && pattern.fits[at]?.(segment) === true);
}

function hasClimb(path: string): boolean {
  return path.includes("..") && path.split("/").includes("..");
}

/** SECURITY: only the last `**` is ever tried again, so the work is at most segments of the pattern times those of the path. */
function fitsSegments({ segments: pattern }: PathPattern, path: readonly string[], fits: (at: number, segment: string) => boolean): boolean {
  let [at, place, deep, mark] = [0, 0, -1, 0];
  while (place < path.length) {
    const wanted = pattern[at];
    const segment = path[place] ?? "";
    if (wanted === DEEP) {
      deep = at++;
      mark = place;
    } else if (wanted !== undefined && (wanted === segment || fits(at, segment))) {
      at++;
      place++;
    } else if (deep >= 0) {
      at = deep + 1;
      place = ++mark;
    } else return false;
  }
  while (pattern[at] === DEEP) at++;
  return at === pattern.length;
}

/** Whether every path that `inner` takes in is also taken in by `outer`. Sound: the stars of `inner` are read as characters. */
export function pathPatternCovers(outer: PathPattern, inner: PathPattern): boolean {
  return fitsSegments(outer, inner.segments, (at, segment) => segment !== "" && segment !== DEEP && globCovers(outer.segments[at] ?? "", segment));
}
