// User patterns on tool names, in linear time whatever the pattern and the name.
import { compileLinear } from "../linear-pattern.ts";

/** Longest pattern that is compiled, in UTF-16 code units. */
export const MAX_PATTERN = 512;

/**
 * SECURITY: RE2 syntax runs in time linear in the name; JavaScript's own engine can be stalled for minutes by a pattern.
 * Matches the whole name, without regard to case. Undefined for what RE2 refuses or what is too long.
 */
export function compilePattern(pattern: string): ((name: string) => boolean) | undefined {
  if (pattern === "" || pattern.length > MAX_PATTERN) return undefined;
  try {
    const compiled = compileLinear(pattern, { ignoreCase: true, dotAll: true });
    return (name) => compiled.matches(name);
  } catch {
    return undefined;
  }
}
