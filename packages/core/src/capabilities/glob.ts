// Names with `*` in them, matched without a regular expression: every segment is looked for once, from left to right.

export type GlobMatcher = (name: string) => boolean;

/** A matcher for names that as a whole fit `glob`, in which `*` stands for any run of characters, also none. All else is literal. */
export function compileGlob(glob: string): GlobMatcher {
  const segments = glob.split("*");
  const first = segments[0] ?? "";
  if (segments.length === 1) return (name) => name === first;
  const last = segments[segments.length - 1] ?? "";
  const middle = segments.slice(1, -1).filter((segment) => segment !== "");
  return (name) => fits(first, middle, last, name);
}

/** SECURITY: no backtracking; the leftmost place of a middle segment is always the best one, because what follows may be anything. */
function fits(first: string, middle: readonly string[], last: string, name: string): boolean {
  const end = name.length - last.length;
  if (end < first.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  let from = first.length;
  for (const segment of middle) {
    const found = name.indexOf(segment, from);
    if (found < 0) return false;
    from = found + segment.length;
  }
  return from <= end;
}

export function matchesGlob(glob: string, name: string): boolean {
  return compileGlob(glob)(name);
}

/**
 * Whether every name that fits `inner` fits `outer`. Sound: the stars of `inner` are read as characters, which only
 * the stars of `outer` can take in.
 */
export function globCovers(outer: string, inner: string): boolean {
  return matchesGlob(outer, inner);
}

export function isGlob(text: string): boolean {
  return text.includes("*");
}
