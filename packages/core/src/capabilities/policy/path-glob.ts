// Path patterns: `**` stands for any run of characters, `*` for one within a segment, all else for itself.
import { compileLinear, quoteLinear } from "../linear-pattern.ts";

export type PathMatcher = (path: string) => boolean;

const MAX_GLOB = 512;

/** SECURITY: run by RE2, in time linear in the path whatever the pattern. Undefined for an empty or too long pattern. */
export function compilePathGlob(glob: string): PathMatcher | undefined {
  if (glob === "" || glob.length > MAX_GLOB) return undefined;
  if (!glob.includes("*")) return (path) => path === glob;
  const written = glob.split("**").map((part) => part.split("*").map((text) => quoteLinear(text)).join("[^/]*"));
  const compiled = compileLinear(written.join(".*"), { dotAll: true });
  return (path) => compiled.matches(path);
}
